import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";

/** Bars that the writes are gathered into, from so many on. */
const BARS = 60;

/**
 * Synapses by how often they were written: as many bars as fit, each of equal width.
 *
 * @param writes numbers of writes, each with how many synapses have it; a number may come several times
 */
export function writesChart(
  writes: Iterable<readonly [count: number, synapses: number]>,
  { largest, label, note }: { readonly largest: number; readonly label: string; readonly note: string },
): Chart {
  const width = Math.max(1, Math.ceil((largest + 1) / BARS));
  const counts = new Map<number, number>();
  for (const [count, synapses] of writes) {
    const bar = Math.floor(count / width);
    counts.set(bar, (counts.get(bar) ?? 0) + synapses);
  }
  const rows = [...counts]
    .sort(([a], [b]) => a - b)
    .map(
      ([bar, synapses]): Row => ({
        series: "synapses",
        writes: bar * width + (width - 1) / 2,
        synapses,
      }),
    );
  const gathered = width === 1 ? "" : ` Each point is of ${width} numbers of writes.`;
  return {
    name: "account-writes",
    title: "Writes a synapse",
    x: { key: "writes", label, domain: [0, Math.max(1, largest)] },
    y: { key: "synapses", label: "synapses" },
    series: [{ name: "synapses", style: "stems" }],
    rows,
    keys: "legend",
    notes: [`${note}${gathered}`],
  };
}
