import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/math/random.js";
import { steadyState } from "../../src/theory/caching-without-decay.js";
import {
  excessLatticeState,
  excessOptimalThreshold,
  excessSteadyState,
  excessTransfer,
} from "../../src/theory/excess.js";
import { expectClose } from "../math/close.js";

/** Simpson's rule, whose error falls as the fourth power of the step. */
function integrate(f: (x: number) => number, low: number, high: number, steps = 2000): number {
  const h = (high - low) / steps;
  let sum = f(low) + f(high);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * f(low + i * h);
  return (sum * h) / 3;
}

describe.each([0.01, 0.3, 1, 2.5, 4])("by quadrature at θ/σ = %d", (a) => {
  const walk = { updateVariance: 0.3, decayTime: 500 };
  const spread = Math.sqrt(150);
  const weight = integrate((x) => Math.exp(-x * x), 0, a);
  const average = (f: (x: number) => number): number => integrate((x) => f(x) * Math.exp(-x * x), 0, a) / weight;

  it("has ⟨|s|⟩, the power σ_s²P(θ), ρ = ⟨f′²⟩ and χ = ⟨f′⟩ with f′ = e^{x²−a²}", () => {
    const found = { ...excessSteadyState(walk, a * spread, 0.5), ...excessTransfer(walk, a * spread) };
    // Simpson's rule with 2000 steps is right to about (4/2000)⁴ = 2e-11.
    const relative = 1e-9;
    expectClose(found.meanTransient, spread * average((x) => x), { relative }, { a });
    const density = Math.exp(-a * a) / (2 * spread * weight);
    expectClose(found.consolidationPower, 0.3 * density, { relative }, { a });
    expectClose(found.maintenancePower, 0.5 * found.meanTransient, { relative }, { a });
    const slope = (x: number): number => Math.exp(x * x - a * a);
    expectClose(
      found.varianceShare,
      average((x) => slope(x) ** 2),
      { relative },
      { a },
    );
    expectClose(found.driftShare, average(slope), { relative }, { a });
  });
});

describe("a simulated walk with small steps", () => {
  // Steps of ±0.05 at p = 1: σ_s² = .0025, τ 400, σ = 1, θ .8; reflection is felt half a step early, 3 % of θ.
  const [step, decayTime, threshold, steps, drift] = [0.05, 400, 0.8, 4_000_000, 2e-4];
  const keep = Math.exp(-1 / decayTime);
  const stream = randomStream(1, "reflected walk");
  const BLOCK = 4000;
  let [s, held, moved, net, blockNet] = [0, 0, 0, 0, 0];
  const blocks: number[] = [];
  for (let t = 1; t <= steps; t++) {
    s = s * keep + (stream.uniform() < 0.5 ? step : -step) + drift;
    const excess = Math.max(0, Math.abs(s) - threshold) * Math.sign(s);
    s -= excess;
    held += Math.abs(s);
    moved += Math.abs(excess);
    net += excess;
    blockNet += excess;
    if (t % BLOCK === 0) {
      blocks.push(blockNet);
      blockNet = 0;
    }
  }
  const walk = { updateVariance: step * step, decayTime };
  const state = excessSteadyState(walk, threshold, 0);
  const transfer = excessTransfer(walk, threshold);

  it("has ⟨|s|⟩ and power, within the half step by which reflection comes early", () => {
    // ½·.05/.8 = 3 % of θ, to which both are about in proportion, and 1 % of noise from 10⁴ independent stretches of τ.
    expectClose(held / steps, state.meanTransient, { relative: 0.04 }, "⟨|s|⟩");
    expectClose(moved / steps, state.consolidationPower, { relative: 0.05 }, "m_cons");
  });

  it("consolidates the shares χ of the drift and ρ of the variance", () => {
    const mean = net / steps;
    const variance = blocks.reduce((sum, x) => sum + (x - mean * BLOCK) ** 2, 0) / blocks.length / BLOCK;
    const standardError = Math.sqrt(variance / steps);
    expectClose(mean, transfer.driftShare * drift, { absolute: 3 * standardError, relative: 0.06 }, "χ");
    // 1000 blocks leave √(2/1000) = 4.5 %, three times; what is left in s at their ends adds about σ²/(ρσ_s²·4000) = 20 %.
    expectClose(variance / walk.updateVariance, transfer.varianceShare, { relative: 0.35 }, "ρ");
  });
});

