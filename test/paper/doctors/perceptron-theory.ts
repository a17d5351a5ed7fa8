import { type Doctor, doctorOf } from "../made-up.js";
import { atPatterns, lessEfficient } from "./changes.js";

/** Changes runs that are charged by the square. */
const ofSquares = (factor: number): Doctor =>
  doctorOf("perceptron", (run, { parameters }) => (parameters.costExponent === 2 ? lessEfficient(run, factor) : run));

/** As (2 − P/N)⁻¹ more slowly than it should. */
const slower = (key: "updateCount" | "epochCount"): Doctor =>
  doctorOf("perceptron", (run, { parameters }) => ({
    ...run,
    [key]: run[key] * (2 - parameters.patternCount! / parameters.inputCount!),
  }));

export const perceptronTheoryDoctors: Record<string, Doctor> = {
  "updates-diverge": slower("updateCount"),
  "epochs-diverge": slower("epochCount"),
  "updates-fit": atPatterns(500, (run) => ({ ...run, updateCount: 1.5 * run.updateCount })),
  "time-fit": atPatterns(100, (run) => ({ ...run, timestepCount: 1.5 * run.timestepCount })),
  "minimum-theory": atPatterns(500, (run) => lessEfficient(run, 1.2)),
  // Half as many weights of √2 times the size have the same variance.
  "weights-gaussian": atPatterns(500, (run, { costExponent }) => (costExponent === 2 ? run : lessEfficient(run, 1.4))),
  // 45 % smaller, as it is.
  "variance-20-percent": ofSquares(0.8 / 0.55),
  "variance-explains-deviation": ofSquares(0.8),
};
