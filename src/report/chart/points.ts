import type { Row } from "../../schema/row.js";
import type { Axis, Chart, Reference, Series } from "./chart.js";

/** A point to draw, with the interval of its standard error, or another, where it has one. */
export interface Point {
  x: number;
  y: number;
  low: number;
  high: number;
}

/**
 * The points of a series in the order of its rows, which is the order in which its line is drawn. A row that cannot
 * be drawn (null, infinite, or not positive on a log axis) is null here: the line has a gap there.
 */
export function pointsOf(chart: Chart, series: Series): (Point | null)[] {
  return chart.rows
    .filter((row) => row.series === series.name)
    .map((row) => {
      const x = row[chart.x.key];
      const y = row[chart.y.key];
      if (!drawable(x, chart.x) || !drawable(y, chart.y)) return null;
      return { x, y, ...intervalOf(chart, row, y) };
    });
}

/** What is drawn around y: nothing where it is not known. */
function intervalOf({ errorKey, intervalKeys }: Chart, row: Row, y: number): { low: number; high: number } {
  if (intervalKeys !== undefined) {
    const [low, high] = intervalKeys.map((key) => row[key]);
    return isNumber(low) && isNumber(high) ? { low, high } : { low: y, high: y };
  }
  const error = errorKey === undefined ? null : row[errorKey];
  const e = isNumber(error) ? Math.abs(error) : 0;
  return { low: y - e, high: y + e };
}

/** The reference lines that can be drawn: a threshold of Infinity has no place on an axis. */
export function referencesOf(chart: Chart): Reference[] {
  return (chart.references ?? []).filter(({ axis, at }) => {
    const { domain } = chart[axis];
    return drawable(at, chart[axis]) && (!domain || (at >= domain[0] && at <= domain[1]));
  });
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function drawable(value: unknown, axis: Axis): value is number {
  return isNumber(value) && (axis.scale !== "log" || value > 0);
}
