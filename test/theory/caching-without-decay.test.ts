import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/math/random.js";
import {
  cachedInefficiency,
  changeEnergy,
  consolidatedAtOnce,
  consolidationCount,
  consolidationEnergy,
  maintenanceEnergy,
  optimalThreshold,
  steadyState,
  transientDensity,
} from "../../src/theory/caching-without-decay.js";
import { perceptronLearning } from "../../src/theory/perceptron-learning.js";
import { expectClose } from "../math/close.js";

// A handful of operations, each with a relative error of 1.1e-16.
const ROUNDING = 1e-14;

const learningOf = (inputCount: number, patternCount: number, learningRate = 1) => ({
  ...perceptronLearning(inputCount, patternCount, learningRate),
  inputCount,
  learningRate,
});

const learnings = fc.record({
  inputCount: fc.integer({ min: 1, max: 10_000 }),
  updateCount: fc.double({ min: 1, max: 1e7, noNaN: true }),
  timestepCount: fc.double({ min: 1, max: 1e8, noNaN: true }),
  learningRate: fc.double({ min: 1e-3, max: 10, noNaN: true }),
});
const maintenanceCosts = fc.double({ min: 0, max: 1, noNaN: true });

/** The least value of a function with one minimum between two positive ends, by golden section in the logarithm. */
function minimise(f: (x: number) => number, low: number, high: number): { at: number; value: number } {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [Math.log(low), Math.log(high)];
  for (let i = 0; i < 80; i++) {
    const width = golden * (b - a);
    if (f(Math.exp(b - width)) < f(Math.exp(a + width))) b = a + width;
    else a = b - width;
  }
  const at = Math.exp((a + b) / 2);
  return { at, value: f(at) };
}

describe("the optimal threshold", () => {
  it("is where M_cons + M_trans is least, and the energy there 2N√K√(1 + cT)/√3", () =>
    fc.assert(
      fc.property(learnings, maintenanceCosts, (learning, cost) => {
        const total = (threshold: number): number =>
          consolidationEnergy(learning, threshold) + maintenanceEnergy(learning, threshold, cost);
        const { inputCount, updateCount, timestepCount, learningRate } = learning;
        const found = minimise(total, 1e-8 * learningRate, 1e8 * learningRate);
        const least = 2 * learningRate * inputCount * Math.sqrt((updateCount * (1 + cost * timestepCount)) / 3);
        // At a minimum a value that is right to 1e-16 fixes the place to its square root only.
        expectClose(found.at, optimalThreshold(learning, cost), { relative: 1e-7 }, { learning, cost });
        expectClose(found.value, least, { relative: 1e-13 }, { learning, cost });
        expectClose(total(optimalThreshold(learning, cost)), least, { relative: 1e-13 }, { learning, cost });
      }),
    ));

  it("gives the inefficiency: that least energy over √(2/π) N √K, unless learning without caching takes less", () =>
    fc.assert(
      fc.property(learnings, maintenanceCosts, (learning, cost) => {
        const threshold = optimalThreshold(learning, cost);
        const least = consolidationEnergy(learning, threshold) + maintenanceEnergy(learning, threshold, cost);
        const { inputCount, updateCount, learningRate } = learning;
        const minimal = Math.sqrt(2 / Math.PI) * learningRate * inputCount * Math.sqrt(updateCount);
        const classic = learningRate * inputCount * updateCount;
        const expected = Math.min(least, classic) / minimal;
        expectClose(cachedInefficiency(learning, cost), expected, { relative: 1e-13 }, { learning, cost });
      }),
    ));

  // By hand at N = P = 1000: K = 2000, T = 31623, to the digits quoted next to measured values, cut or
  // rounded: within one unit of the last.
  it.each([
    [1e-5, 1.66, 0.01, 67, 1],
    [1e-4, 2.95, 0.01, 38, 1],
    [1e-3, 8.27, 0.01, 13.6, 0.1],
    [1e-2, 25.8, 0.1, 4.4, 0.1],
    [1e-1, 56, 1, 1.4, 0.1],
  ])("c = %d: inefficiency %d ± %d at θ = %d ± %d", (cost, inefficiency, absolute, threshold, ofThreshold) => {
    const learning = learningOf(1000, 1000);
    expectClose(cachedInefficiency(learning, cost), inefficiency, { absolute }, { cost });
    expectClose(optimalThreshold(learning, cost), threshold, { absolute: ofThreshold }, { cost });
  });

  it("is √(3K) η, and the inefficiency √(2π/3), where holding is free", () => {
    const learning = learningOf(1000, 1000, 0.5);
    expectClose(optimalThreshold(learning, 0), Math.sqrt(3 * 2000) / 2, { relative: ROUNDING }, "θ̂");
    expectClose(cachedInefficiency(learning, 0), Math.sqrt((2 * Math.PI) / 3), { relative: ROUNDING }, "inefficiency");
  });
});

