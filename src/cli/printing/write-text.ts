import type { WriteSummary } from "../../caching/writes/write-summary.js";
import { formatColumn } from "../../report/format.js";
import type { Row } from "../../schema/row.js";
import { formatTable } from "./table.js";
import { lineWidth, wrap } from "./terminal.js";

type Written = Partial<WriteSummary> & { seed: number };

const isCounted = (run: Written): run is WriteSummary & { seed: number } => run.writeCount !== undefined;

/** The histogram of a run in one line, without bins that are empty: "0: 3, 1: 20, 2–3: 70". */
export function histogramText({ writeHistogram }: Pick<WriteSummary, "writeHistogram">): string {
  const filled = writeHistogram.filter(({ synapseCount }) => synapseCount > 0);
  const counts = formatColumn(filled.map(({ synapseCount }) => synapseCount));
  return filled.map(({ from, to }, k) => `${from === to ? from : `${from}–${to}`}: ${counts[k]}`).join(", ");
}

/** What was written, for a person; undefined where writes were not counted. */
export function writeText(runs: readonly Written[]): string | undefined {
  const counted = runs.filter(isCounted);
  const [first] = counted;
  if (first === undefined) return undefined;
  const rows = counted.map(({ seed, writeCount, meanWriteCount, largestWriteCount }): Row => {
    return { seed, writeCount, meanWriteCount, largestWriteCount };
  });
  const headings = { seed: "seed", writeCount: "writes", meanWriteCount: "of a synapse", largestWriteCount: "largest" };
  const histogram = `Synapses by their writes, seed ${first.seed}: ${histogramText(first)}.`;
  return `${formatTable(rows, headings, { forms: { seed: "seed" }, width: lineWidth() })}\n\n${wrap(histogram)}`;
}
