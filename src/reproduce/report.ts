import { join } from "node:path";
import { writeFileAtomically } from "../node/files/output-folder.js";
import { claims } from "../paper/claims.js";
import { type CheckedClaim, claimRow, type DrawnFigure, paperReport } from "../paper/paper-report.js";
import type { Scale } from "../paper/scale.js";
import { formatCsv } from "../report/csv.js";
import { version } from "../schema/version.js";
import type { Results } from "./run-figures.js";
import { loadDrawing } from "./write-figure.js";

/** Checks the claims whose jobs have all been run; the others stay unchecked. */
export function checkClaims({ has, resultOf }: Results, scale: Scale): CheckedClaim[] {
  return claims.map((claim) => {
    const ready = claim.jobs(scale).every(has);
    return { claim, measurement: ready ? claim.measure(resultOf, scale) : null };
  });
}

/**
 * Writes the page and the table of the claims.
 *
 * @param how in a few words how it was computed: scale, engine, machine, time
 */
export async function writeReport(
  out: string,
  drawn: readonly DrawnFigure[],
  checked: readonly CheckedClaim[],
  how: string,
): Promise<void> {
  const { renderReport } = await loadDrawing();
  writeFileAtomically(join(out, "claims.csv"), formatCsv(checked.map(claimRow)));
  const generated = `synaptic-caching ${version}, ${how}.`;
  writeFileAtomically(join(out, "report.html"), renderReport(paperReport(drawn, checked, generated)));
}
