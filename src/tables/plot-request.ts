import { didYouMean } from "../schema/did-you-mean.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import type { Axis, Study } from "../study/study.js";
import { type AxisValue, axisNamed, axisValues, list, listValues } from "./axis-value.js";
import { type Baseline, baselineOf } from "./summary/baseline.js";
import { learningTimes } from "./summary/cell-sample.js";

/** What a plot of a study is to show, as it is typed. */
export interface TypedPlot {
  x: string;
  y: string;
  series?: string;
  /** `key=value`: only runs with this value of a parameter that varies. */
  where?: string[];
  /** `key=value`: y is drawn as a ratio to the runs with this value of a parameter that varies. */
  baseline?: string[];
  /** Axes with a logarithmic scale: `x`, `y` or `x,y`. */
  log?: string;
}

export interface PlotRequest {
  x: Axis;
  y: string;
  series: Axis | null;
  where: AxisValue[];
  /** What y is compared with; null where it is drawn as it is. */
  baseline: Baseline | null;
  log: { x: boolean; y: boolean };
}

function parseBaseline(study: Study, { y, baseline: typed }: TypedPlot): Baseline | null {
  if (typed === undefined) return null;
  if (learningTimes.includes(y)) {
    throw new UsageError(
      `--baseline compares means, got --y ${y}, of which runs that did not converge are only known to take longer. ` +
        "Leave --baseline out; the median is drawn.",
    );
  }
  return baselineOf(study, typed);
}

function parseLog(text: string | undefined): PlotRequest["log"] {
  const names = text === undefined ? [] : text.split(",");
  const unknown = names.find((name) => name !== "x" && name !== "y");
  if (unknown !== undefined) throw new UsageError(`--log must be x, y or x,y, got ${shown(text)}.`);
  return { x: names.includes("x"), y: names.includes("y") };
}

/**
 * Checks what is asked against the study, whose results have the numeric columns `results`.
 *
 * @throws {UsageError} naming what there is, and which parameters vary beside those that are shown
 */
export function parsePlot(study: Study, results: readonly string[], typed: TypedPlot): PlotRequest {
  const { axes } = study;
  const x = axisNamed("--x", typed.x, axes);
  if (x.values.some((value) => typeof value !== "number")) {
    throw new UsageError(
      `--x must be a parameter with numbers; ${x.key} is ${listValues(x.values)}. Use --series for it.`,
    );
  }
  if (!results.includes(typed.y)) {
    throw new UsageError(
      `--y must be a number that runs have: ${list(results)}; got ${shown(typed.y)}.${didYouMean(typed.y, results)}`,
    );
  }
  const series = typed.series === undefined ? null : axisNamed("--series", typed.series, axes);
  if (series === x) throw new UsageError(`--series must be another parameter than --x, got ${x.key} for both.`);
  const where = axisValues("--where", typed.where ?? [], axes, "Give one value; --series shows several.");

  const baseline = parseBaseline(study, typed);
  const shownKeys = new Set([x.key, series?.key, ...where.map(({ key }) => key)]);
  const others = axes.filter(({ key, values }) => values.length > 1 && !shownKeys.has(key));
  if (others.length > 0) {
    const first = others[0]!;
    throw new UsageError(
      `runs that differ in ${list(others.map(({ key }) => key))} cannot share a point. Choose a value of each, ` +
        `for example --where ${first.key}=${String(first.values[0])}${series === null ? `, or --series ${first.key}` : ""}.`,
    );
  }
  return { x, y: typed.y, series, where, baseline, log: parseLog(typed.log) };
}
