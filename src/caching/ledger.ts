import { power } from "../math/elementary.js";
import { CompensatedSum } from "../math/sum.js";
import { check, checkRecord, isAtLeast, isFiniteNumber } from "../schema/check.js";
import type { WriteCounts } from "./writes/write-counts.js";

/** What a change of a persistent weight counts as; the only non-linear part of the energy. */
export interface ChangeCost {
  /** α in Σ|Δl|^α (eLife 2020;9:e50804, Equation 1). */
  costExponent: number;
  /** Charge potentiation (positive changes) only. */
  potentiationOnly: boolean;
}

/** The same as parameters have it, which may leave it out. */
export type GivenChangeCost = { readonly [K in keyof ChangeCost]?: ChangeCost[K] | undefined };

/** What a change counts as; |Δl| where nothing is given. */
export const changeCostOf = ({ costExponent = 1, potentiationOnly = false }: GivenChangeCost): ChangeCost => ({
  costExponent,
  potentiationOnly,
});

/** Whether a change counts as |Δl|, so that sums of magnitudes are all it takes. */
export const countsMagnitude = ({ costExponent, potentiationOnly }: ChangeCost): boolean =>
  costExponent === 1 && !potentiationOnly;

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
  /** Changes of persistent weights, where they were counted (`write-counts.ts`). */
  writeCount?: number;
  /** Consolidations of a group of synapses, however many of them are written, where writes were counted. */
  eventCount?: number;
}

/** The tally of an engine, which may leave out what nobody asked for: null was not counted. */
export interface EngineTally extends Omit<Tally, "transientChanged" | "persistentHeld"> {
  transientChanged: number | null;
  persistentHeld: number | null;
}

/** Writes as a tally has them. */
export const talliedWrites = ({
  writeCount,
  eventCount,
}: WriteCounts): Required<Pick<Tally, "writeCount" | "eventCount">> => ({ writeCount, eventCount });

/** Counts what a store does. It knows neither rules nor prices. */
export class Ledger {
  private readonly consolidated = new CompensatedSum();
  private readonly transientHeld = new CompensatedSum();
  private readonly transientChanged = new CompensatedSum();
  private readonly persistentHeld = new CompensatedSum();
  private readonly cost: ChangeCost;
  /** Writes of every synapse, where they are counted: a store adds to them. */
  readonly writes: WriteCounts | undefined;

  /**
   * @param writes where they are to be counted, of as many synapses as the store will have
   * @throws UsageError for an exponent that is no number ≥ 0, or a switch that is neither true nor false
   */
  constructor(cost: ChangeCost = { costExponent: 1, potentiationOnly: false }, writes?: WriteCounts) {
    checkRecord(cost, "cost of a change", "Give costExponent and potentiationOnly, or leave it out.");
    const { costExponent, potentiationOnly } = cost;
    const isExponent = isAtLeast(costExponent, 0) && isFiniteNumber(costExponent);
    check(isExponent, "costExponent", "a finite number ≥ 0", costExponent, "Use 1 for the magnitude of a change.");
    const isSwitch = typeof potentiationOnly === "boolean";
    check(isSwitch, "potentiationOnly", "true or false", potentiationOnly, "Use false to charge every change.");
    this.cost = cost;
    this.writes = writes;
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
      ...(this.writes === undefined ? {} : talliedWrites(this.writes)),
    };
  }
}
