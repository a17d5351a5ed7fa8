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
  /** Per change of one persistent weight, whatever its size; 0 if not given. */
  writeCost?: number | undefined;
  /** Per consolidation of a group of synapses, however many of them are written; 0 if not given. */
  eventCost?: number | undefined;
}

/** A tally with prices put on it (`docs/equations.md`). */
export interface Energies {
  energy: number;
  consolidationEnergy: number;
  maintenanceEnergy: number;
  changeEnergy: number;
  persistentMaintenanceEnergy: number;
  /** Where a write has a price. */
  writeEnergy?: number;
  /** Where a consolidation has a price of its own. */
  eventEnergy?: number;
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
} as const satisfies Partial<Record<keyof Prices, keyof Tally>>;

const priceNames = Object.keys(priced) as (keyof typeof priced)[];

/** The same of prices that are in documents, and their energies with them, only where they are not 0. */
const pricedWrites = { writeCost: "writeCount", eventCost: "eventCount" } as const satisfies Partial<
  Record<keyof Prices, keyof Tally>
>;
const writeEnergies = { writeCost: "writeEnergy", eventCost: "eventEnergy" } as const;
const writePriceNames = Object.keys(pricedWrites) as (keyof typeof pricedWrites)[];

/** Whether writes have to be counted, because one has a price or because that is asked for. */
export const needsWrites = ({
  writeCost = 0,
  eventCost = 0,
  countWrites = false,
}: {
  writeCost?: number | undefined;
  eventCost?: number | undefined;
  countWrites?: boolean | undefined;
}): boolean => countWrites || writeCost > 0 || eventCost > 0;

/** Prices as options have them, before they are checked. */
export type GivenPrices = { readonly [K in keyof Prices]?: Prices[K] | "Infinity" | undefined };

/** All prices, those of parameters or some that are asked for; one that is not given is 0. `energiesOf` checks them. */
export function pricesOf(given: GivenPrices): Prices {
  const { maintenanceCost = 0, changeCost = 0, persistentMaintenanceCost = 0 } = given as Partial<Prices>;
  const { writeCost = 0, eventCost = 0 } = given as Partial<Prices>;
  const ofWrites = { ...(writeCost === 0 ? {} : { writeCost }), ...(eventCost === 0 ? {} : { eventCost }) };
  return { maintenanceCost, changeCost, persistentMaintenanceCost, ...ofWrites };
}

/** What a part of the tally costs. One that was not counted costs nothing where it is free, and is refused where it is not. */
function costOf(count: number | null, counted: string, name: keyof Prices, price: number): number {
  if (count !== null) return price * count;
  const remedy = "Count it, as an engine does where it has a price.";
  check(price === 0, name, `0 where the tally's ${counted} was not counted`, price, remedy);
  return 0;
}

/** The energies of writes and events that have a price. */
function writeEnergiesOf(tally: EngineTally, prices: Prices): Pick<Energies, "writeEnergy" | "eventEnergy"> {
  const energies: Pick<Energies, "writeEnergy" | "eventEnergy"> = {};
  for (const name of writePriceNames) {
    const price = prices[name] ?? 0;
    if (price === 0) continue;
    energies[writeEnergies[name]] = costOf(tally[pricedWrites[name]] ?? null, pricedWrites[name], name, price);
  }
  return energies;
}

/**
 * Puts prices on a tally, and is the only place where that is done. The energy is the sum of its parts.
 *
 * @throws UsageError for a price that is missing or no number ≥ 0, for one on what was not counted, and for an energy beyond
 *   the largest number
 */
export function energiesOf(tally: EngineTally, prices: Prices): Energies {
  checkRecord(tally, "tally", "Take that of a Ledger.");
  checkRecord(prices, "prices", `Give ${priceNames.join(", ")}.`);
  for (const name of [...priceNames, ...writePriceNames]) {
    const price = name in pricedWrites ? (prices[name] ?? 0) : prices[name];
    check(isAtLeast(price, 0) && isFiniteNumber(price), name, "a finite number ≥ 0", price, "Use 0 for no cost.");
  }
  const consolidationEnergy = tally.consolidated;
  const part = (name: keyof typeof priced): number => costOf(tally[priced[name]], priced[name], name, prices[name]);
  const maintenanceEnergy = part("maintenanceCost");
  const changeEnergy = part("changeCost");
  const persistentMaintenanceEnergy = part("persistentMaintenanceCost");
  const ofWrites = writeEnergiesOf(tally, prices);
  const { writeEnergy = 0, eventEnergy = 0 } = ofWrites;
  const parts = consolidationEnergy + maintenanceEnergy + changeEnergy + persistentMaintenanceEnergy;
  const energy = parts + writeEnergy + eventEnergy;
  const energies = {
    energy,
    consolidationEnergy,
    maintenanceEnergy,
    changeEnergy,
    persistentMaintenanceEnergy,
    ...ofWrites,
    minimalEnergy: tally.minimal,
    inefficiency: ratioOf(energy, tally.minimal),
  };
  checkEnergies(tally, energies);
  return energies;
}
