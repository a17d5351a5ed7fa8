import type { Claim, Measurement } from "../../../src/paper/claim.js";
import type { CheckedClaim } from "../../../src/paper/report/checked-claim.js";

/** A claim that nobody makes. */
export const claim: Claim = {
  figure: "1c",
  id: "a-claim",
  statement: "Something holds",
  where: "Results",
  measured: "a ratio",
  band: { low: 1, high: 2 },
  bandOrigin: "the paper",
  jobs: () => [],
  measure: () => ({ values: [], sample: "none" }),
};

export const measured = (values: number[], standardError?: number): Measurement => ({
  values,
  sample: "10 runs",
  ...(standardError === undefined ? {} : { standardError }),
});

export const one = (...values: number[]): CheckedClaim => ({ claim, measurement: measured(values) });
