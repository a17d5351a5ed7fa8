import { didYouMean } from "../schema/did-you-mean.js";
import { numberFromText } from "../schema/number-text.js";
import type { Cell } from "../schema/row.js";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import type { Axis, Study } from "../study/study.js";

/** What a plot of a study is to show, as it is typed. */
export interface TypedPlot {
  x: string;
  y: string;
  series?: string;
  /** `key=value`: only runs with this value of a parameter that varies. */
  where?: string[];
  /** Axes with a logarithmic scale: `x`, `y` or `x,y`. */
  log?: string;
}

export interface PlotRequest {
  x: Axis;
  y: string;
  series: Axis | null;
  where: { key: string; value: Cell }[];
  log: { x: boolean; y: boolean };
}

/** More values than this are not listed. */
const LISTED = 12;

const list = (values: readonly Cell[]): string => values.map((value) => shownPath(String(value))).join(", ");

/** The values of an axis, of which there may be thousands. */
function listValues(values: readonly Cell[]): string {
  if (values.length <= LISTED) return list(values);
  return `${list(values.slice(0, LISTED - 1))}, … ${String(values.at(-1))} (${values.length} values)`;
}

/** A number in whatever spelling. */
function numberOf(typed: string): number | undefined {
  return numberFromText(typed) ?? (typed.trim() === "" ? undefined : Number(typed));
}

function axisNamed(flag: string, key: string, axes: readonly Axis[]): Axis {
  const axis = axes.find((one) => one.key === key);
  if (axis !== undefined) return axis;
  const known = axes.map((one) => one.key);
  if (known.length === 0) {
    throw new UsageError(
      `${flag} ${shownPath(key)}: nothing varies in this study but the seed, so there is nothing to draw. For its runs: syncache sweep --collect DIR.`,
    );
  }
  throw new UsageError(
    `${flag} must be a parameter that varies in this study: ${list(known)}; got ${shown(key)}.${didYouMean(key, known)}`,
  );
}

function parseFilter(text: string, axes: readonly Axis[]): { key: string; value: Cell } {
  const [, key, typed] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || typed === undefined) {
    throw new UsageError(`--where must be key=value, got ${shown(text)}. For example --where policy=none.`);
  }
  const { values } = axisNamed("--where", key, axes);
  const value = values.find((one) => String(one) === typed || (typeof one === "number" && one === numberOf(typed)));
  if (value !== undefined) return { key, value };
  throw new UsageError(`--where ${key} must be one of ${listValues(values)}, got ${shown(typed)}.`);
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
export function parsePlot({ axes }: Study, results: readonly string[], typed: TypedPlot): PlotRequest {
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
  const where = (typed.where ?? []).map((text) => parseFilter(text, axes));
  const twice = where.find(({ key }, i) => where.findIndex((other) => other.key === key) < i);
  if (twice !== undefined)
    throw new UsageError(`--where ${twice.key} is given twice. Give one value; --series shows several.`);

  const shownKeys = new Set([x.key, series?.key, ...where.map(({ key }) => key)]);
  const others = axes.filter(({ key, values }) => values.length > 1 && !shownKeys.has(key));
  if (others.length > 0) {
    const first = others[0]!;
    throw new UsageError(
      `runs that differ in ${list(others.map(({ key }) => key))} cannot share a point. Choose a value of each, ` +
        `for example --where ${first.key}=${String(first.values[0])}${series === null ? `, or --series ${first.key}` : ""}.`,
    );
  }
  return { x, y: typed.y, series, where, log: parseLog(typed.log) };
}
