import { energiesOf, type Prices } from "../../caching/energies.js";
import type { EngineTally } from "../../caching/ledger.js";
import { logarithmicGrid } from "../../math/grid.js";
import type { PatternSet } from "../../tasks/pattern-set.js";
import type { PerceptronEngine, RunParameters, Workplace } from "../engine.js";
import { HOPELESS, thresholdsWithDecay } from "./grid.js";
import type { ThresholdSearch } from "./optimal-threshold.js";
import { best, neighbours, type Trial, trialOf, untried } from "./trials.js";

/** Thresholds tried between the neighbours of the best: a quarter of the usual resolution apart. */
const REFINED_POINTS = 8;

/**
 * With decay every threshold has a trajectory of its own. A run is given up once its energy exceeds the best found, which
 * is no loss as energy only grows; one that reaches `maxEpochs` is excluded. Both are counted.
 */
export function searchWithDecay(
  engine: PerceptronEngine,
  task: PatternSet,
  parameters: RunParameters,
  prices: Prices,
): ThresholdSearch {
  const trials: Trial[] = [];
  const workplace: Workplace = {};
  const tried = { evaluatedCount: 0, unconvergedCount: 0, givenUpCount: 0 };
  /** Tries a threshold and says whether its run was at its end when it ended. */
  const attempt = (threshold: number): boolean => {
    const least = Math.min(...trials.map(({ energy }) => energy));
    const givesUp = (spent: EngineTally): boolean => energiesOf(spent, prices).energy > least;
    // Nothing costs more than Infinity, and asking takes time.
    const counts = engine.run(
      task,
      { ...parameters, threshold },
      least < Number.POSITIVE_INFINITY ? { givesUp, workplace } : { workplace },
    );
    const hopeless = !counts.converged && counts.epochCount >= parameters.maxEpochs;
    tried.evaluatedCount += 1;
    if (counts.converged) trials.push(trialOf(threshold, counts, prices));
    else if (hopeless) tried.unconvergedCount += 1;
    else tried.givenUpCount += 1;
    return !hopeless;
  };

  let hopelessInARow = attempt(0) ? 0 : 1;
  for (const threshold of thresholdsWithDecay(task, parameters)) {
    if (hopelessInARow >= HOPELESS) break;
    hopelessInARow = attempt(threshold) ? 0 : hopelessInARow + 1;
  }
  if (hopelessInARow < HOPELESS) attempt(Number.POSITIVE_INFINITY);
  if (trials.length === 0) {
    return { threshold: 0, counts: engine.run(task, { ...parameters, threshold: 0 }), ...tried };
  }
  const range = neighbours(trials, best(trials));
  const closer = range === null ? [] : logarithmicGrid(...range, REFINED_POINTS);
  for (const threshold of untried(closer, trials)) attempt(threshold);
  const { threshold, counts } = best(trials);
  return { threshold, counts, ...tried };
}
