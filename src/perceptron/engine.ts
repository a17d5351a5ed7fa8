import type { Energies } from "../caching/ledger.js";
import type { PolicyName } from "../caching/policies.js";
import type { PatternSet } from "../tasks/pattern-set.js";
import type { PerceptronParameters } from "./parameters.js";

/** The parameters of one run: its threshold is a number by now. */
export type RunParameters = Omit<PerceptronParameters, "threshold"> & { threshold: number };

/** What one run came to. */
export interface Outcome extends Energies {
  converged: boolean;
  epochCount: number;
  updateCount: number;
  timestepCount: number;
}

/** One row of a learning curve, at the end of an epoch; the energies include consolidating what is left then. */
export interface CurveRow extends Energies {
  epoch: number;
  errorCount: number;
  /** The part of the consolidation energy that is not spent yet: that of consolidating what is left at this moment. */
  residualEnergy: number;
}

export interface RunHooks {
  /** Receives a row at the end of every epoch. */
  onEpoch?: (row: CurveRow) => void;
  /** A run whose energy exceeds this is given up, for a search that has found better already. */
  energyLimit?: number;
}

export interface Caching {
  policy: PolicyName;
  threshold: number;
}

/** An engine computes; every engine gives the same results. */
export interface PerceptronEngine {
  run(task: PatternSet, parameters: RunParameters, hooks?: RunHooks): Outcome;
  /** The outcomes under several policies and thresholds from one trajectory; only without decay is it the same for all. */
  runMany(task: PatternSet, parameters: RunParameters, settings: readonly Caching[]): Outcome[];
}
