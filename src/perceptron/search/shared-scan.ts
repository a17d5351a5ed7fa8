import { decays } from "../../caching/decays.js";
import { energiesOf, type Prices } from "../../caching/energies.js";
import type { EngineTally } from "../../caching/ledger.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { PerceptronEngine, RunParameters } from "../engine.js";
import { HOPELESS, thresholdsWithDecay } from "./grid.js";
import type { SharedOutcome, SharedTrial } from "./shared-choice.js";
import { scanWithoutDecay } from "./without-decay.js";

/** The tasks of the seeds that share a threshold: they are made when they are learned, as many would fill the memory. */
export interface SharedTasks {
  seeds: readonly number[];
  of(place: number): PatternSet;
}

/** Without decay one trajectory a seed serves every threshold; beyond those that a seed needs it does as at Infinity. */
function scanTrajectories(
  engine: PerceptronEngine,
  tasks: SharedTasks,
  parameters: RunParameters,
  prices: Prices,
): SharedTrial[] {
  const most = parameters.maxEpochs * parameters.patternCount;
  const scans = Array.from({ length: tasks.seeds.length }, (_, place) => {
    const trials = scanWithoutDecay(
      engine,
      tasks.of(place),
      { ...parameters, seed: tasks.seeds[place]! },
      prices,
      most,
    );
    const outcomeOf = new Map(
      trials.map(({ threshold, counts, energy }): [number, SharedOutcome] => [
        threshold,
        counts.converged ? energy : "unconverged",
      ]),
    );
    return { outcomeOf, never: outcomeOf.get(Number.POSITIVE_INFINITY)! };
  });
  const thresholds = [...new Set(scans.flatMap(({ outcomeOf }) => [...outcomeOf.keys()]))].sort((a, b) => a - b);
  return thresholds.map((threshold) => ({
    threshold,
    outcomes: scans.map(({ outcomeOf, never }) => outcomeOf.get(threshold) ?? never),
  }));
}

/**
 * With decay every threshold and seed has a trajectory of its own. The sum of energies of a threshold at which every seed
 * converges is a limit: what exceeds it cannot be the best one, whichever seed has no part in the choice. So a run is given
 * up there, and a threshold once two seeds are out or the others have spent that much; neither changes the choice.
 */
function trialsWithDecay(
  engine: PerceptronEngine,
  tasks: SharedTasks,
  parameters: RunParameters,
  prices: Prices,
): (threshold: number) => SharedTrial {
  /** Σ of the energies of all seeds at the best threshold so far at which all converge. */
  let limit = Number.POSITIVE_INFINITY;
  const givesUp = (spent: EngineTally): boolean => energiesOf(spent, prices).energy > limit;
  const attempt = (threshold: number, place: number): SharedOutcome => {
    // Nothing costs more than Infinity, and asking takes time.
    const hooks = limit < Number.POSITIVE_INFINITY ? { givesUp } : {};
    const counts = engine.run(tasks.of(place), { ...parameters, threshold, seed: tasks.seeds[place]! }, hooks);
    if (counts.converged) return energiesOf(counts.tally, prices).energy;
    return counts.epochCount >= parameters.maxEpochs ? "unconverged" : "dearer";
  };
  return (threshold) => {
    const outcomes: SharedOutcome[] = [];
    let [outCount, sum, largest] = [0, 0, 0];
    for (let place = 0; place < tasks.seeds.length; place++) {
      const isSettled = limit < Number.POSITIVE_INFINITY && (outCount > 1 || sum - largest > limit);
      const outcome = isSettled ? "untried" : attempt(threshold, place);
      outcomes.push(outcome);
      if (typeof outcome === "number") {
        sum += outcome;
        largest = Math.max(largest, outcome);
      } else outCount += 1;
    }
    if (outCount === 0) limit = Math.min(limit, sum);
    return { threshold, outcomes };
  };
}

function scanRuns(
  engine: PerceptronEngine,
  tasks: SharedTasks,
  parameters: RunParameters,
  prices: Prices,
): SharedTrial[] {
  const trialAt = trialsWithDecay(engine, tasks, parameters, prices);
  const trials = [trialAt(0)];
  // What does not converge without caching says nothing of larger thresholds.
  const never = new Set(trials[0]!.outcomes.flatMap((outcome, place) => (outcome === "unconverged" ? [place] : [])));
  const isHopeless = ({ outcomes }: SharedTrial): boolean =>
    outcomes.filter((outcome, place) => outcome === "unconverged" && !never.has(place)).length >=
    Math.min(2, tasks.seeds.length - never.size);
  let hopelessInARow = 0;
  for (const threshold of thresholdsWithDecay(tasks.of(0), parameters)) {
    const trial = trialAt(threshold);
    trials.push(trial);
    hopelessInARow = isHopeless(trial) ? hopelessInARow + 1 : 0;
    if (hopelessInARow >= HOPELESS) return trials;
  }
  trials.push(trialAt(Number.POSITIVE_INFINITY));
  return trials;
}

/** Every threshold that is tried for all seeds, in rising order. */
export const scanShared = (
  engine: PerceptronEngine,
  tasks: SharedTasks,
  parameters: RunParameters,
  prices: Prices,
): SharedTrial[] => (decays(parameters.decayTime) ? scanRuns : scanTrajectories)(engine, tasks, parameters, prices);
