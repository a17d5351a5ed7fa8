import { UsageError } from "../../schema/usage-error.js";
import type { DeviceProfile } from "../profile.js";
import type { Quantity } from "../quantity.js";
import { atLeast, exactly, over, type Range, times } from "../range.js";

/** What was written into cells: Σ|Δ| in weight units, and how many changes of one synapse that were. */
export interface Written {
  amount: number;
  count: number;
}

/** How a weight lies in cells. */
export interface Encoding {
  /** Span of weight, in weight units, that a cell covers. */
  weightRange: number;
  /** Cells of one bit that make a weight, where cells hold bits. */
  weightBits: number;
}

export const rangeOf = ({ value, low, high }: Quantity): Range => ({ value, low, high });

/** Cells of one weight. */
export const cellsOf = ({ holds }: DeviceProfile, { weightBits }: Pick<Encoding, "weightBits">): number =>
  holds === "bit" ? weightBits : 1;

/** @throws UsageError for a profile whose energy is of a pulse and that does not say how far a pulse goes */
function granularityOf({ name, granularity }: DeviceProfile): Range {
  if (granularity !== undefined) return rangeOf(granularity);
  throw new UsageError(`${name} must have a granularity, as its energy is that of a pulse. Add it to the profile.`);
}

/**
 * Pulses of so many changes that come to so many ranges: each takes as many as it is granularities long, and one at least. How
 * long each is, its counts do not tell: at least all are as long as each other or below one pulse, at most one is as long as all.
 */
function pulsesOf(ranges: number, count: number, granularity: Range): Range {
  const whole = over(exactly(ranges), granularity);
  const least = atLeast(whole, count);
  return { ...least, high: count === 0 ? 0 : Math.max(count, whole.high + count - 1) };
}

/**
 * Joules of writing. A write costs the same whatever its size; a pulse moves a weight by the granularity, and a change takes one at
 * least; the energy of the full range is in proportion to the change.
 *
 * @returns null where the profile has no energy
 */
export function writingJoule(device: DeviceProfile, { amount, count }: Written, encoding: Encoding): Range | null {
  const { writeEnergy } = device;
  if (writeEnergy === undefined) return null;
  const energy = rangeOf(writeEnergy);
  const ranges = amount / encoding.weightRange;
  switch (writeEnergy.per) {
    case "write":
      return times(energy, count * cellsOf(device, encoding));
    case "full range":
      return times(energy, ranges);
    case "pulse": {
      const pulses = pulsesOf(ranges, count, granularityOf(device));
      return { value: energy.value * pulses.value, low: energy.low * pulses.low, high: energy.high * pulses.high };
    }
  }
}

/** Joules of writing one weight over the full range; null where the profile has no energy. */
export const fullRangeJoule = (device: DeviceProfile, encoding: Encoding): Range | null =>
  writingJoule(device, { amount: encoding.weightRange, count: 1 }, encoding);