describe("the threshold of least power", () => {
  it("is σ_s/√c without decay, and takes σ_s√c, √3/2 of what restarting at 0 takes", () => {
    const walk = { updateVariance: 0.3, decayTime: Number.POSITIVE_INFINITY };
    const best = excessOptimalThreshold(walk, 0.01);
    expectClose(best, Math.sqrt(30), { relative: 1e-15 }, "θ");
    const { consolidationPower, maintenancePower } = excessSteadyState(walk, best, 0.01);
    expectClose(consolidationPower + maintenancePower, Math.sqrt(0.003), { relative: 1e-14 }, "power");
    const reset = steadyState(0.3, Math.sqrt(90), 0.01);
    const ratio = (reset.consolidationPower + reset.maintenancePower) / (consolidationPower + maintenancePower);
    expectClose(ratio, 2 / Math.sqrt(3), { relative: 1e-14 }, "reset over excess");
    expect(excessOptimalThreshold({ ...walk, decayTime: 100 }, 0.01)).toBe(Number.POSITIVE_INFINITY);
    expectClose(excessOptimalThreshold({ ...walk, decayTime: 1e9 }, 0.01), Math.sqrt(30), { relative: 1e-6 }, "slow");
  });

  it("costs no more than any other, for cτ > 1", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 1.001, max: 1e4, noNaN: true }),
        fc.double({ min: -3, max: 1, noNaN: true }),
        (product, exponent) => {
          const walk = { updateVariance: 0.3, decayTime: 500 };
          const cost = product / 500;
          const power = (threshold: number): number => {
            const state = excessSteadyState(walk, threshold, cost);
            return state.consolidationPower + state.maintenancePower;
          };
          const other = 10 ** exponent * Math.sqrt(150);
          expect(power(excessOptimalThreshold(walk, cost))).toBeLessThanOrEqual(power(other) * (1 + 1e-13));
        },
      ),
    ));
});

describe("steps of ±1 without decay", () => {
  /** The stationary state by stepping the distribution of s itself until it stays, for any θ. */
  function iterated(errorRate: number, threshold: number) {
    let shares = new Map<number, number>([[threshold, 1]]);
    let [held, moved] = [0, 0];
    for (let t = 0; t < 6000; t++) {
      const next = new Map<number, number>();
      [held, moved] = [0, 0];
      const put = (s: number, share: number): void => {
        const key = Math.round(s * 1e6) / 1e6;
        next.set(key, (next.get(key) ?? 0) + share);
      };
      for (const [s, share] of shares) {
        held += share * Math.abs(s);
        for (const to of [s + 1, s - 1]) {
          const excess = Math.max(0, Math.abs(to) - threshold);
          moved += (share / 2) * excess;
          // Half of the walks wait, so that no period is left.
          put(Math.sign(to) * (Math.abs(to) - excess), share / 4);
        }
        put(s, share / 2);
      }
      shares = next;
    }
    return { held, power: errorRate * moved };
  }

  it.each([0, 0.3, 0.5, 1, 2, 2.5, 3.7])("are exact at θ = %d", (threshold) => {
    const found = excessLatticeState({ errorRate: 0.4 }, threshold, 0.5);
    const expected = iterated(0.4, threshold);
    expectClose(found.meanTransient, expected.held, { absolute: 1e-9 }, { threshold });
    expectClose(found.consolidationPower, expected.power, { absolute: 1e-9 }, { threshold });
    expect(found.maintenancePower).toBe(0.5 * found.meanTransient);
  });

  it("make all places alike at θ = mη: ⟨|s|⟩ = ηm(m + 1)/(2m + 1), power pη/(2m + 1)", () => {
    const found = excessLatticeState({ errorRate: 0.4, learningRate: 0.1 }, 0.3, 0);
    expectClose(found.meanTransient, (0.1 * 12) / 7, { relative: 1e-9 }, "⟨|s|⟩");
    expectClose(found.consolidationPower, 0.04 / 7, { relative: 1e-9 }, "power");
  });

  it("are the continuous walk for large θ, ½ of a step aside", () => {
    const [lattice, continuous] = [
      excessLatticeState({ errorRate: 0.4 }, 1000, 0),
      excessSteadyState({ updateVariance: 0.4, decayTime: Number.POSITIVE_INFINITY }, 1000, 0),
    ];
    expectClose(lattice.meanTransient, continuous.meanTransient, { relative: 1e-3 }, "⟨|s|⟩");
    expectClose(lattice.consolidationPower, continuous.consolidationPower, { relative: 1e-3 }, "power");
  });
});
