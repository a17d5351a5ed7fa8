import { type Doctor, doctorOf, recounted } from "../made-up.js";
import { onPower, uniform } from "./changes.js";

const holding = (factor: number): Doctor =>
  onPower((row) => recounted(row, ({ transientHeld }) => ({ transientHeld: factor * transientHeld })));

export const theoryDoctors: Record<string, Doctor> = {
  "power-theory": holding(1.4),
  "power-theory-strict": holding(1.2),
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
