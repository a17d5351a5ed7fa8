import { check, isFiniteNumber } from "../../schema/check.js";
import type { DeviceProfile } from "../profile.js";
import { over, type Range, times } from "../range.js";
import { cellsOf, type Encoding, fullRangeJoule, rangeOf } from "./writing.js";

/** A volatile cell in front of a persistent one, and what they stand for. */
export interface DeviceSetting extends Encoding {
  volatile: DeviceProfile;
  persistent: DeviceProfile;
  /** Δt: how long a time step of learning takes. */
  stepSeconds: number;
}

/** The prices of the model that two cells come to. */
export interface DevicePrices {
  /**
   * c = P_hold·Δt/E_write, both over the full range, so that the range cancels; 0 where nothing is spent on holding, as the cell
   * decays instead. null where E_write or P_hold is not known.
   */
  maintenanceCost: Range | null;
  /** τ = retention/Δt in time steps; null where what is held does not decay. */
  decayTime: Range | null;
}

/**
 * @param nameOf how a key is called in messages
 * @throws UsageError for a step, a range or a number of bits that is none
 */
export function checkSetting(
  { stepSeconds, weightRange, weightBits }: DeviceSetting,
  nameOf: (key: string) => string = (key) => key,
): void {
  const isPositive = (value: number): boolean => isFiniteNumber(value) && value > 0;
  check(
    isPositive(stepSeconds),
    nameOf("stepSeconds"),
    "a number > 0 (seconds)",
    stepSeconds,
    "Give how long a step takes.",
  );
  const remedy = "Give the span of weight that a cell covers.";
  check(isPositive(weightRange), nameOf("weightRange"), "a number > 0 (weight units)", weightRange, remedy);
  checkWeightBits(weightBits, nameOf("weightBits"));
}

/** @throws UsageError for a number of bits that is none */
export function checkWeightBits(weightBits: number, label: string): void {
  const isBits = Number.isInteger(weightBits) && weightBits >= 1 && weightBits <= 64;
  check(isBits, label, "an integer from 1 to 64", weightBits, "Give the bits of a weight in cells of one bit.");
}

/** τ in time steps: one that is known in steps, as of mini-batches, stays what it is whatever they take. */
function decayTimeOf({ retention }: DeviceProfile, stepSeconds: number): Range | null {
  if (retention === undefined) return null;
  return retention.unit === "s" ? times(rangeOf(retention), 1 / stepSeconds) : rangeOf(retention);
}

/**
 * c and τ of the model for a volatile cell in front of a persistent one. c is per unit of |s| and time step, in units of what
 * changing l by one unit costs; a cell that leaks whatever it holds is taken for one that holds the full range.
 *
 * @throws UsageError for a setting that is refused
 */
export function devicePrices(setting: DeviceSetting): DevicePrices {
  checkSetting(setting);
  const { volatile, persistent, stepSeconds } = setting;
  const decayTime = decayTimeOf(volatile, stepSeconds);
  const write = fullRangeJoule(persistent, setting);
  if (write === null) return { maintenanceCost: null, decayTime };
  const { holdingPower, retention } = volatile;
  if (holdingPower === undefined) {
    return { maintenanceCost: retention === undefined ? null : { value: 0, low: 0, high: 0 }, decayTime };
  }
  const hold = times(rangeOf(holdingPower), stepSeconds * cellsOf(volatile, setting));
  return { maintenanceCost: over(hold, write), decayTime };
}