describe("the walk between the thresholds", () => {
  it("takes ⌊θ/η⌋ + 1 steps to exceed θ, so that NK/n² consolidations happen", () => {
    const learning = { inputCount: 10, updateCount: 3600, timestepCount: 1e5, learningRate: 2 };
    const count = (threshold: number): number => consolidationCount(learning, threshold);
    expect([0, 1.9, 2, 3.9, 4, 5].map(count)).toEqual([1, 1, 4, 4, 9, 9].map((square) => 36_000 / square));
  });

  it("costs b a change, apart from those that are consolidated at once", () => {
    const learning = { inputCount: 10, updateCount: 3600, timestepCount: 1e5, learningRate: 2 };
    expect(changeEnergy(learning, 0, 7)).toBe(0);
    expect(changeEnergy(learning, 2, 7)).toBe(7 * 2 * 36_000 * (3 / 4));
    expect(changeEnergy(learning, 1e9, 0)).toBe(0);
  });

  it("has a share of 1/n² of changes that are consolidated at once, and 1/n where one takes all others with it", () => {
    // Measured over local-global at n = 2, 4 and 6 were 1 − .50, 1 − .75 and 1 − .83 = 1 − 1/n.
    for (const n of [1, 2, 4, 6]) {
      expect(consolidatedAtOnce(n - 0.5)).toBeCloseTo(1 / n ** 2, 15);
      expect(consolidatedAtOnce(n - 0.5, 1, "local-global")).toBe(1 / n);
    }
    expect(consolidatedAtOnce(0.3, 0.1)).toBe(1 / 16);
    const learning = { inputCount: 10, updateCount: 3600, timestepCount: 1e5, learningRate: 2 };
    expect(changeEnergy(learning, 2, 7, "local-global")).toBe(7 * 2 * 36_000 * (1 / 2));
  });

  it("where synapses change together, the first of many to go n times the same way takes all with it", () => {
    const [n, synapses, updates] = [4, 2000, 4000];
    const stream = randomStream(3, "many walks");
    const s = new Float64Array(synapses);
    let fired = 0;
    for (let t = 0; t < updates; t++) {
      for (let i = 0; i < synapses; i++) s[i]! += stream.uniform() < 0.5 ? 1 : -1;
      if (!s.some((value) => Math.abs(value) >= n)) continue;
      fired += 1;
      s.fill(0);
    }
    // All synapses pay for all changes but the last of each round: of 2000 synapses 2000/8 go four times the same way.
    expect(fired / updates).toBe(consolidatedAtOnce(n - 0.5, 1, "local-global"));
  });

  it("is always cheaper without caching where b ≥ 1", () =>
    fc.assert(
      fc.property(
        learnings,
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        (learning, n, cost) => {
          const { inputCount, updateCount, learningRate } = learning;
          const threshold = (n - 0.5) * learningRate;
          // Every consolidation moves n steps of η.
          const consolidation = n * learningRate * consolidationCount(learning, threshold);
          const classic = learningRate * inputCount * updateCount;
          const cached = consolidation + changeEnergy(learning, threshold, cost);
          expect(cached).toBeGreaterThanOrEqual(classic * (1 - ROUNDING));
        },
      ),
    ));
});

