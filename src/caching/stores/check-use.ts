import { check, isCount } from "../../schema/check.js";

/** Refuses time that is no whole number of steps. */
export function checkSteps(steps: number): void {
  if (!isCount(steps, 0)) check(false, "steps", "an integer ≥ 0", steps, "Let time pass in whole steps.");
}

/** Refuses a change that has not one number for every synapse; its numbers are for the caller to look at (`learn`). */
export function checkChange(delta: Float64Array, weights: Float64Array): void {
  if (delta.length === weights.length) return;
  check(false, "delta", `of length ${weights.length}, a number for each synapse`, delta, "Fill it to its end.");
}
