import type { NumberForm } from "../../report/format.js";
import { printable } from "../../schema/printable.js";
import type { Cell, Row } from "../../schema/row.js";
import type { Study } from "../../study/study.js";
import { formatTable } from "./table.js";
import { lineWidth, wrap } from "./terminal.js";

/** A page of rows; studies may have thousands. */
const SHOWN = 40;

/** `maintenanceCost` → `maintenance cost` */
const words = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const measuredHeadings = {
  runCount: "runs",
  convergedCount: "converged",
  learningTime: "learning time",
  learningTimeStandardError: "± time",
  energyMean: "energy",
  energyStandardError: "± energy",
};
const comparedHeadings = { pairCount: "pairs", energyRatio: "ratio", energyRatioLow: "from", energyRatioHigh: "to" };

/**
 * The summary of a study for a person: what varies, and what came of it.
 *
 * @param rows of the first cells of the summary
 */
export function summaryText(
  { axes }: Pick<Study, "axes">,
  rows: readonly Row[],
  { cellCount, baseline }: { cellCount: number; baseline: string | null },
): string {
  const varied = axes.filter(({ values }) => values.length > 1).map(({ key }) => key);
  const headings = {
    ...Object.fromEntries(varied.map((key) => [key, words(key)])),
    ...measuredHeadings,
    ...(baseline === null ? {} : comparedHeadings),
  };
  const forms = Object.fromEntries(varied.map((key): [string, NumberForm] => [key, "given"]));
  const harmless = (cell: Cell): Cell => (typeof cell === "string" ? printable(cell) : cell);
  const shown = rows
    .slice(0, SHOWN)
    .map((row) => Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, harmless(cell)])));
  const hidden = cellCount - shown.length;
  const compared =
    baseline === null
      ? ""
      : ` Ratio: mean energy over that of ${printable(baseline)} on the same seeds, with the bootstrap interval of 95 %.`;
  return [
    formatTable(shown, headings, { forms, width: lineWidth() }),
    ...(hidden > 0 ? [`  … and ${hidden} more cells in summary.csv`] : []),
    "",
    wrap(
      "Energy: mean and standard error of the runs that converged. Learning time: median time steps of all runs, one that " +
        `did not converge taking longer than it ran.${compared}`,
    ),
  ].join("\n");
}
