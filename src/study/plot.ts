import { mean, standardError } from "../math/statistics.js";
import type { Chart } from "../report/chart.js";
import { formatNumber } from "../report/format.js";
import { metaOf } from "../schema/parameter.js";
import type { Cell, Row } from "../schema/row.js";
import { parameterKeys, studyLearners } from "./learners.js";
import type { PlotRequest } from "./plot-request.js";
import { jobCount, type Study } from "./study.js";

/** A threshold that was sought is a word among the parameters and a number in the row. */
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
const show = (value: Cell): string => (typeof value === "number" ? formatNumber(value) : String(value));

/** The unit at the end of a parameter's description, which is where `quantity` puts it. */
function unitOf({ learner }: Study, key: string): string {
  const { schema } = studyLearners[learner];
  const description = key in schema.shape ? metaOf(schema.shape[key] as never).description : "";
  return / \([^()]+\)$/.exec(description)?.[0] ?? "";
}

/** Energies are in the unit of the weights, as docs/equations.md says; ratios and counts have none. */
function labelOf(study: Study, key: string): string {
  return `${words(key)}${/energy$/i.test(key) ? unitOf(study, "threshold") : unitOf(study, key)}`;
}

/**
 * A result against a parameter: mean and standard error over the seeds, one series for every value of another
 * parameter. Runs that did not converge are counted in a note, and are in no mean.
 *
 * @param runs that are there: what was asked of each, and what came of it
 */
export function plotStudy(study: Study, runs: Iterable<PlottedRun>, request: PlotRequest): Chart {
  const { x, y, series, where, log } = request;
  const nameOf = (value: Cell): string => (series === null ? words(y) : `${words(series.key)} ${show(value)}`);
  const points = pointsOf(runs, request);
  const names = [...new Set(points.map((point) => nameOf(point.series)))];
  return {
    name: fileName(request),
    title: study.name,
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
    notes: notesOf(study, points, where, request),
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

function notesOf(
  study: Study,
  points: Point[],
  where: PlotRequest["where"],
  { x, y, series, log }: PlotRequest,
): string[] {
  const sizes = points.map(({ sample }) => sample.length).filter((size) => size > 0);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const runs = least === most ? `${most}` : `${least} to ${most}`;
  const notes = [
    sizes.length === 0 ? "No run to be shown." : `Mean of ${runs} runs${most > 1 ? " and its standard error" : ""}.`,
  ];
  if (where.length > 0)
    notes.push(`Runs with ${where.map(({ key, value }) => `${words(key)} ${show(value)}`).join(", ")}.`);

  const unconverged = sum(points.map(({ unconvergedCount }) => unconvergedCount));
  const without = sum(points.map(({ undefinedCount }) => undefinedCount));
  const there = sum(sizes) + unconverged + without;
  if (unconverged > 0) notes.push(`${unconverged} of ${there} runs did not converge; they are in no mean.`);
  if (without > 0) notes.push(`In ${without} of ${there} runs the ${words(y)} is not defined.`);
  const filtered = where.reduce(
    (count, { key }) => count / study.axes.find((axis) => axis.key === key)!.values.length,
    1,
  );
  const missing = Math.round(jobCount(study) * filtered) - there;
  if (missing > 0) notes.push(`${missing} runs of the study are missing yet.`);

  const outside = points.filter((point) => {
    const drawable = (value: number, onLog: boolean) => Number.isFinite(value) && (value > 0 || !onLog);
    return point.sample.length > 0 && !(drawable(point.x, log.x) && drawable(mean(point.sample), log.y));
  });
  if (outside.length > 0) {
    const axes =
      series === null ? "" : `, ${words(series.key)} ${[...new Set(outside.map((p) => show(p.series)))].join(", ")}`;
    const at = [...new Set(outside.map((point) => show(point.x)))].join(", ");
    notes.push(`Not on these axes, but in the table: ${words(x.key)} ${at}${axes}.`);
  }
  return notes;
}

/** Says what is shown, so that plots of one study stand beside each other. */
function fileName({ x, y, series, where }: PlotRequest): string {
  const filters = where.map(({ key, value }) => `-${key}-${String(value)}`).join("");
  return `${y}-by-${x.key}${series === null ? "" : `-and-${series.key}`}${filters}`.replace(/[^\w.+-]+/g, "_");
}

/** Results that can be plotted: numbers that runs have, a parameter among them only where runs sought its value. */
export function plottable({ learner, fixed }: Study, columns: readonly { key: string; type: string }[]): string[] {
  const given = new Set(["seed", ...parameterKeys(studyLearners[learner])]);
  return columns
    .filter(({ type }) => type === "number" || type === "integer")
    .filter(({ key }) => !given.has(key) || typeof fixed[key] === "string")
    .map(({ key }) => key);
}
