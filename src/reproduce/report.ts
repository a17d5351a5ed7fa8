import { join } from "node:path";
import { writeFileAtomically } from "../node/files/output-folder.js";
import { type CheckedClaim, claimRow, type DrawnFigure, paperReport } from "../paper/paper-report.js";
import type { Scale } from "../paper/scale.js";
import { formatCsv } from "../report/csv.js";
import type { Report } from "../report/page/report.js";
import { version } from "../schema/version.js";
import type { Drawing } from "./write-figure.js";

/** Where the page is. */
export const reportFile = (out: string): string => join(out, "report.html");

/** What there is of the figures and claims that were asked for, in their order. */
export interface Found {
  drawn: DrawnFigure[];
  checked: CheckedClaim[];
  /** How many were asked for. */
  figureCount: number;
  claimCount: number;
  isComplete: boolean;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** The page of what is there by now says so before anything else. */
function asFarAs({ drawn, checked, figureCount, claimCount, isComplete }: Found, report: Report): Report {
  if (isComplete) return report;
  const state =
    `This page is not complete: ${drawn.length} of ${count(figureCount, "figure")} and ${checked.length} of ` +
    `${count(claimCount, "claim")} are done. It is written anew with every figure; load it again for more.`;
  return { ...report, notice: state };
}

/**
 * Writes the page and the table of the claims. Neither says anything of when it was written or how long that took, so that
 * the last ones are the same bytes whether or not there were others before.
 */
export function writeReport({ renderReport }: Drawing, out: string, scale: Scale, found: Found): void {
  const { drawn, checked } = found;
  const generated = `synaptic-caching ${version}, scale ${scale}, engine fast, Node ${process.version}.`;
  writeFileAtomically(join(out, "claims.csv"), formatCsv(checked.map(claimRow)));
  writeFileAtomically(reportFile(out), renderReport(asFarAs(found, paperReport(drawn, checked, generated))));
}
