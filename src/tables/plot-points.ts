import { censoredMedian, type Waited } from "../math/censored.js";
import { mean, standardError } from "../math/statistics.js";
import type { Cell, Row } from "../schema/row.js";
import type { Study } from "../study/study.js";
import type { PlotRequest } from "./plot-request.js";
import { BaselineSamples } from "./summary/baseline.js";
import { learningTimes } from "./summary/cell-sample.js";
import { compare } from "./summary/compare.js";

/** What was asked of a run, and what came of it. */
export interface PlottedRun {
  parameters: Row;
  row: Row;
}

/** The runs of one point: the same parameters, other seeds. */
export interface Point {
  series: Cell;
  x: number;
  /** Parameters of one of the runs. */
  parameters: Row;
  /** What came of those that converged, by their seeds. */
  sample: Map<number, number>;
  /** The same of all runs; one that did not converge would have come to more. */
  waited: Waited[];
  unconvergedCount: number;
  /** Converged runs in which y is not defined. */
  undefinedCount: number;
}

/** A point as it is drawn. */
export interface DrawnPoint extends Point {
  /** What is drawn of the runs; null where it is not known. */
  y: number | null;
  /** Runs that have a part in it, or pairs of them. */
  count: number;
  /** Columns about its error. */
  errors: Row;
}

/**
 * What a point shows of its runs: their mean; of learning times the median, as runs that did not converge are known to take
 * longer and must not be left out; or the ratio of means to a baseline, pair by pair.
 */
export type Statistic = "mean" | "median" | "ratio";

export function statisticOf({ y, baseline }: Pick<PlotRequest, "y" | "baseline">): Statistic {
  if (baseline !== null) return "ratio";
  return learningTimes.includes(y) ? "median" : "mean";
}

/** Columns with the ends of what is drawn around a ratio. */
export const RATIO_ENDS = ["low", "high"] as const;

/** The runs, point by point, in the order of the series and then of x. */
function gather(runs: Iterable<PlottedRun>, request: PlotRequest, baseline: BaselineSamples | null): Point[] {
  const { x, y, series, where } = request;
  const points = new Map<string, Point>();
  for (const { parameters, row } of runs) {
    const result = typeof row[y] === "number" ? row[y] : null;
    const converged = row.converged === true;
    baseline?.see(parameters, converged ? result : null);
    if (where.some(({ key, value }) => parameters[key] !== value)) continue;
    const value = series === null ? null : parameters[series.key]!;
    const key = `${String(parameters[x.key])} ${String(value)}`;
    const empty = { sample: new Map<number, number>(), waited: [], unconvergedCount: 0, undefinedCount: 0 };
    const point: Point = points.get(key) ?? { series: value, x: parameters[x.key] as number, parameters, ...empty };
    points.set(key, point);
    if (result !== null) point.waited.push({ value: result, censored: !converged });
    if (!converged) point.unconvergedCount += 1;
    else if (result === null) point.undefinedCount += 1;
    else point.sample.set(parameters.seed as number, result);
  }
  const rank = ({ series: value }: Point): number => series?.values.indexOf(value) ?? 0;
  return [...points.values()].sort((a, b) => rank(a) - rank(b) || a.x - b.x);
}

function meanOf({ sample }: Point): Pick<DrawnPoint, "y" | "count" | "errors"> {
  const values = [...sample.values()];
  const error = values.length > 1 ? standardError(values) : null;
  return { y: values.length > 0 ? mean(values) : null, count: values.length, errors: { standardError: error } };
}

function medianOf({ waited }: Point): Pick<DrawnPoint, "y" | "count" | "errors"> {
  if (waited.length === 0) return { y: null, count: 0, errors: { standardError: null } };
  const { median, standardError: error } = censoredMedian(waited);
  return { y: median, count: waited.length, errors: { standardError: waited.length > 1 ? error : null } };
}

function ratioOf({ sample, parameters }: Point, baseline: BaselineSamples): Pick<DrawnPoint, "y" | "count" | "errors"> {
  const { ratio, ratioLow: low, ratioHigh: high, pairCount } = compare(sample, baseline.of(parameters));
  return { y: ratio, count: pairCount, errors: { low, high } };
}

/** The points of a plot. */
export function pointsOf({ axes }: Study, runs: Iterable<PlottedRun>, request: PlotRequest): DrawnPoint[] {
  const baseline = request.baseline === null ? null : new BaselineSamples(axes, request.baseline);
  const statistic = statisticOf(request);
  return gather(runs, request, baseline).map((point) => {
    if (baseline !== null) return { ...point, ...ratioOf(point, baseline) };
    return { ...point, ...(statistic === "median" ? medianOf(point) : meanOf(point)) };
  });
}
