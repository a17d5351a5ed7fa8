import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storeContract } from "../../../src/caching/contracts/index.js";
import { Ledger } from "../../../src/caching/ledger.js";
import { cachingPolicyNames } from "../../../src/caching/policies.js";
import { type CachingStore, createStore } from "../../../src/caching/store.js";
import { WriteCounts } from "../../../src/caching/writes/write-counts.js";
import { type RandomStream, randomStream } from "../../../src/math/random.js";
import { follow, integerWalks, periodOf, realWalks, roundingOf } from "../walks.js";

const stream = randomStream(1, "writes");
const integers = { granularity: 1, lowest: -1000, highest: 1000, writeNoise: 0, stream };
const noDecay = { decayTime: Number.POSITIVE_INFINITY };

describe.each(cachingPolicyNames)("a grid of integers under %s", (policy) => {
  const setting = { ...noDecay, policy, threshold: 3, period: 4 };

  // What is proposed are integers, which such cells hold.
  for (const { name, check } of storeContract({
    createStore: (start) => createStore({ ...setting, ...start, grid: integers }),
  }))
    it(name, check);

  it("is no grid for integers: everything is as without one", () => {
    fc.assert(
      fc.property(integerWalks, fc.constantFrom(0, 1, 3, Infinity), (walk, threshold) => {
        const [cells, free] = [{ grid: integers }, {}].map((given) => {
          const ledger = new Ledger(undefined, new WriteCounts(walk.start.length));
          const weights = Float64Array.from(walk.start);
          const options = { ...setting, threshold, period: periodOf(threshold), layers: walk.layers, weights, ledger };
          const store = createStore({ ...options, ...given });
          follow(store, walk);
          store.finish();
          return { weights: [...store.weights], tally: ledger.tally(0), writes: [...ledger.writes!.bySynapse] };
        });
        expect(cells).toEqual(free);
      }),
    );
  });
});

/** A synapse at 0 in cells of steps of ½ from −1 to 1. */
function oneCell(given: { policy?: "local-local" | "local-excess"; writeNoise?: number; stream?: RandomStream } = {}) {
  const { policy = "local-local", ...noise } = given;
  const ledger = new Ledger(undefined, new WriteCounts(1));
  const grid = { granularity: 0.5, lowest: -1, highest: 1, writeNoise: 0, stream, ...noise };
  const layers = [{ neuronCount: 1, inputCount: 1 }];
  const weights = Float64Array.of(0);
  const store = createStore({ ...noDecay, policy, threshold: 0.1, layers, weights, ledger, grid }) as CachingStore;
  const change = (delta: number): { l: number; s: number; writes: number } => {
    store.advance(1);
    store.change(Float64Array.of(delta));
    return { l: store.persistent[0]!, s: store.transient[0]!, writes: ledger.writes!.writeCount };
  };
  return { store, ledger, change };
}

describe("cells of few levels", () => {
  it("are written to the nearest level, and s keeps the rest", () => {
    const { change, store, ledger } = oneCell();
    // Above θ, but nearer to level 0 than to ½: nothing to write.
    expect(change(0.2)).toEqual({ l: 0, s: 0.2, writes: 0 });
    expect(change(0.2)).toEqual({ l: 0.5, s: 0.4 - 0.5, writes: 1 });
    expect(store.weights[0]).toBe(0.4);
    expect(ledger.tally(0).consolidated).toBe(0.5);
  });

  it("keep in s what is beyond the last level, without writing again", () => {
    const { change, store } = oneCell();
    expect(change(3)).toEqual({ l: 1, s: 2, writes: 1 });
    expect(change(1)).toEqual({ l: 1, s: 3, writes: 1 });
    store.finish();
    expect([store.persistent[0], store.weights[0], store.residual()]).toEqual([1, 4, 0]);
  });

  it("take of an excess what a level holds", () => {
    // |s| = .75 exceeds .1 by .65, of which .5 is a level.
    expect(oneCell({ policy: "local-excess" }).change(0.75)).toEqual({ l: 0.5, s: 0.25, writes: 1 });
  });

  it("end off their level by the noise of the seed, which s makes good", () => {
    const drawn = randomStream(7, "writes").normal();
    const { change, store } = oneCell({ writeNoise: 0.1, stream: randomStream(7, "writes") });
    expect(change(0.5).l).toBe(0.5 + 0.1 * 0.5 * drawn);
    expect(store.weights[0]).toBe(0.5);
    store.finish();
    // The level has not changed: no write, and none would be left.
    expect(store.residual()).toBe(0);
  });
});

it("weights are what they are without a grid, as s keeps the rest, and l stays on its levels", () => {
  fc.assert(
    fc.property(realWalks, fc.constantFrom(0, 0.5, 2), (walk, threshold) => {
      const made = { ...noDecay, policy: "local-global" as const, threshold, layers: walk.layers };
      const grid = { ...integers, granularity: 0.25 };
      const [cells, free] = [{ grid }, {}].map((given) => {
        const weights = Float64Array.from(walk.start);
        const store = createStore({ ...made, weights, ledger: new Ledger(), ...given }) as CachingStore;
        follow(store, walk);
        return store;
      });
      for (const l of cells!.persistent) expect(Number.isInteger(4 * l)).toBe(true);
      for (const [i, weight] of cells!.weights.entries()) {
        expect(Math.abs(weight - free!.weights[i]!)).toBeLessThanOrEqual(roundingOf(walk));
      }
    }),
  );
});

describe("a grid is refused", () => {
  const base = { layers: [{ neuronCount: 1, inputCount: 1 }], weights: Float64Array.of(0), ledger: new Ledger() };
  const local = { ...base, ...noDecay, policy: "local-local" as const, threshold: 1 };

  it.each([
    ["granularity", { granularity: 0 }],
    ["lowest", { lowest: Number.NaN }],
    ["highest", { highest: -1000 }],
    ["writeNoise", { writeNoise: -1 }],
    ["stream", { stream: undefined as never }],
  ])("for its %s", (name, given) => {
    expect(() => createStore({ ...local, grid: { ...integers, ...given } })).toThrow(
      new RegExp(`grid.${name} must be`),
    );
  });

  it("where there is no s to keep what a cell does not hold", () => {
    expect(() => createStore({ ...local, policy: "none", grid: integers })).toThrow(
      /policy must be one with a threshold/,
    );
  });
});
