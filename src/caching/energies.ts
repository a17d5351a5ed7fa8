import { check, checkRecord, isAtLeast, isFiniteNumber } from "../schema/check.js";
import { checkEnergies } from "./check-energies.js";
import type { EngineTally, Tally } from "./ledger.js";

/** What is paid for each quantity in a tally. Energies are linear in them, so one tally serves all prices. */
export interface Prices {
  /** c, per unit of |s| held for one time step. */
  maintenanceCost: number;
  /** b, per unit of |Δs|. */
  changeCost: number;
  /** c_l, per unit of |l| held for one time step. */
  persistentMaintenanceCost: number;
}

/** A tally with prices put on it (`docs/equations.md`). */
export interface Energies {
  energy: number;
  consolidationEnergy: number;
  maintenanceEnergy: number;
  changeEnergy: number;
  persistentMaintenanceEnergy: number;
  minimalEnergy: number;
  /** M / M_min; null where nothing had to be learned, so that M_min is 0, or where it is beyond the largest number. */
  inefficiency: number | null;
}

/** null where the ratio is undefined, or no number can hold it. */
function ratioOf(energy: number, minimal: number): number | null {
  const ratio = minimal > 0 ? energy / minimal : null;
  return ratio === Number.POSITIVE_INFINITY ? null : ratio;
}

/** Prices by name, with what each of them is paid for. */
const priced = {
  maintenanceCost: "transientHeld",
  changeCost: "transientChanged",
  persistentMaintenanceCost: "persistentHeld",
} as const satisfies Record<keyof Prices, keyof Tally>;

const priceNames = Object.keys(priced) as (keyof Prices)[];

/** Prices as options have them, before they are checked. */
export type GivenPrices = { readonly [K in keyof Prices]?: Prices[K] | "Infinity" | undefined };

/** All prices, those of parameters or some that are asked for; one that is not given is 0. `energiesOf` checks them. */
export function pricesOf(given: GivenPrices): Prices {
  const { maintenanceCost = 0, changeCost = 0, persistentMaintenanceCost = 0 } = given as Partial<Prices>;
  return { maintenanceCost, changeCost, persistentMaintenanceCost };
}

/** What a part of the tally costs. One that was not counted costs nothing where it is free, and is refused where it is not. */
function costOf(tally: EngineTally, name: keyof Prices, price: number): number {
  const count = tally[priced[name]];
  if (count !== null) return price * count;
  const remedy = "Count it, as an engine does where it has a price.";
  check(price === 0, name, `0 where the tally's ${priced[name]} was not counted`, price, remedy);
  return 0;
}

/**
 * Puts prices on a tally, and is the only place where that is done. The energy is the sum of its four parts.
 *
 * @throws UsageError for a price that is missing or no number ≥ 0, for one on what was not counted, and for an energy beyond
 *   the largest number
 */
export function energiesOf(tally: EngineTally, prices: Prices): Energies {
  checkRecord(tally, "tally", "Take that of a Ledger.");
  checkRecord(prices, "prices", `Give ${priceNames.join(", ")}.`);
  for (const name of priceNames) {
    const price = prices[name];
    check(isAtLeast(price, 0) && isFiniteNumber(price), name, "a finite number ≥ 0", price, "Use 0 for no cost.");
  }
  const consolidationEnergy = tally.consolidated;
  const maintenanceEnergy = costOf(tally, "maintenanceCost", prices.maintenanceCost);
  const changeEnergy = costOf(tally, "changeCost", prices.changeCost);
  const persistentMaintenanceEnergy = costOf(tally, "persistentMaintenanceCost", prices.persistentMaintenanceCost);
  const energy = consolidationEnergy + maintenanceEnergy + changeEnergy + persistentMaintenanceEnergy;
  const energies = {
    energy,
    consolidationEnergy,
    maintenanceEnergy,
    changeEnergy,
    persistentMaintenanceEnergy,
    minimalEnergy: tally.minimal,
    inefficiency: ratioOf(energy, tally.minimal),
  };
  checkEnergies(tally, energies);
  return energies;
}
