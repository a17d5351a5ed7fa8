import type { Threshold } from "../caching/cache.js";
import { needsWrites, type Prices } from "../caching/energies.js";
import type { EngineTally } from "../caching/ledger.js";
import type { Priced, PricedRun } from "../caching/priced.js";
import { cacheBySynapses } from "../caching/self-tuning/moving-cache.js";
import type { DigitTask } from "../tasks/digits.js";
import type { MlpParameters } from "./parameters.js";

/** The parameters of one run: its threshold is a number or a rule by now, and prices are put on afterwards. */
export type MlpRunParameters = Omit<
  MlpParameters,
  keyof Prices | "threshold" | "period" | "timePrice" | "offlineOptimum" | "countWrites"
> & {
  threshold: Threshold;
  /** Of the policy `clock`: time steps between two consolidations. */
  period?: number | undefined;
  /** Whether Σ|Δs| and Σ|l| have to be in the tally. Counting them takes time. */
  countsAll?: boolean;
  /** Whether writes have to be counted. */
  countsWrites?: boolean;
};

/** What an engine has to know of parameters: no price, but whether what takes time to count has one. */
export function runParametersOf(parameters: MlpParameters): MlpRunParameters {
  const { maintenanceCost, changeCost = 0, persistentMaintenanceCost = 0, writeCost, eventCost, ...given } = parameters;
  const { period, timePrice, offlineOptimum, countWrites, ...others } = given;
  const counts = {
    countsAll: changeCost > 0 || persistentMaintenanceCost > 0,
    countsWrites: needsWrites(parameters),
  };
  return { ...others, ...cacheBySynapses(parameters), ...counts };
}

/** One evaluation in counts: what was presented, what is known by then, and what that has taken. */
export interface MlpEvaluation {
  patternCount: number;
  /** Share of the test images that are classified correctly. */
  accuracy: number;
  tally: EngineTally;
}

/** The same in energies. */
export type MlpCurveRow = Priced<MlpEvaluation>;

/** What one run came to; the last row of its curve, with the counts of the learning loop. */
export interface MlpCounts extends MlpEvaluation {
  /** False when a target accuracy was asked for and not reached. */
  converged: boolean;
  epochCount: number;
  updateCount: number;
  timestepCount: number;
  /** θ at the end, where it has tuned itself: the median over the synapses. */
  foundThreshold?: number;
  /** Writes of every synapse, in the order of the weights, where they were counted. */
  writesBySynapse?: Uint32Array;
  curve: MlpEvaluation[];
}

/** The same in energies. */
export type MlpOutcome = PricedRun<MlpCounts>;

export interface MlpEngineHooks {
  /** Told of every evaluation. */
  onEvaluation?: (row: MlpEvaluation) => void;
  /**
   * Asked after every evaluation whether the run may end here. Energy only grows in what has been consolidated by then,
   * Σ_t Σ|Δl| without what is still transient, and in what has been held.
   */
  isEnough?: (row: MlpEvaluation, consolidated: number) => boolean;
}

/** An engine computes; every engine gives the same results within rounding. It knows no prices. */
export interface MlpEngine {
  run(task: DigitTask, parameters: MlpRunParameters, seed: number, hooks?: MlpEngineHooks): MlpCounts;
}
