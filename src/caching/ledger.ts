import { power } from "../math/elementary.js";
import { CompensatedSum } from "../math/sum.js";

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
  /** M / M_min; null where nothing had to be learned, so that both are 0. */
  inefficiency: number | null;
}

/** Counts what a store does. It knows neither rules nor prices. */
export class Ledger {
  private readonly consolidated = new CompensatedSum();
  private readonly transientHeld = new CompensatedSum();
  private readonly transientChanged = new CompensatedSum();
  private readonly persistentHeld = new CompensatedSum();
  private readonly cost: ChangeCost;

  constructor(cost: ChangeCost = { costExponent: 1, potentiationOnly: false }) {
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

/** Puts prices on a tally. The energy is the sum of its four parts. */
export function energiesOf(tally: Tally, prices: Prices): Energies {
  const consolidationEnergy = tally.consolidated;
  const maintenanceEnergy = prices.maintenanceCost * tally.transientHeld;
  const changeEnergy = prices.changeCost * tally.transientChanged;
  const persistentMaintenanceEnergy = prices.persistentMaintenanceCost * tally.persistentHeld;
  const energy = consolidationEnergy + maintenanceEnergy + changeEnergy + persistentMaintenanceEnergy;
  return {
    energy,
    consolidationEnergy,
    maintenanceEnergy,
    changeEnergy,
    persistentMaintenanceEnergy,
    minimalEnergy: tally.minimal,
    inefficiency: tally.minimal > 0 ? energy / tally.minimal : null,
  };
}
