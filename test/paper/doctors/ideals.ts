import { decayingSteadyState } from "../../../src/theory/index.js";
import { type Doctor, doctorOf } from "../made-up.js";
import { curveRun } from "../made-up-perceptron.js";
import { inefficient, onSettings } from "./changes.js";
import { powerOfThreshold } from "./transient-power.js";

/**
 * What would have to come out for a claim to hold, where the made-up results will not do: strict readings that exclude
 * each other, and statements of what the theory has otherwise.
 */
export const ideals: Record<string, Doctor> = {
  "exponent-2-alike": doctorOf("perceptron", (run, { parameters: { costExponent } }) =>
    costExponent === 2 || costExponent === undefined ? inefficient(run, 50) : run,
  ),
  "ten-fold-at-most": onSettings(({ minimal }, { i }) => ({
    consolidated: i === 0 ? 10 * minimal : minimal,
    transientHeld: 0,
  })),
  "close-to-minimum": onSettings(({ transientHeld }, { setting: { threshold } }) => ({
    transientHeld: threshold === Number.POSITIVE_INFINITY ? transientHeld / 1000 : transientHeld,
  })),
  // Continuous walks.
  "power-theory-strict": doctorOf("perceptron", (run, job) =>
    run.curve === undefined
      ? run
      : curveRun(job, (updateVariance, decayTime, threshold, c) =>
          decayingSteadyState({ updateVariance, decayTime }, threshold, c),
        ),
  ),
  "maintenance-power-linear": powerOfThreshold(1),
};
