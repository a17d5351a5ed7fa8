import { UsageError } from "../schema/usage-error.js";
import type { Energies } from "./energies.js";
import type { EngineTally } from "./ledger.js";

/** What to make smaller when a part of the energy has outgrown the numbers. */
const CAUSES = {
  consolidationEnergy: "Scale patterns or changes down, or use a smaller costExponent.",
  minimalEnergy: "Scale patterns or changes down, or use a smaller costExponent.",
  maintenanceEnergy: "Use a smaller maintenanceCost, or scale patterns or changes down.",
  changeEnergy: "Use a smaller changeCost, or scale patterns or changes down.",
  persistentMaintenanceEnergy: "Use a smaller persistentMaintenanceCost, or scale patterns or changes down.",
  writeEnergy: "Use a smaller writeCost.",
  eventEnergy: "Use a smaller eventCost.",
  energy: "Use smaller costs, or scale patterns or changes down.",
} as const satisfies Record<Exclude<keyof Energies, "inefficiency">, string>;

/**
 * A sum that overflows becomes Infinity, and NaN as soon as something is subtracted; neither is an energy.
 *
 * @throws UsageError naming the first energy that is none
 */
export function checkEnergies(tally: EngineTally, energies: Energies): void {
  for (const [key, remedy] of Object.entries(CAUSES) as [keyof typeof CAUSES, string][]) {
    const value = energies[key];
    // Writes and events have an energy only where they have a price.
    if (Number.isFinite(value) || !(key in energies)) continue;
    // A tally that a caller has made up may be incomplete; what learning has counted may only be too large.
    const mayBeNull = (key: string): boolean => key === "transientChanged" || key === "persistentHeld";
    const missing = Object.entries(tally).find(
      ([key, count]) => typeof count !== "number" && !(count === null && mayBeNull(key)),
    )?.[0];
    const why = missing === undefined ? remedy : `The tally's ${missing} is no number.`;
    throw new UsageError(`${key} must be a finite number, at most ${Number.MAX_VALUE}, got ${value}. ${why}`);
  }
}
