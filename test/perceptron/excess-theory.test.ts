import { describe, expect, it } from "vitest";
import { Ledger } from "../../src/caching/ledger.js";
import { createStore } from "../../src/caching/store.js";
import { randomStream } from "../../src/math/random.js";
import { excessLatticeState, excessSteadyState } from "../../src/theory/excess.js";

/**
 * Synapses that are pushed up and down by 1 at random, each on its own, in a share p of the time steps; the mean and the standard error of what
 * is held and consolidated, per synapse and time step. Synapses are independent, so that they are the sample.
 */
function pushed(threshold: number, rate: number, decayTime: number) {
  const synapses = 400;
  const layers = [{ neuronCount: 1, inputCount: 1 }];
  const [burnIn, steps] = [2000, 6000];
  const samples = Array.from({ length: synapses }, (_, k) => {
    const draw = randomStream(k, "pushes");
    const ledger = new Ledger({ costExponent: 1, potentiationOnly: false });
    const store = createStore({
      ...{ layers, weights: new Float64Array(1), ledger },
      ...{ policy: "local-excess", threshold, decayTime },
    });
    const go = (count: number): void => {
      for (let t = 0; t < count; t++) {
        store.advance(1);
        if (draw.uniform() < rate) store.change(Float64Array.of(draw.uniform() < 0.5 ? 1 : -1));
      }
    };
    go(burnIn);
    const before = ledger.tally(0);
    go(steps);
    const after = ledger.tally(0);
    return {
      held: (after.transientHeld - before.transientHeld) / steps,
      consolidated: (after.consolidated - before.consolidated) / steps,
    };
  });
  const summary = (values: number[]) => {
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
    return { mean, error: Math.sqrt(variance / values.length) };
  };
  return {
    held: summary(samples.map(({ held }) => held)),
    consolidated: summary(samples.map(({ consolidated }) => consolidated)),
  };
}

/** Of eight comparisons none is beyond four standard errors but in one of 2000 tests like this. */
const ERRORS = 4;

describe("a walk of which only the excess is consolidated", () => {
  it.each([
    [1, 0.3],
    [4, 0.5],
    [2.5, 0.5],
    [3.25, 0.8],
  ])("without decay has the mean and the rate of the lattice (θ = %d, p = %d)", (threshold, rate) => {
    const { held, consolidated } = pushed(threshold, rate, Infinity);
    const theory = excessLatticeState({ errorRate: rate }, threshold, 1);
    expect(Math.abs(held.mean - theory.meanTransient)).toBeLessThan(ERRORS * held.error);
    expect(Math.abs(consolidated.mean - theory.consolidationPower)).toBeLessThan(ERRORS * consolidated.error);
    // The sample is large enough to tell another θ from this one.
    const other = excessLatticeState({ errorRate: rate }, threshold + 0.5, 1);
    expect(Math.abs(held.mean - other.meanTransient)).toBeGreaterThan(ERRORS * held.error);
  });

  it("with decay comes to the continuous walk as steps become small beside θ", () => {
    const [rate, decayTime] = [0.5, 400];
    const off = [4, 12].map((threshold) => {
      const { held, consolidated } = pushed(threshold, rate, decayTime);
      const theory = excessSteadyState({ updateVariance: rate, decayTime }, threshold, 1);
      return [held, consolidated].map(({ mean }, k) =>
        Math.abs(mean / [theory.meanTransient, theory.consolidationPower][k]! - 1),
      );
    });
    // Steps of 1 reach beyond θ: on the lattice the interval is 2θ + 1, not 2θ, so 1/(2θ) is to be seen.
    expect(off[0]![0]).toBeLessThan(1 / 8);
    expect(off[1]![0]).toBeLessThan(1 / 24);
    expect(off[0]![1]).toBeLessThan(1.5 / 8);
    expect(off[1]![1]).toBeLessThan(1.5 / 24);
  });
});
