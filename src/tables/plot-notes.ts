import { jobCount, type Study } from "../study/study.js";
import type { DrawnPoint, Statistic } from "./plot-points.js";
import { statisticOf } from "./plot-points.js";
import type { PlotRequest } from "./plot-request.js";
import { named, words } from "./plot-words.js";

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What is drawn, and of how many runs or pairs. */
function sampleNote(points: readonly DrawnPoint[], request: PlotRequest): string {
  const { where, baseline } = request;
  const statistic = statisticOf(request);
  const sizes = points.map(({ count }) => count).filter((size) => size > 0);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const filters = where.map((one) => `, ${named([one])}`).join("");
  const one = statistic === "ratio" ? "pair" : "run";
  if (sizes.length === 0) return `No ${one} to be shown${filters}.`;
  const counted = `${least === most ? most : `${least} to ${most}`} ${one}${most === 1 ? "" : "s"}`;
  if (statistic === "ratio") {
    return `Mean over that of ${named(baseline ?? [])} on the same seeds, with the bootstrap interval of 95 %: ${counted}${filters}.`;
  }
  return `${most > 1 ? `${statistic === "median" ? "Median" : "Mean"} and standard error of ` : ""}${counted}${filters}.`;
}

const outsiders: Record<Statistic, string> = {
  mean: "they are in no mean.",
  median: "they count as longer than they ran.",
  ratio: "they are in no pair.",
};

/** What the picture does not show by itself: how many runs, which, and what is not in it. */
export function notesOf(study: Study, points: readonly DrawnPoint[], request: PlotRequest): string[] {
  const { y, where, log } = request;
  const statistic = statisticOf(request);
  const notes = [sampleNote(points, request)];
  const unconverged = sum(points.map(({ unconvergedCount }) => unconvergedCount));
  const without = sum(points.map(({ undefinedCount }) => undefinedCount));
  const converged = sum(points.map(({ sample }) => sample.size));
  const there = converged + unconverged + without;
  if (unconverged > 0) {
    const empty = points.filter(({ sample, unconvergedCount }) => sample.size === 0 && unconvergedCount > 0).length;
    const nowhere = empty === 0 ? "" : ` At ${empty} of ${points.length} points none did.`;
    notes.push(`${unconverged} of ${there} runs did not converge; ${outsiders[statistic]}${nowhere}`);
  }
  if (without > 0) notes.push(`In ${without} of ${there} runs the ${words(y)} is not defined.`);
  const alone = statistic === "ratio" ? converged - sum(points.map(({ count }) => count)) : 0;
  if (alone > 0) notes.push(`${alone} runs have no other of their seed to be compared with.`);
  const filtered = where.map(({ key }) => study.axes.find((axis) => axis.key === key)!.values.length);
  const missing = filtered.reduce((count, values) => count / values, jobCount(study)) - there;
  if (missing > 0) notes.push(`${missing} runs are missing yet.`);

  const hidden = points.filter(({ x, y: value }) => value !== null && !(fits(x, log.x) && fits(value, log.y)));
  if (hidden.length > 0) {
    const reason = log.x || log.y ? "infinite, or not above 0 on a logarithmic axis" : "infinite";
    notes.push(`${hidden.length} of ${points.length} points are in the table only: ${reason}.`);
  }
  return notes;
}

const fits = (value: number, onLog: boolean): boolean => Number.isFinite(value) && (value > 0 || !onLog);
