import { clockPeriod } from "../../theory/self-tuning.js";
import { DEFAULT_TIME_PRICE } from "../parameters.js";

/** What parameters have that decides how often a clock strikes. */
export interface ClockParameters {
  period?: number | "auto" | undefined;
  maintenanceCost: number;
  decayTime: number;
  timePrice?: number | undefined;
}

/** Time steps between two consolidations of a clock, where they are not given: 1/(2c/3 + Λ/τ) to the next whole number, at least 1. */
export function periodOf({
  period = "auto",
  maintenanceCost,
  decayTime,
  timePrice = DEFAULT_TIME_PRICE,
}: ClockParameters): number {
  return period === "auto" ? clockPeriod(maintenanceCost, decayTime, timePrice) : period;
}
