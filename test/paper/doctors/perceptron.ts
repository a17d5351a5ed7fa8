import { type Doctor, doctorOf } from "../made-up.js";
import { inefficient, lessEfficient } from "./changes.js";

export const perceptronDoctors: Record<string, Doctor> = {
  "inefficiency-900": doctorOf("perceptron", (run) => lessEfficient(run, 2)),
  "inefficiency-theory": doctorOf("perceptron", (run, { parameters }) => {
    // At a single load.
    const factor = parameters.patternCount === 500 ? 1.5 : 1;
    return lessEfficient(run, factor);
  }),
  // As (2 − P/N)⁻¹.
  "updates-diverge": doctorOf("perceptron", (run, { parameters }) => ({
    ...run,
    updateCount: run.updateCount * (2 - parameters.patternCount! / parameters.inputCount!),
  })),
  "updates-fit": doctorOf("perceptron", (run, { parameters }) => {
    const factor = parameters.patternCount === 500 ? 1.5 : 1;
    return { ...run, updateCount: factor * run.updateCount };
  }),
  "time-fit": doctorOf("perceptron", (run, { parameters }) => {
    const factor = parameters.patternCount === 500 ? 2 : 1;
    return { ...run, timestepCount: factor * run.timestepCount };
  }),
  "variance-20-percent": doctorOf("perceptron", (run, { parameters }) =>
    parameters.costExponent === 2 ? inefficient(run, 1.8) : run,
  ),
};
