import { power } from "../math/elementary.js";
import { CompensatedSum } from "../math/sum.js";
import { check, checkRecord, isAtLeast, isFiniteNumber } from "../schema/check.js";
import { checkEnergies } from "./check-energies.js";

/** What a change of a persistent weight counts as; the only non-linear part of the energy. */
export interface ChangeCost {
  /** α in Σ|Δl|^α (eLife 2020;9:e50804, Equation 1). */
  costExponent: number;
  /** Charge potentiation (positive changes) only. */
  potentiationOnly: boolean;
}

/** What is paid for each quantity in a tally. Energies are linear in them, so one tally serves all prices. */
export interface Prices {
  /** c, per unit of |s| held for one time step. */
  maintenanceCost: number;
  /** b, per unit of |Δs|. */
  changeCost: number;
  /** c_l, per unit of |l| held for one time step. */
  persistentMaintenanceCost: number;
}

/** What happened while learning, in weight units; no price is in it. */
export interface Tally {
  /** Σ_t Σ_i |l_i(t) − l_i(t−1)|^α */
  consolidated: number;
  /** Σ_t Σ_i |s_i(t)| */
  transientHeld: number;
  /** Σ |Δs| of the changes that were not consolidated at once. */
  transientChanged: number;
  /** Σ_t Σ_i |l_i(t)| */
  persistentHeld: number;
  /** Σ_i |w_i(T) − w_i(0)|^α */
  minimal: number;
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

/** Counts what a store does. It knows neither rules nor prices. */
export class Ledger {
  private readonly consolidated = new CompensatedSum();
  private readonly transientHeld = new CompensatedSum();
  private readonly transientChanged = new CompensatedSum();
  private readonly persistentHeld = new CompensatedSum();
  private readonly cost: ChangeCost;

  /** @throws UsageError for an exponent that is no number ≥ 0, or a switch that is neither true nor false */
  constructor(cost: ChangeCost = { costExponent: 1, potentiationOnly: false }) {
    checkRecord(cost, "cost of a change", "Give costExponent and potentiationOnly, or leave it out.");
    const { costExponent, potentiationOnly } = cost;
    const isExponent = isAtLeast(costExponent, 0) && isFiniteNumber(costExponent);
    check(isExponent, "costExponent", "a finite number ≥ 0", costExponent, "Use 1 for the magnitude of a change.");
    const isSwitch = typeof potentiationOnly === "boolean";
    check(isSwitch, "potentiationOnly", "true or false", potentiationOnly, "Use false to charge every change.");
    this.cost = cost;
  }

  /** What changing a persistent weight by `change` counts as: |Δl|^α, or 0 for depression that is free. */
  sizeOf(change: number): number {
    return change < 0 && this.cost.potentiationOnly ? 0 : power(Math.abs(change), this.cost.costExponent);
  }

  /** Persistent weights changed, by this much in all. */
  consolidate(size: number): void {
    this.consolidated.add(size);
  }

  /** Transient and persistent weights of these sums of magnitudes were held for one or several time steps. */
  hold(transientNorm: number, persistentNorm: number, steps: number): void {
    this.transientHeld.add(transientNorm * steps);
    this.persistentHeld.add(persistentNorm * steps);
  }

  /** Transient weights changed, by this much in all, and were not consolidated in the same step. */
  changeTransient(size: number): void {
    this.transientChanged.add(size);
  }

  /** The sum of `sizeOf` over the differences between two weight vectors: M_min when they are the ends of learning. */
  distance(from: Float64Array, to: Float64Array): number {
    const advice = "Compare two states of one network.";
    check(from.length === to.length, "weights", `of equal length ${to.length}`, from, advice);
    const sum = new CompensatedSum();
    for (let i = 0; i < from.length; i++) sum.add(this.sizeOf(to[i]! - from[i]!));
    return sum.value;
  }

  /** The quantities so far; `minimal` is the caller's, who knows the two ends of the trajectory. */
  tally(minimal: number): Tally {
    return {
      consolidated: this.consolidated.value,
      transientHeld: this.transientHeld.value,
      transientChanged: this.transientChanged.value,
      persistentHeld: this.persistentHeld.value,
      minimal,
    };
  }
}

/** null where the ratio is undefined, or no number can hold it. */
function ratioOf(energy: number, minimal: number): number | null {
  const ratio = minimal > 0 ? energy / minimal : null;
  return ratio === Number.POSITIVE_INFINITY ? null : ratio;
}

const priceNames = ["maintenanceCost", "changeCost", "persistentMaintenanceCost"] as const;

/**
 * Puts prices on a tally. The energy is the sum of its four parts.
 *
 * @throws UsageError for a price that is missing or no number ≥ 0, and for an energy beyond the largest number
 */
export function energiesOf(tally: Tally, prices: Prices): Energies {
  checkRecord(tally, "tally", "Take that of a Ledger.");
  checkRecord(prices, "prices", `Give ${priceNames.join(", ")}.`);
  for (const name of priceNames) {
    const price = prices[name];
    check(isAtLeast(price, 0) && isFiniteNumber(price), name, "a finite number ≥ 0", price, "Use 0 for no cost.");
  }
  const consolidationEnergy = tally.consolidated;
  const maintenanceEnergy = prices.maintenanceCost * tally.transientHeld;
  const changeEnergy = prices.changeCost * tally.transientChanged;
  const persistentMaintenanceEnergy = prices.persistentMaintenanceCost * tally.persistentHeld;
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
