import type { PolicySetting } from "../../caching/cache.js";
import { type ChangeCost, Ledger } from "../../caching/ledger.js";
import { CachingStore, createStore, type Store } from "../../caching/store.js";
import { RentingStore } from "../../caching/stores/renting-store.js";
import { emptyTallies, type Played, type Player, type SumName, type Weights } from "./player.js";

/** A ledger that knows whether anything was consolidated since it was last asked. */
class WatchedLedger extends Ledger {
  private hasConsolidated = false;

  override consolidate(size: number): void {
    super.consolidate(size);
    this.hasConsolidated = true;
  }

  take(): boolean {
    const had = this.hasConsolidated;
    this.hasConsolidated = false;
    return had;
  }
}

/** A unit: its own store and ledger, so that what comes of it does not depend on which others are played. */
interface Unit {
  readonly start: number;
  readonly store: Store;
  readonly ledger: WatchedLedger;
  readonly initial: Float64Array;
  /** w of the source: what it changes to, less this, is Δw. */
  readonly weights: Float64Array;
  /** l when it was last looked at. */
  readonly persistent: Float64Array;
  readonly change: Float64Array;
  /** Time steps that it has been told of. */
  timestep: number;
}

/** Plays each unit in a store of `src/caching`, whatever the policy. */
export class StorePlayer implements Player {
  private readonly units: Unit[];
  private readonly writes: Float64Array;
  /** The unit of each synapse. */
  private readonly unitOf: Uint32Array;
  private timestep = 0;

  /**
   * @param initial w(0)
   * @param ends of the units among the synapses, rising
   */
  constructor(initial: Float64Array, ends: Uint32Array, setting: PolicySetting, cost: ChangeCost) {
    this.writes = new Float64Array(initial.length);
    this.unitOf = new Uint32Array(initial.length);
    this.units = Array.from(ends, (end, u) => {
      const start = u === 0 ? 0 : ends[u - 1]!;
      this.unitOf.fill(u, start, end);
      const weights = initial.slice(start, end);
      const ledger = new WatchedLedger(cost);
      const layers = [{ neuronCount: 1, inputCount: end - start }];
      const store = createStore({ ...setting, layers, weights, ledger });
      const copies = { initial: weights.slice(), persistent: weights.slice(), change: new Float64Array(end - start) };
      return { start, store, ledger, weights, ...copies, timestep: 0 };
    });
  }

  rows(weights: Weights, rowCount: number): void {
    const size = this.writes.length;
    for (let row = 0; row < rowCount; row++) {
      this.timestep += 1;
      for (const unit of this.units) {
        this.advance(unit);
        if (takeChange(unit, weights, row * size + unit.start)) unit.store.change(unit.change);
        else unit.store.endStep?.();
        this.countWrites(unit);
      }
    }
  }

  step(synapses: Int32Array, weights: Float64Array, count: number): void {
    this.timestep += 1;
    const touched = new Set<Unit>();
    for (let k = 0; k < count; k++) {
      const unit = this.units[this.unitOf[synapses[k]!]!]!;
      if (!touched.has(unit)) this.advance(unit);
      touched.add(unit);
      const i = synapses[k]! - unit.start;
      unit.change.fill(0);
      unit.change[i] = weights[k]! - unit.weights[i]!;
      unit.weights[i] = weights[k]!;
      if (unit.change[i] === 0) continue;
      unit.store.change(unit.change, false);
      this.countWrites(unit);
    }
    for (const unit of touched) {
      unit.store.endStep?.();
      this.countWrites(unit);
    }
  }

  partsOf(synapse: number): { transient: number; persistent: number } {
    const unit = this.units[this.unitOf[synapse]!]!;
    const { store, start } = unit;
    this.advance(unit);
    if (!(store instanceof CachingStore || store instanceof RentingStore)) {
      return { transient: 0, persistent: store.weights[synapse - start]! };
    }
    return { transient: store.transient[synapse - start]!, persistent: store.persistent[synapse - start]! };
  }

  finish(): Played {
    const tallies = emptyTallies(this.units.length);
    const found: number[] = [];
    for (const [u, unit] of this.units.entries()) {
      const { store, ledger, initial } = unit;
      this.advance(unit);
      store.endStep?.();
      this.countWrites(unit);
      if (store instanceof CachingStore) {
        const { thresholds } = store;
        if (typeof thresholds !== "number") for (const threshold of thresholds) found.push(threshold);
      }
      store.finish();
      this.countWrites(unit);
      const tally = ledger.tally(ledger.distance(initial, store.weights));
      for (const key of Object.keys(tallies) as SumName[]) tallies[key][u] = tally[key];
    }
    return { tallies, writes: this.writes, ...(found.length > 0 ? { thresholds: Float64Array.from(found) } : {}) };
  }

  /** Lets the time steps pass of which a unit has not been told. */
  private advance(unit: Unit): void {
    const steps = this.timestep - unit.timestep;
    if (steps === 0) return;
    unit.timestep = this.timestep;
    if (!(unit.store instanceof RentingStore)) {
      unit.store.advance(steps);
      return;
    }
    // What is rented may be bought in a step in which nothing else happens; each is a write of its own.
    for (let step = 0; step < steps; step++) {
      unit.store.advance(1);
      this.countWrites(unit);
    }
  }

  /** Where something was consolidated, a synapse whose l is another one has been written. */
  private countWrites({ store, ledger, persistent, start }: Unit): void {
    if (!ledger.take()) return;
    const now = store instanceof CachingStore || store instanceof RentingStore ? store.persistent : store.weights;
    for (let i = 0; i < now.length; i++) {
      if (now[i] === persistent[i]) continue;
      this.writes[start + i]! += 1;
      persistent[i] = now[i]!;
    }
  }
}

/** Writes Δw of a unit from a row; returns whether anything has changed. */
function takeChange({ change, weights }: Unit, row: Weights, from: number): boolean {
  let hasChanged = false;
  for (let i = 0; i < change.length; i++) {
    const weight = row[from + i]!;
    change[i] = weight - weights[i]!;
    weights[i] = weight;
    if (change[i] !== 0) hasChanged = true;
  }
  return hasChanged;
}
