import { type Doctor, doctorOf } from "../made-up.js";
import { atPatterns, lessEfficient } from "./changes.js";

/** At one load alone. */
const LOAD = 500;

export const perceptronDoctors: Record<string, Doctor> = {
  "inefficiency-900": doctorOf("perceptron", (run) => lessEfficient(run, 2)),
  // Those that take longest are the dearest; most of them.
  "inefficiency-900-all": doctorOf("perceptron", (run, { parameters: { seed = 1 } }) =>
    lessEfficient(run, seed % 3 === 0 ? 1 : 2),
  ),
  "energy-grows": atPatterns(LOAD, (run) => ({ ...run, tally: { ...run.tally, consolidated: 1 } })),
  "energy-is-updates": atPatterns(LOAD, (run) => ({ ...run, updateCount: run.updateCount + 1 })),
  "minimum-grows": atPatterns(LOAD, (run) => lessEfficient(run, 1e3)),
  "minimum-less-steep": atPatterns(LOAD, (run) => lessEfficient(run, 1e3)),
  "inefficiency-theory": atPatterns(LOAD, (run) => lessEfficient(run, 1.2)),
};
