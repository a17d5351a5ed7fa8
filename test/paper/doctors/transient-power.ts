import { type Doctor, doctorOf } from "../made-up.js";
import { uniform } from "./changes.js";

/** A power that goes as some power of the threshold, whatever the rest. */
export const powerOfThreshold = (exponent: number): Doctor =>
  doctorOf("perceptron", (run, { parameters: { threshold } }) => {
    if (run.curve === undefined) return run;
    const curve = run.curve.map((row, i) => ({
      ...row,
      tally: { ...row.tally, transientHeld: 1e6 * i * Number(threshold) ** exponent },
    }));
    return { ...run, curve };
  });

export const transientPowerDoctors: Record<string, Doctor> = {
  // That of a uniform distribution is θ/2.
  "mean-transient": doctorOf("perceptron-distribution", (result) => ({ ...result, shares: uniform(result) })),
  "maintenance-power-linear": powerOfThreshold(1.2),
  "maintenance-power-saturates": powerOfThreshold(1),
};
