import type { Axis, Chart, Series } from "../chart/chart.js";
import { pointsOf } from "../chart/points.js";
import { formatNumber } from "../format.js";

const rounded = (value: number): string => formatNumber(Number(value.toPrecision(3)));

const axisInWords = ({ label, scale }: Axis): string => `${label}${scale === "log" ? ", logarithmic" : ""}`;

/**
 * Where a series begins and ends, and how far it reaches in between; of one that is no function of x, or that has only
 * points, how far it reaches.
 */
function seriesInWords(chart: Chart, series: Series): string {
  const points = pointsOf(chart, series).filter((point) => point !== null);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return `${series.name}: nothing to draw`;
  if (points.length === 1) return `${series.name}: ${rounded(first.y)} at ${rounded(first.x)}`;
  const [low, high] = points.reduce(
    ([low, high], { y }) => [Math.min(low, y), Math.max(high, y)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  if (series.style === "line" || series.style === "dashed") {
    const ends = `from ${rounded(first.y)} at ${rounded(first.x)} to ${rounded(last.y)} at ${rounded(last.x)}`;
    const isBetween = low === Math.min(first.y, last.y) && high === Math.max(first.y, last.y);
    return `${series.name}: ${ends}${isBetween ? "" : `, between ${rounded(low)} and ${rounded(high)}`}`;
  }
  return `${series.name}: ${points.length} points between ${rounded(low)} and ${rounded(high)}`;
}

/** A chart for those who do not see it: its axes, and where each of its series goes. */
export function chartInWords(chart: Chart): string {
  const series = chart.series.map((one) => seriesInWords(chart, one));
  return `Upwards: ${axisInWords(chart.y)}. To the right: ${axisInWords(chart.x)}. ${series.join("; ")}.`;
}
