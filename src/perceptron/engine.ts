import type { PolicyAtThreshold, Threshold } from "../caching/cache.js";
import type { Prices } from "../caching/energies.js";
import type { EngineTally } from "../caching/ledger.js";
import type { Priced } from "../caching/priced.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import type { PerceptronParameters } from "./parameters.js";

/** The parameters of one run: its threshold is a number by now, or a rule, and prices are put on afterwards. */
export type RunParameters = Omit<
  PerceptronParameters,
  keyof Prices | "threshold" | "period" | "timePrice" | "offlineOptimum" | "countWrites" | "correctSubdiffusion"
> & {
  threshold: Threshold;
  /** Of the policy `clock`: time steps between two consolidations. */
  period?: number | undefined;
  /** Of policies that rent or buy: κ/c, time steps. */
  patience?: number | undefined;
  /** Whether Σ|l| has to be in the tally. Counting it takes time. */
  countsPersistent: boolean;
  /** Whether writes have to be counted. */
  countsWrites?: boolean;
};

/** One of many settings that are kept on one trajectory. */
export interface EngineSetting extends PolicyAtThreshold {
  /** Of the policy `clock`: time steps between two consolidations. */
  period?: number | undefined;
}

/** What one run came to, in counts. */
export interface PerceptronCounts {
  converged: boolean;
  epochCount: number;
  updateCount: number;
  timestepCount: number;
  tally: EngineTally;
  /** θ at the end, where it has tuned itself; the median over the synapses where each has its own. */
  foundThreshold?: number;
  /** Writes of every synapse, the bias last, where they were counted. */
  writesBySynapse?: Uint32Array;
}

/** The same in energies. */
export type PerceptronOutcome = Priced<PerceptronCounts>;

/** One row of a learning curve in counts, at the end of an epoch; they include consolidating what is left then. */
export interface PerceptronEpochCounts {
  epoch: number;
  errorCount: number;
  tally: EngineTally;
  /** The part of the consolidation, which has no price, that is not spent yet: that of what is left at this moment. */
  residualEnergy: number;
}

/** The same in energies. */
export type PerceptronCurveRow = Priced<PerceptronEpochCounts>;

export interface RunHooks {
  /** Receives a row at the end of every epoch. */
  onEpoch?: (row: PerceptronEpochCounts) => void;
  /**
   * Asked at the end of every epoch but the last with what has been counted by then, without what is still transient; true
   * gives the run up, for a search that has found better already.
   */
  givesUp?: (spent: EngineTally) => boolean;
  /** What runs on one task, one after the other, hand on: pattern products take as long as some tens of epochs. */
  workplace?: Workplace;
}

/** Where an engine leaves what the next run on the same task can use; `{}` at first. Two runs at a time cannot share one. */
export interface Workplace {
  left?: unknown;
}

/** An engine computes; every engine gives the same results. It knows no prices. */
export interface PerceptronEngine {
  run(task: PatternSet, parameters: RunParameters, hooks?: RunHooks): PerceptronCounts;
  /** What comes of several policies and thresholds on one trajectory; only without decay is it the same for all. */
  runMany(task: PatternSet, parameters: RunParameters, settings: readonly EngineSetting[]): PerceptronCounts[];
}
