import { type Doctor, doctorOf } from "../made-up.js";
import { onThresholds } from "./changes.js";

export const decayDoctors: Record<string, Doctor> = {
  "threshold-free-learning": doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
    outcomes.map((outcome, i) => ({
      ...outcome,
      epochCount: outcome.epochCount + (parameters.seed === 3 && i === 5 ? 1 : 0),
    })),
  ),
  "decay-speeds-up": onThresholds((outcome, { isDecaying }) => ({
    ...outcome,
    epochCount: outcome.epochCount + (isDecaying ? 20 : 0),
  })),
  "cheap-holding-slows-down": onThresholds((outcome, { isDecaying, seed }) => ({
    ...outcome,
    epochCount: isDecaying ? 20 + (seed % 3) : outcome.epochCount,
  })),
  // Cheap where it decays fastest.
  "decay-raises-energy": onThresholds((outcome, { decayTime }) => ({
    ...outcome,
    tally: { ...outcome.tally, consolidated: outcome.tally.consolidated / (decayTime === 10 ? 1000 : 1) },
  })),
  "decay-raises-energy-everywhere": onThresholds((outcome, { decayTime }) => {
    const { consolidated, transientHeld } = outcome.tally;
    const by = decayTime === 5000 ? 2 : 1;
    return {
      ...outcome,
      tally: { ...outcome.tally, consolidated: by * consolidated, transientHeld: by * transientHeld },
    };
  }),
  "decay-spans-range": onThresholds((outcome) => ({ ...outcome, converged: outcome.threshold < 10 })),
  "fast-decay-saves-nothing": onThresholds((outcome, { decayTime }) => ({
    ...outcome,
    converged: outcome.converged || decayTime === 30,
  })),
  "fast-decay-consolidates-often": onThresholds((outcome) => ({ ...outcome, converged: true })),
};
