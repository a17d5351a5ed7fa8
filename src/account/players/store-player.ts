import type { PolicySetting } from "../../caching/cache.js";
import { type ChangeCost, Ledger } from "../../caching/ledger.js";
import { CachingStore, createStore, type Store } from "../../caching/store.js";
import { RentingStore } from "../../caching/stores/renting-store.js";
import { WriteCounts } from "../../caching/writes/write-counts.js";
import { emptyTallies, type Played, type Player, type SumName, type Weights } from "./player.js";

/** A unit: its own store and ledger, so that what comes of it does not depend on which others are played. */
interface Unit {
  readonly start: number;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly writes: WriteCounts;
  readonly initial: Float64Array;
  /** w of the source: what it changes to, less this, is Δw. */
  readonly weights: Float64Array;
  readonly change: Float64Array;
  /** Time steps that it has been told of. */
  timestep: number;
}

/** Plays each unit in a store of `src/caching`, whatever the policy. */
export class StorePlayer implements Player {
  private readonly units: Unit[];
  private readonly countsEvents: boolean;
  /** The unit of each synapse. */
  private readonly unitOf: Uint32Array;
  private timestep = 0;

  /**
   * @param initial w(0)
   * @param ends of the units among the synapses, rising
   * @param countsEvents whether it is told how often each unit was consolidated
   */
  constructor(
    initial: Float64Array,
    ends: Uint32Array,
    setting: PolicySetting,
    cost: ChangeCost,
    countsEvents = false,
  ) {
    this.countsEvents = countsEvents;
    this.unitOf = new Uint32Array(initial.length);
    this.units = Array.from(ends, (end, u) => {
      const start = u === 0 ? 0 : ends[u - 1]!;
      this.unitOf.fill(u, start, end);
      const weights = initial.slice(start, end);
      const writes = new WriteCounts(end - start);
      const ledger = new Ledger(cost, writes);
      const layers = [{ neuronCount: 1, inputCount: end - start }];
      const store = createStore({ ...setting, layers, weights, ledger });
      const copies = { initial: weights.slice(), change: new Float64Array(end - start) };
      return { start, store, ledger, writes, weights, ...copies, timestep: 0 };
    });
  }

  rows(weights: Weights, rowCount: number): void {
    const size = this.unitOf.length;
    for (let row = 0; row < rowCount; row++) {
      this.timestep += 1;
      for (const unit of this.units) {
        this.advance(unit);
        if (takeChange(unit, weights, row * size + unit.start)) unit.store.change(unit.change);
        else unit.store.endStep?.();
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
    }
    for (const unit of touched) unit.store.endStep?.();
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
    const writes = new Float64Array(this.unitOf.length);
    const events = new Float64Array(this.units.length);
    const found: number[] = [];
    for (const [u, unit] of this.units.entries()) {
      const { store, ledger, initial, start } = unit;
      this.advance(unit);
      store.endStep?.();
      if (store instanceof CachingStore) {
        const { thresholds } = store;
        if (typeof thresholds !== "number") for (const threshold of thresholds) found.push(threshold);
      }
      store.finish();
      const tally = ledger.tally(ledger.distance(initial, store.weights));
      for (const key of Object.keys(tallies) as SumName[]) tallies[key][u] = tally[key];
      writes.set(unit.writes.bySynapse, start);
      events[u] = unit.writes.eventCount;
    }
    return {
      tallies,
      writes,
      ...(this.countsEvents ? { events } : {}),
      ...(found.length > 0 ? { thresholds: Float64Array.from(found) } : {}),
    };
  }

  /** Lets the time steps pass of which a unit has not been told. */
  private advance(unit: Unit): void {
    const steps = this.timestep - unit.timestep;
    unit.timestep = this.timestep;
    if (steps > 0) unit.store.advance(steps);
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
