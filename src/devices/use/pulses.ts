import type { DeviceProfile } from "../profile.js";
import { type Range, times } from "../range.js";
import { cellsOf, rangeOf } from "./writing.js";

/** What counted writes take in a persistent cell. null is what a profile does not know, or counts do not tell. */
export interface PulseCosts {
  persistentDevice: string;
  /** Cells of one bit that make a weight, where the cell holds a bit. */
  weightBits: number;
  persistentWriteJoule: Range | null;
  /** How many such trainings the cell endures that is written most; null also where none is written. */
  trainingCount: Range | null;
}

/**
 * Joules and lifetime of writes that were counted elsewhere: each count is one write or, in a cell whose energy is that of a pulse, one
 * pulse. Where the energy is in proportion to the change, counts do not tell it.
 *
 * @param counts of all synapses, and of the one with most
 */
export function pulseCosts(
  counts: { readonly writeCount: number; readonly largestWriteCount: number },
  device: DeviceProfile,
  weightBits: number,
): PulseCosts {
  const { writeEnergy, endurance } = device;
  const isCounted = writeEnergy !== undefined && writeEnergy.per !== "full range";
  const isWorn = endurance !== undefined && counts.largestWriteCount > 0;
  return {
    persistentDevice: device.name,
    weightBits,
    persistentWriteJoule: isCounted
      ? times(rangeOf(writeEnergy), counts.writeCount * cellsOf(device, { weightBits }))
      : null,
    trainingCount: isWorn ? times(rangeOf(endurance), 1 / counts.largestWriteCount) : null,
  };
}
