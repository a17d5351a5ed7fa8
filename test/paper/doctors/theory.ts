import { type Doctor, doctorOf, recounted } from "../made-up.js";
import { onPower, uniform } from "./changes.js";

export const theoryDoctors: Record<string, Doctor> = {
  "power-theory": onPower((row) => recounted(row, ({ transientHeld }) => ({ transientHeld: 1.2 * transientHeld }))),
  // As far from the one theory as from the other.
  "power-finite-steps": onPower((row) =>
    recounted(row, ({ consolidated, transientHeld }) => ({
      consolidated: 1.15 * consolidated,
      transientHeld: 1.15 * transientHeld,
    })),
  ),
  "distribution-triangle": doctorOf("perceptron-distribution", (result) => ({ ...result, shares: uniform(result) })),
  "distribution-decay": doctorOf("perceptron-distribution", (result) => ({ ...result, shares: uniform(result) })),
};
