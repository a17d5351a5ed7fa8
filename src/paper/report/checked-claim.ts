import type { Row } from "../../schema/row.js";
import { type Claim, isAtEdge, judge, type Measurement, type Verdict } from "../claim.js";
import { plainBand, plainMeasurement } from "./plain-words.js";

/** A claim with what was measured; null where the figures it needs were not asked for, or are not there yet. */
export interface CheckedClaim {
  claim: Claim;
  measurement: Measurement | null;
}

export const verdictOf = ({ claim, measurement }: CheckedClaim): Verdict => judge(claim.band, measurement);

/** One row a claim, for CSV. */
export function claimRow(checked: CheckedClaim): Row {
  const { claim, measurement } = checked;
  return {
    claim: claim.id,
    statement: claim.statement,
    where: claim.where,
    verdict: verdictOf(checked),
    atEdge: isAtEdge(claim.band, measurement),
    found: plainMeasurement(measurement, claim.band),
    expected: plainBand(claim.band),
    bandOrigin: claim.bandOrigin,
    measured: claim.measured,
    sample: measurement?.sample ?? "its figure was not asked for",
  };
}

/** "12 reproduced, 1 differs, 3 not checked." */
export function describeVerdicts(checked: readonly CheckedClaim[]): string {
  const count = (verdict: Verdict) => checked.filter((one) => verdictOf(one) === verdict).length;
  const differing = count("differs");
  const differ = `${differing} ${differing === 1 ? "differs" : "differ"}`;
  return `${count("reproduced")} reproduced, ${differ}, ${count("not checked")} not checked.`;
}
