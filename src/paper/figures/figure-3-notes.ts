import { formatCount } from "../../report/format.js";
import { bestForAll, bestOnOthers, completeThresholds, costName, type DecayRuns, skippedCount } from "../decay.js";
import { counted } from "../sample.js";

export const FIGURE_3_COSTS = [0, 1e-4, 1e-3, 1e-2];

/** The runs that did not converge, and those that were not made for that, τ by τ. */
export function unconvergedNote(scans: readonly DecayRuns[]): string {
  const missed = scans.filter((runs) => runs.failedCount + skippedCount(runs) > 0);
  if (missed.length === 0) return "All runs converged.";
  const list = missed.map((runs) => `${runs.failedCount} + ${skippedCount(runs)} at ${formatCount(runs.decayTime)}`);
  const [thresholds, seeds] = [missed[0]!.thresholds.length, missed[0]!.bySeed.length];
  return (
    `Of the ${thresholds * seeds} runs at a τ (${thresholds} θ, ${counted(seeds, "seed")}) so many did not converge + were never made, ` +
    `as four smaller θ in a row had not: ${list.join(", ")}.`
  );
}

/** "1 at τ = 10 000, c = 0": at one decay time, costs with the same count together. */
function lostAt(runs: DecayRuns): string[] {
  const counts = FIGURE_3_COSTS.map((cost) => runs.bySeed.length - bestOnOthers(runs, cost).length);
  return [...new Set(counts)]
    .filter((count) => count > 0)
    .map((count) => {
      const costs = FIGURE_3_COSTS.filter((_, i) => counts[i] === count);
      const where = costs.length === FIGURE_3_COSTS.length ? " at every c" : `, ${costs.map(costName).join(", ")}`;
      return `${count} at τ = ${formatCount(runs.decayTime)}${where}`;
    });
}

/** How many seeds points lack: those that do not converge at the θ that is best for the rest. */
export function lostNote(scans: readonly DecayRuns[]): string[] {
  const lost = scans.flatMap(lostAt);
  return lost.length === 0
    ? []
    : [`Seeds that do not converge at the θ of the others are left out: ${lost.join("; ")}.`];
}

/** Where it is convergence that sets θ: all seeds converge at the best for all, and at no higher one. */
export function limitNote(scans: readonly DecayRuns[]): string[] {
  const isLimited = (runs: DecayRuns, cost: number): boolean => {
    const highest = completeThresholds(runs).at(-1);
    if (highest === undefined || highest === runs.thresholds.at(-1)) return false;
    return bestForAll(runs, cost)[0]!.threshold === highest;
  };
  const list = FIGURE_3_COSTS.flatMap((cost) => {
    const times = scans.filter((runs) => isLimited(runs, cost)).map(({ decayTime }) => formatCount(decayTime));
    return times.length === 0 ? [] : [`τ = ${times.join(", ")} (${costName(cost)})`];
  });
  if (list.length === 0) return [];
  return [`Set by convergence and not by energy, as all converge at no higher θ: ${list.join("; ")}.`];
}
