import { type Doctor, doctorOf } from "../made-up.js";

export const decayDoctors: Record<string, Doctor> = {
  "threshold-free-learning": doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
    outcomes.map((outcome, i) => ({
      ...outcome,
      epochCount: outcome.epochCount + (parameters.seed === 3 && i === 5 ? 1 : 0),
    })),
  ),
  "decay-speeds-up": doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
    outcomes.map((outcome) => ({
      ...outcome,
      epochCount: outcome.epochCount + (parameters.decayTime === Number.POSITIVE_INFINITY ? 0 : 20),
    })),
  ),
  "cheap-holding-slows-down": doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
    outcomes.map((outcome) => ({
      ...outcome,
      epochCount: parameters.decayTime === Number.POSITIVE_INFINITY ? outcome.epochCount : 20 + (parameters.seed! % 3),
    })),
  ),
  "fast-decay-saves-nothing": doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
    outcomes.map((outcome) => ({ ...outcome, converged: outcome.converged || parameters.decayTime === 30 })),
  ),
};
