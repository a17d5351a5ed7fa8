import type { Picked } from "./blocks.js";
import type { Units } from "./units.js";

/** Synapses that figures are drawn from, where there are more. */
const PANEL = 4096;

/** Units for figures, evenly spaced among those that are played: all where they are few, and at least one. */
export function panelOf(units: Units, pick: Picked): Picked {
  const unitCount = "units" in pick ? pick.units.length : pick.to - pick.from;
  const synapseCount = units.tensors.reduce((sum, { size }) => sum + size, 0);
  const size = Math.max(1, synapseCount / units.count);
  const count = Math.max(1, Math.min(unitCount, Math.floor(PANEL / size)));
  if (count === unitCount) return pick;
  const at = (k: number): number => Math.floor(((k + 0.5) * unitCount) / count);
  const first = "from" in pick ? pick.from : 0;
  return {
    units: Uint32Array.from({ length: count }, (_, k) => ("units" in pick ? pick.units[at(k)]! : first + at(k))),
  };
}
