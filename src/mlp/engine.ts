import type { Energies } from "../caching/ledger.js";
import type { DigitTask } from "../tasks/digits.js";
import type { MlpParameters } from "./parameters.js";

/** One evaluation: what was presented, what is known by then, and what that has cost. */
export interface MlpCurveRow extends Energies {
  patternCount: number;
  /** Share of the test images that are classified correctly. */
  accuracy: number;
}

/** What one run came to; the last row of its curve, with the counts of the learning loop. */
export interface MlpOutcome extends MlpCurveRow {
  /** False when a target accuracy was asked for and not reached. */
  converged: boolean;
  epochCount: number;
  updateCount: number;
  timestepCount: number;
  curve: MlpCurveRow[];
}

export interface MlpHooks {
  /** Told of every evaluation. */
  onEvaluation?: (row: MlpCurveRow) => void;
}

/** An engine computes; every engine gives the same results within rounding. */
export interface MlpEngine {
  run(task: DigitTask, parameters: MlpParameters, seed: number, hooks?: MlpHooks): MlpOutcome;
}
