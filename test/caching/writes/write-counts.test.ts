import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { energiesOf } from "../../../src/caching/energies.js";
import { tallyNow, writesNow } from "../../../src/caching/energies-now.js";
import { groupBoundaries } from "../../../src/caching/groups.js";
import { Ledger } from "../../../src/caching/ledger.js";
import { cachingPolicies, comparisonNames, policyNames } from "../../../src/caching/policies.js";
import { type CachingStore, createStore, type Store } from "../../../src/caching/store.js";
import { WriteCounts } from "../../../src/caching/writes/write-counts.js";
import { energiesByDefinition } from "../definition.js";
import { everythingFree, follow, integerWalks, periodOf, type Setting, type Walk } from "../walks.js";

const decayTimes = fc.constantFrom(Infinity, 5);
const thresholds = fc.constantFrom(0, 1, 2, 4.5, Infinity);

function storeOf(walk: Walk, setting: Pick<Setting, "policy" | "threshold" | "decayTime">, ledger: Ledger): Store {
  const { layers, start } = walk;
  return createStore({
    ...setting,
    period: periodOf(setting.threshold),
    layers,
    weights: Float64Array.from(start),
    ledger,
  });
}

const ledgerOf = ({ start }: Walk): Ledger => new Ledger(undefined, new WriteCounts(start.length));

describe.each(policyNames)("writes under %s", (policy) => {
  it("are together what |Δl|^0 comes to by definition", () => {
    fc.assert(
      fc.property(integerWalks, thresholds, decayTimes, (walk, threshold, decayTime) => {
        const ledger = ledgerOf(walk);
        const store = storeOf(walk, { policy, threshold, decayTime }, ledger);
        follow(store, walk);
        // What is left counts now, and has been counted once it is consolidated.
        const before = writesNow(store, ledger)!;
        store.finish();
        const setting = { ...everythingFree, policy, threshold, decayTime, costExponent: 0 };
        const { consolidationEnergy } = energiesByDefinition(walk, setting);
        expect(ledger.writes!.writeCount).toBe(consolidationEnergy);
        expect([...before.bySynapse]).toEqual([...ledger.writes!.bySynapse]);
        expect(before.eventCount).toBe(ledger.writes!.eventCount);
      }),
    );
  });
});

describe.each(Object.keys(cachingPolicies) as (keyof typeof cachingPolicies)[])("synapses under %s", (policy) => {
  it("are written where l is seen to change, and groups are events", () => {
    fc.assert(
      fc.property(integerWalks, thresholds, decayTimes, (walk, threshold, decayTime) => {
        const ledger = ledgerOf(walk);
        const store = storeOf(walk, { policy, threshold, decayTime }, ledger) as CachingStore;
        const boundaries = groupBoundaries(walk.layers, cachingPolicies[policy].group);
        const writes = new Array<number>(walk.start.length).fill(0);
        let events = 0;
        const look = (act: () => void): void => {
          const before = store.persistent.slice();
          act();
          const moved = [...store.persistent].map((l, i) => l !== before[i]);
          for (const [i, one] of moved.entries()) if (one) writes[i]! += 1;
          for (let g = 0; g + 1 < boundaries.length; g++) {
            if (moved.slice(boundaries[g], boundaries[g + 1]).some(Boolean)) events += 1;
          }
        };
        for (const delta of walk.steps) {
          look(() => store.advance(1));
          if (delta !== null) look(() => store.change(Float64Array.from(delta)));
        }
        look(() => store.finish());
        expect([...ledger.writes!.bySynapse]).toEqual(writes);
        expect(ledger.writes!.eventCount).toBe(events);
      }),
    );
  });
});

describe.each(comparisonNames)("synapses under %s", (policy) => {
  it("are written where l is seen to change, each by itself", () => {
    fc.assert(
      fc.property(integerWalks, fc.constantFrom(0, 1, 3), (walk, patience) => {
        const ledger = ledgerOf(walk);
        const { layers, start } = walk;
        const weights = Float64Array.from(start);
        const setting = { policy, patience, threshold: 0, decayTime: Infinity };
        const store = createStore({ ...setting, layers, weights, ledger }) as Store & { persistent: Float64Array };
        const writes = new Array<number>(start.length).fill(0);
        const look = (act: () => void): void => {
          const before = store.persistent.slice();
          act();
          for (const [i, l] of store.persistent.entries()) if (l !== before[i]) writes[i]! += 1;
        };
        for (const delta of walk.steps) {
          look(() => store.advance(1));
          if (delta !== null) look(() => store.change(Float64Array.from(delta)));
        }
        look(() => store.endStep?.());
        look(() => store.finish());
        expect([...ledger.writes!.bySynapse]).toEqual(writes);
        expect(ledger.writes!.eventCount).toBe(ledger.writes!.writeCount);
      }),
    );
  });
});

it("consolidating the excess may write a synapse twice at the last step", () => {
  const ledger = new Ledger(undefined, new WriteCounts(1));
  const store = createStore({
    layers: [{ neuronCount: 1, inputCount: 1 }],
    weights: Float64Array.of(0),
    policy: "local-excess",
    threshold: 1,
    decayTime: Infinity,
    ledger,
  });
  store.advance(1);
  store.change(Float64Array.of(3));
  store.finish();
  expect([...ledger.writes!.bySynapse]).toEqual([2]);
});

describe("prices of writes and events", () => {
  const walk: Walk = {
    layers: [{ neuronCount: 1, inputCount: 2 }],
    start: [0, 0],
    steps: [
      [1, 0],
      [2, 1],
    ],
  };
  const prices = { maintenanceCost: 0, changeCost: 0, persistentMaintenanceCost: 0 };

  it("are paid for each, beside |Δl|", () => {
    const ledger = ledgerOf(walk);
    const store = storeOf(walk, { policy: "local-global", threshold: 2, decayTime: Infinity }, ledger);
    follow(store, walk);
    store.finish();
    // The second step takes |s| of the first synapse to 3: both are written, as one event.
    const tally = tallyNow(store, ledger, Float64Array.from(walk.start));
    expect(energiesOf(tally, { ...prices, writeCost: 10, eventCost: 100 })).toMatchObject({
      consolidationEnergy: 4,
      writeEnergy: 20,
      eventEnergy: 100,
      energy: 124,
    });
    expect(energiesOf(tally, prices)).not.toHaveProperty("writeEnergy");
  });

  it("are refused where writes were not counted, or are no prices", () => {
    const tally = new Ledger().tally(0);
    expect(() => energiesOf(tally, { ...prices, writeCost: 1 })).toThrow(
      /writeCost must be 0 where the tally's writeCount/,
    );
    expect(() => energiesOf(tally, { ...prices, eventCost: -1 })).toThrow(/eventCost must be a finite number ≥ 0/);
  });
});

it("refuses a store that cannot tell what it has left to write", () => {
  const ledger = new Ledger(undefined, new WriteCounts(1));
  const store = { residual: () => 0 } as unknown as Store;
  expect(() => writesNow(store, ledger)).toThrow(/store must be one with residualWrites/);
});