describe("the density of s", () => {
  it("is a triangle of area 1 and mean magnitude θ/3, between −θ and θ", () =>
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 100, noNaN: true }), (threshold) => {
        // Simpson's rule is exact for the straight lines and parabolas on either side of 0.
        const integral = (f: (s: number) => number): number =>
          (2 * threshold * (f(0) + 4 * f(threshold / 2) + f(threshold))) / 6;
        const density = (s: number): number => transientDensity(s, threshold);
        const inputs = { threshold };
        expectClose(integral(density), 1, { relative: ROUNDING }, inputs);
        const { meanTransient } = steadyState(1, threshold, 0);
        expectClose(
          integral((s) => s * density(s)),
          meanTransient,
          { relative: ROUNDING },
          inputs,
        );
        expect([density(threshold), density(-threshold), density(2 * threshold)]).toEqual([0, 0, 0]);
        expect(density(-threshold / 3)).toBe(density(threshold / 3));
      }),
    ));
});

/**
 * A synapse that moves by ±1 with probability p a step and starts again from 0 once |s| reaches n, which is what a
 * strict test at any θ in [n − 1, n) does.
 */
function walk(n: number, errorRate: number, steps: number) {
  const stream = randomStream(n, "random walk");
  const visits = new Float64Array(n);
  let [s, consolidations, held] = [0, 0, 0];
  for (let t = 0; t < steps; t++) {
    held += Math.abs(s);
    visits[Math.abs(s)]! += 1;
    const u = stream.uniform();
    if (u < errorRate) s += u < errorRate / 2 ? 1 : -1;
    if (Math.abs(s) < n) continue;
    consolidations += 1;
    s = 0;
  }
  return { rate: consolidations / steps, consolidations, meanTransient: held / steps, visits };
}

// The seed is fixed, so that these always pass or never do.
describe.each([
  [5, 0.3],
  [10, 0.9],
  [20, 0.5],
])("a simulated walk that is consolidated at |s| = %d, p = %d", (n, errorRate) => {
  const steps = 2_000_000;
  const { rate, consolidations, meanTransient, visits } = walk(n, errorRate, steps);
  // The time between consolidations has a standard deviation of at most its mean; five standard errors.
  const noise = 5 / Math.sqrt(consolidations);

  it("has the rate r and the mean |s| of the theory at θ = n, with the n² − 1 of discrete steps", () => {
    const theory = steadyState(errorRate, n, 0);
    expectClose(rate, theory.consolidationRate, { relative: noise }, { n, errorRate });
    // The discrete triangle Σ 2k(n − k)/n² has the mean (n² − 1)/3n where the continuous one has n/3.
    expectClose(meanTransient, theory.meanTransient * (1 - 1 / n ** 2), { relative: noise }, { n, errorRate });
  });

  it("lies between the theories at θ = n − 1 and θ = n, the strict thresholds that it may stand for", () => {
    const [low, high] = [steadyState(errorRate, n - 1, 0), steadyState(errorRate, n, 0)];
    expect(rate).toBeLessThan(low.consolidationRate * (1 + noise));
    expect(rate).toBeGreaterThan(high.consolidationRate * (1 - noise));
    expect(meanTransient).toBeGreaterThan(low.meanTransient * (1 - noise));
    expect(meanTransient).toBeLessThan(high.meanTransient * (1 + noise));
  });

  it("has the triangular density", () => {
    for (let k = 0; k < n; k++) {
      const share = visits[k]! / steps / (k === 0 ? 1 : 2);
      // Against 1/n, the height of the triangle; near its ends there are few visits.
      expectClose(share, transientDensity(k, n), { absolute: noise / n }, { n, errorRate, k });
    }
  });

  it("has as many consolidations as the theory counts", () => {
    const learning = { inputCount: 1, updateCount: errorRate * steps, timestepCount: steps, learningRate: 1 };
    const expected = consolidationCount(learning, n - 0.5);
    expectClose(consolidations, expected, { relative: noise }, { n, errorRate });
  });
});

it("adds up powers: consolidation rθ and maintenance c⟨|s|⟩", () => {
  const { consolidationRate, consolidationPower, meanTransient, maintenancePower } = steadyState(0.3, 5, 0.01);
  expectClose(consolidationRate, 0.3 / 25, { relative: ROUNDING }, "σ_s²/θ²");
  expectClose(consolidationPower, 0.3 / 5, { relative: ROUNDING }, "rθ");
  expectClose(meanTransient, 5 / 3, { relative: ROUNDING }, "θ/3");
  expectClose(maintenancePower, 0.05 / 3, { relative: ROUNDING }, "cθ/3");
});
