import { mean, standardError } from "../math/statistics.js";
import type { Chart } from "../report/chart/chart.js";
import { formatExact } from "../report/format.js";
import { metaOf } from "../schema/parameter.js";
import { printable } from "../schema/printable.js";
import type { Cell, Row } from "../schema/row.js";
import { learnerOf, parameterKeys } from "../study/learners.js";
import { jobCount, type Study } from "../study/study.js";
import type { PlotRequest } from "./plot-request.js";

/** What was asked of a run, and what came of it. */
export interface PlottedRun {
  parameters: Row;
  row: Row;
}

/** The runs of one point: the same parameters, other seeds. */
interface Point {
  series: Cell;
  x: number;
  sample: number[];
  unconvergedCount: number;
  /** Converged runs in which y is not defined. */
  undefinedCount: number;
}

/** `maintenanceCost` → `maintenance cost` */
const words = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
/** A parameter's value with every digit, so that two of them never look alike. A power of ten is 10⁻⁴, not 1×10⁻⁴. */
const show = (value: Cell): string =>
  typeof value === "number" ? formatExact(value).replace(/^1×/, "") : printable(String(value));

/** The unit at the end of a parameter's description, which is where `quantity` puts it. */
function unitOf({ learner }: Study, key: string): string {
  const { schema } = learnerOf(learner);
  const description = key in schema.shape ? metaOf(schema.shape[key] as never).description : "";
  return / \([^()]+\)$/.exec(description)?.[0] ?? "";
}

/** Energies are in the unit of the weights, as docs/equations.md says; counts have none. */
function labelOf(study: Study, key: string): string {
  if (key === "inefficiency") return "energy / minimum (ratio)";
  const parameter = key === "foundThreshold" ? "threshold" : key;
  return `${words(key)}${/energy$/i.test(key) ? energyUnitOf(study) : unitOf(study, parameter)}`;
}

/** A persistent change counts as |Δl|^α: energies have the unit of the weights where α is 1. */
function energyUnitOf(study: Study): string {
  const { schema, unit } = learnerOf(study.learner);
  if (!("costExponent" in schema.shape)) return ` (${unit})`;
  const varies = study.axes.some(({ key }) => key === "costExponent");
  const exponent = varies ? "α" : study.fixed.costExponent;
  return ` (${unit}${exponent === undefined || exponent === 1 ? "" : `^${exponent}`})`;
}

/**
 * A result against a parameter: mean and standard error over the seeds, one series for every value of another
 * parameter. Runs that did not converge are counted in a note, and are in no mean.
 *
 * @param runs that are there: what was asked of each, and what came of it
 */
export function plotStudy(study: Study, runs: Iterable<PlottedRun>, request: PlotRequest): Chart {
  const { x, y, series, log } = request;
  const nameOf = (value: Cell): string => (series === null ? words(y) : `${words(series.key)} ${show(value)}`);
  const points = pointsOf(runs, request);
  // A series is a value: its name tells it from the others.
  const names = [...new Set(points.map((point) => point.series))].map(nameOf);
  return {
    name: fileName(request),
    title: printable(study.name),
    x: { key: x.key, label: labelOf(study, x.key), scale: log.x ? "log" : "linear" },
    y: { key: y, label: labelOf(study, y), scale: log.y ? "log" : "linear" },
    series: names.map((name) => ({ name, style: "line" })),
    rows: points.map(({ series: value, sample, unconvergedCount, ...point }) => ({
      series: nameOf(value),
      ...(series === null ? {} : { [series.key]: value }),
      [x.key]: point.x,
      [y]: sample.length > 0 ? mean(sample) : null,
      standardError: sample.length > 1 ? standardError(sample) : null,
      runCount: sample.length,
      unconvergedCount,
    })),
    errorKey: "standardError",
    notes: notesOf(study, points, request),
  };
}

function pointsOf(runs: Iterable<PlottedRun>, { x, y, series, where }: PlotRequest): Point[] {
  const points = new Map<string, Point>();
  for (const { parameters, row } of runs) {
    if (where.some(({ key, value }) => parameters[key] !== value)) continue;
    const value = series === null ? null : parameters[series.key]!;
    const key = `${String(parameters[x.key])} ${String(value)}`;
    const empty = { series: value, x: parameters[x.key] as number, sample: [], unconvergedCount: 0, undefinedCount: 0 };
    const point: Point = points.get(key) ?? empty;
    points.set(key, point);
    const result = row[y];
    if (row.converged !== true) point.unconvergedCount += 1;
    else if (typeof result === "number") point.sample.push(result);
    else point.undefinedCount += 1;
  }
  const rank = ({ series: value }: Point): number => series?.values.indexOf(value) ?? 0;
  return [...points.values()].sort((a, b) => rank(a) - rank(b) || a.x - b.x);
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What the picture does not show by itself: how many runs, which, and what is not in it. */
function notesOf(study: Study, points: Point[], { y, where, log }: PlotRequest): string[] {
  const sizes = points.map(({ sample }) => sample.length).filter((size) => size > 0);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const runs = least === most ? `${most} run${most === 1 ? "" : "s"}` : `${least} to ${most} runs`;
  const filters = where.map(({ key, value }) => `, ${words(key)} ${show(value)}`).join("");
  const notes = [
    sizes.length === 0
      ? `No run to be shown${filters}.`
      : `${most > 1 ? "Mean and standard error of " : ""}${runs}${filters}.`,
  ];

  const unconverged = sum(points.map(({ unconvergedCount }) => unconvergedCount));
  const without = sum(points.map(({ undefinedCount }) => undefinedCount));
  const there = sum(sizes) + unconverged + without;
  if (unconverged > 0) {
    const empty = points.filter(({ sample, unconvergedCount }) => sample.length === 0 && unconvergedCount > 0).length;
    const nowhere = empty === 0 ? "" : ` At ${empty} of ${points.length} points none did.`;
    notes.push(`${unconverged} of ${there} runs did not converge; they are in no mean.${nowhere}`);
  }
  if (without > 0) notes.push(`In ${without} of ${there} runs the ${words(y)} is not defined.`);
  const filtered = where.map(({ key }) => study.axes.find((axis) => axis.key === key)!.values.length);
  const missing = filtered.reduce((count, values) => count / values, jobCount(study)) - there;
  if (missing > 0) notes.push(`${missing} runs are missing yet.`);

  const hidden = points.filter(({ x, sample }) => sample.length > 0 && !(fits(x, log.x) && fits(mean(sample), log.y)));
  if (hidden.length > 0) {
    const reason = log.x || log.y ? "infinite, or not above 0 on a logarithmic axis" : "infinite";
    notes.push(`${hidden.length} of ${points.length} points are in the table only: ${reason}.`);
  }
  return notes;
}

const fits = (value: number, onLog: boolean): boolean => Number.isFinite(value) && (value > 0 || !onLog);

/** Says what is shown, so that plots of one study stand beside each other. */
function fileName({ x, y, series, where }: PlotRequest): string {
  const filters = where.map(({ key, value }) => `-${key}-${String(value)}`).join("");
  return `${y}-by-${x.key}${series === null ? "" : `-and-${series.key}`}${filters}`.replace(/[^\w.+-]+/g, "_");
}

/** Results that can be plotted: numbers that runs have and were not asked for. */
export function plottable({ learner }: Study, columns: readonly { key: string; type: string }[]): string[] {
  const given = new Set(["seed", ...parameterKeys(learnerOf(learner))]);
  return columns
    .filter(({ type }) => type === "number" || type === "integer")
    .filter(({ key }) => !given.has(key))
    .map(({ key }) => key);
}
