import { energiesOf, pricesOf } from "../caching/energies.js";
import { priced } from "../caching/priced.js";
import { mean } from "../math/statistics.js";
import { parseParameters } from "../schema/parameter.js";
import type { DigitTask } from "../tasks/digits.js";
import { type MlpCurveRow, runParametersOf } from "./engine.js";
import { mlpEngines } from "./engines.js";
import { type MlpOptions, type MlpParameters, mlpSchema } from "./parameters.js";
import { reachedAt } from "./reached-at.js";
import { reachesTarget } from "./target.js";

/** Thresholds that compete, and what for. */
export interface LeastEnergiesOptions {
  /** θ, in weight units. */
  thresholds: number[];
  /** Shares of the test images, each a competition of its own. */
  accuracies: number[];
  /** Runs a threshold, with seeds from that of the parameters on. */
  seedCount: number;
}

/** The winner of one competition: the threshold of least mean energy, where every seed reaches the accuracy. */
export interface LeastEnergy {
  accuracy: number;
  /** null where at no threshold every seed reaches it. */
  threshold: number | null;
  /** Energy of every seed when it first reaches the accuracy; none without a threshold. */
  energies: number[];
}

/** A threshold in the competition for one accuracy. */
interface Contender {
  accuracy: number;
  rival: LeastEnergy;
  /** Of the seeds that have been run. */
  energies: number[];
  canWin: boolean;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * The threshold of least energy for each accuracy, the first of the list among equals, as if every run had been made to
 * its end. A run ends when it has reached what it can still win, or can win nothing any more: what has been consolidated
 * and held is never given back, so that a threshold has lost once its seeds have together spent more than those of the
 * best so far, or once one of them does not get there.
 *
 * @param options the prices among them decide; the threshold and the accuracy to stop at are not asked for
 * @throws UsageError for a value that is refused
 */
export function leastEnergies(
  task: DigitTask,
  options: MlpOptions,
  { thresholds, accuracies, seedCount }: LeastEnergiesOptions,
): LeastEnergy[] {
  const best = accuracies.map((accuracy): LeastEnergy => ({ accuracy, threshold: null, energies: [] }));
  for (const threshold of fromTheMiddle(thresholds)) {
    const parameters = parseParameters(mlpSchema, { ...options, threshold, targetAccuracy: null });
    const contenders = best.map((rival): Contender => ({ ...rival, rival, energies: [], canWin: true }));
    for (let k = 0; k < seedCount && contenders.some(({ canWin }) => canWin); k++) {
      runAgainst(task, parameters, parameters.seed + k, contenders);
    }
    for (const { rival, energies, canWin } of contenders) {
      if (canWin && isBetter(energies, threshold, rival, thresholds)) Object.assign(rival, { threshold, energies });
    }
  }
  return best;
}

/** The best are rarely at an end of the list, and a good rival ends many runs. */
function fromTheMiddle(thresholds: readonly number[]): number[] {
  const distance = (threshold: number): number => Math.abs(thresholds.indexOf(threshold) - (thresholds.length - 1) / 2);
  return thresholds.toSorted((a, b) => distance(a) - distance(b));
}

function isBetter(energies: number[], threshold: number, rival: LeastEnergy, order: readonly number[]): boolean {
  if (rival.threshold === null) return true;
  const [own, other] = [mean(energies), mean(rival.energies)];
  return own < other || (own === other && order.indexOf(threshold) < order.indexOf(rival.threshold));
}

/** Runs one seed of a threshold as far as it matters to the competitions that it can still win. */
function runAgainst(task: DigitTask, parameters: MlpParameters, seed: number, contenders: Contender[]): void {
  const prices = pricesOf(parameters);
  const { accuracyWindow = 1 } = parameters;
  const running = contenders.filter(({ canWin }) => canWin);
  const before = running.map(({ energies }) => sumOf(energies));
  const limits = running.map(({ rival }) => (rival.threshold === null ? Infinity : sumOf(rival.energies)));
  const curve: MlpCurveRow[] = [];
  const spent: number[] = [];
  const isReached = running.map(() => false);

  mlpEngines[parameters.engine].run(task, runParametersOf(parameters), seed, {
    isEnough(row, consolidated) {
      curve.push(priced(row, prices));
      spent.push(energiesOf({ ...row.tally, consolidated }, prices).energy);
      // No mean that is still to come is below what had been spent at its first evaluation.
      const least = spent.at(-accuracyWindow) ?? 0;
      const isGoingOn = running.map(({ accuracy }, i) => {
        isReached[i] ||= reachesTarget(curve, { targetAccuracy: accuracy, accuracyWindow });
        return !isReached[i] && before[i]! + least <= limits[i]!;
      });
      return !isGoingOn.includes(true);
    },
  });
  for (const [i, contender] of running.entries()) {
    const energy = reachedAt(curve, contender.accuracy, "energy", accuracyWindow);
    contender.canWin = energy !== null && before[i]! + energy <= limits[i]!;
    if (energy !== null) contender.energies.push(energy);
  }
}
