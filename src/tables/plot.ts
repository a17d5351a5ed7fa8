import type { Chart } from "../report/chart/chart.js";
import { printable } from "../schema/printable.js";
import type { Cell } from "../schema/row.js";
import { learnerOf, parameterKeys } from "../study/learners.js";
import type { Study } from "../study/study.js";
import { notesOf } from "./plot-notes.js";
import { type PlottedRun, pointsOf, RATIO_ENDS, statisticOf } from "./plot-points.js";
import type { PlotRequest } from "./plot-request.js";
import { fileName, labelOf, named, show, words } from "./plot-words.js";

export type { PlottedRun };

/**
 * A result against a parameter, one series for every value of another parameter: mean and standard error over the seeds; of
 * learning times the median; with a baseline the ratio of means and its interval. Runs that did not converge are counted in a
 * note, and are in no mean; of a median they are part.
 *
 * @param runs that are there: what was asked of each, and what came of it
 */
export function plotStudy(study: Study, runs: Iterable<PlottedRun>, request: PlotRequest): Chart {
  const { x, y, series, baseline, log } = request;
  const nameOf = (value: Cell): string => (series === null ? words(y) : `${words(series.key)} ${show(value)}`);
  const points = pointsOf(study, runs, request);
  // A series is a value: its name tells it from the others.
  const names = [...new Set(points.map((point) => point.series))].map(nameOf);
  const over =
    baseline === null ? null : { key: `${y}Ratio`, label: `${words(y)} / that of ${named(baseline)} (ratio)` };
  const { key, label } = over ?? { key: y, label: labelOf(study, y) };
  return {
    name: fileName(request),
    title: printable(study.name),
    x: { key: x.key, label: labelOf(study, x.key), scale: log.x ? "log" : "linear" },
    y: { key, label, scale: log.y ? "log" : "linear" },
    series: names.map((name) => ({ name, style: "line" })),
    rows: points.map(({ series: value, x: place, y: drawn, errors, count, unconvergedCount }) => ({
      series: nameOf(value),
      ...(series === null ? {} : { [series.key]: value }),
      [x.key]: place,
      [key]: drawn,
      ...errors,
      ...(over === null ? { runCount: count } : { pairCount: count }),
      unconvergedCount,
    })),
    ...(statisticOf(request) === "ratio" ? { intervalKeys: RATIO_ENDS } : { errorKey: "standardError" }),
    notes: notesOf(study, points, request),
  };
}

/** Results that are the same whenever they are computed: what can be plotted, without how long it took. */
export const measured = (study: Study, columns: Parameters<typeof plottable>[1]): string[] =>
  plottable(study, columns).filter((key) => key !== "durationSeconds");

/** Results that can be plotted: numbers that runs have and were not asked for. */
export function plottable({ learner }: Study, columns: readonly { key: string; type: string }[]): string[] {
  const given = new Set(["seed", ...parameterKeys(learnerOf(learner))]);
  return columns
    .filter(({ type }) => type === "number" || type === "integer")
    .filter(({ key }) => !given.has(key))
    .map(({ key }) => key);
}
