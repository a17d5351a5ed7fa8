import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { energiesOf } from "../../src/caching/energies.js";
import { Ledger } from "../../src/caching/ledger.js";
import { OfflineOptimum } from "../../src/caching/offline/offline-optimum.js";
import { cachingPolicyNames } from "../../src/caching/policies.js";
import { createStore } from "../../src/caching/store.js";

/** w(0), and what each time step adds to it. */
interface Path {
  start: number;
  changes: number[];
}

function weightsOf({ start, changes }: Path): number[] {
  const weights = [start];
  for (const change of changes) weights.push(weights.at(-1)! + change);
  return weights;
}

/** Σ |l(t) − l(t−1)| + c|w(t−1) − l(t−1)| over the whole path. */
function costOf(l: readonly number[], w: readonly number[], c: number): number {
  let cost = 0;
  for (let t = 1; t < w.length; t++) cost += Math.abs(l[t]! - l[t - 1]!) + c * Math.abs(w[t - 1]! - l[t - 1]!);
  return cost;
}

/** Every l with its ends where they have to be, tried one by one. */
function exhaustive(path: Path, c: number): number {
  const w = weightsOf(path);
  const values = [...new Set(w)];
  let least = Number.POSITIVE_INFINITY;
  const tryAll = (l: number[]): void => {
    if (l.length === w.length - 1) {
      least = Math.min(least, costOf([...l, w.at(-1)!], w, c));
      return;
    }
    for (const value of values) tryAll([...l, value]);
  };
  tryAll([w[0]!]);
  return least;
}

/** The same by dynamic programming over the values of w: a linear programme of absolute values has its optimum at such values. */
function byTable(path: Path, c: number): number {
  const w = weightsOf(path);
  const values = [...new Set(w)];
  let paid = values.map((value) => (value === w[0] ? 0 : Number.POSITIVE_INFINITY));
  for (let t = 1; t < w.length; t++) {
    const held = paid.map((cost, i) => cost + c * Math.abs(w[t - 1]! - values[i]!));
    paid = values.map((to) => Math.min(...held.map((cost, i) => cost + Math.abs(to - values[i]!))));
  }
  return paid[values.indexOf(w.at(-1)!)]!;
}

function offline(paths: readonly Path[], c: number): number {
  const optimum = new OfflineOptimum(
    Float64Array.from(paths, ({ start }) => start),
    c,
  );
  for (let t = 0; t < paths[0]!.changes.length; t++) {
    optimum.advance(1);
    optimum.change(Float64Array.from(paths, ({ changes }) => changes[t]!));
  }
  return optimum.energy;
}

const cost = fc.constantFrom(0, 1e-3, 0.01, 0.1, 0.3, 0.5, 1, 2.5);
const integers = (length: number) =>
  fc.record({
    start: fc.integer({ min: -2, max: 2 }),
    changes: fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 1, maxLength: length }),
  });
const reals = fc.record({
  start: fc.double({ min: -2, max: 2, noNaN: true }),
  changes: fc.array(fc.oneof(fc.constant(0), fc.double({ min: -3, max: 3, noNaN: true })), {
    minLength: 1,
    maxLength: 60,
  }),
});

describe("the offline optimum", () => {
  it("is the least of all paths of l, tried one by one", () => {
    fc.assert(
      fc.property(integers(6), cost, (path, c) => {
        expect(offline([path], c)).toBeCloseTo(exhaustive(path, c), 10);
      }),
      { numRuns: 200 },
    );
  });

  it("is what a table over all values finds, for integers and for real numbers", () => {
    fc.assert(
      fc.property(fc.oneof(integers(80), reals), cost, (path, c) => {
        // Sums of some hundred terms of size 10, in another order.
        expect(offline([path], c)).toBeCloseTo(byTable(path, c), 9);
      }),
      { numRuns: 300 },
    );
  });

  it("is M_min where holding is free", () => {
    fc.assert(
      fc.property(reals, (path) => {
        const w = weightsOf(path);
        expect(offline([path], 0)).toBeCloseTo(Math.abs(w.at(-1)! - w[0]!), 12);
      }),
    );
  });

  it("is the same whatever number of stretches a time without changes is told in", () => {
    const optimum = new OfflineOptimum(new Float64Array([1]), 0.1);
    const whole = new OfflineOptimum(new Float64Array([1]), 0.1);
    for (const [gap, delta] of [
      [3, 1],
      [5, -2],
      [7, 1],
      [2, 1],
    ] as const) {
      for (let k = 0; k < gap; k++) optimum.advance(1);
      whole.advance(gap);
      for (const one of [optimum, whole]) one.change(new Float64Array([delta]));
    }
    expect(optimum.energy).toBe(whole.energy);
  });

  it("is no more than any policy takes on the same trajectory", () => {
    const policies = fc.constantFrom("none" as const, ...cachingPolicyNames);
    const paths = fc
      .integer({ min: 1, max: 40 })
      .chain((length) =>
        fc.array(
          fc.tuple(
            fc.double({ min: -2, max: 2, noNaN: true }),
            fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: length, maxLength: length }),
          ),
          { minLength: 1, maxLength: 4 },
        ),
      );
    fc.assert(
      fc.property(
        paths,
        policies,
        fc.constantFrom(0, 0.3, 1, 2, 5, Infinity),
        fc.integer({ min: 1, max: 9 }),
        cost,
        (given, policy, threshold, period, c) => {
          const synapses = given.map(([start, changes]) => ({ start, changes }));
          const weights = Float64Array.from(synapses, ({ start }) => start);
          const ledger = new Ledger();
          const layers = [{ neuronCount: 1, inputCount: weights.length }];
          const store = createStore({ layers, weights, ledger, policy, threshold, period, decayTime: Infinity });
          for (let t = 0; t < synapses[0]!.changes.length; t++) {
            store.advance(1);
            store.change(Float64Array.from(synapses, ({ changes }) => changes[t]!));
          }
          store.finish();
          const prices = { maintenanceCost: c, changeCost: 0, persistentMaintenanceCost: 0 };
          const { energy } = energiesOf(ledger.tally(0), prices);
          expect(offline(synapses, c)).toBeLessThanOrEqual(energy * (1 + 1e-12) + 1e-12);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("refuses a cost that is no number ≥ 0", () =>
    expect(() => new OfflineOptimum(new Float64Array(1), -1)).toThrow(
      /maintenanceCost must be a finite number ≥ 0, got -1/,
    ));
});
