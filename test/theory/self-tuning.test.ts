import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decayingSteadyState } from "../../src/theory/caching-with-decay.js";
import { excessLatticeState, excessSteadyState, excessTransfer } from "../../src/theory/excess.js";
import { finiteStepState } from "../../src/theory/finite-steps.js";
import {
  clockPeriod,
  excessFactor,
  excessLatticeThreshold,
  resetFactor,
  resetLatticeThreshold,
} from "../../src/theory/self-tuning.js";
import { expectClose } from "../math/close.js";

describe("the factor of the self-tuning threshold", () => {
  // Found by another program with SciPy, to the digits it printed: half a unit of the last.
  it.each([
    [0.01, 0.813, 1.183, 2.206],
    [0.1, 0.786, 1.15, 1.674],
    [1, 0.619, 0.941, 1.063],
    [10, 0.293, 0.485, 0.492],
    [100, 0.0992, 0.171, 0.171],
  ])("at cτ = %d is %d (excess) and %d (reset) with Λ = .4, and %d (reset) with Λ = 0", (cost, excess, reset, free) => {
    expectClose(excessFactor(cost, 0.4), excess, { absolute: 5.001e-4 }, { cost });
    expectClose(resetFactor(cost, 0.4), reset, { absolute: 5.001e-4 }, { cost });
    expectClose(resetFactor(cost, 0), free, { absolute: 5.001e-4 }, { cost });
  });

  const costs = fc.double({ min: -8, max: 8, noNaN: true }).map((exponent) => 10 ** exponent);
  const prices = fc.oneof(
    fc.constant(0),
    fc.double({ min: -6, max: 3, noNaN: true }).map((exponent) => 10 ** exponent),
  );
  const walk = { updateVariance: 1, decayTime: 1 };
  // At τ = σ_s = 1: power and time price over the consolidated drift, or variance, by the theory of the steady state.
  const ofExcess = (a: number, cost: number, price: number): number => {
    const { consolidationPower, maintenancePower } = excessSteadyState(walk, a, cost);
    return (consolidationPower + maintenancePower + price) / excessTransfer(walk, a).driftShare;
  };
  const ofReset = (a: number, cost: number, price: number): number => {
    const { consolidationPower, maintenancePower, consolidationRate } = decayingSteadyState(walk, a, cost);
    return (consolidationPower + maintenancePower + price) / (consolidationRate * a * a);
  };

  it.each([
    ["excess", excessFactor, ofExcess],
    ["reset", resetFactor, ofReset],
  ] as const)("is where power and time per unit consolidated are least: %s", (_, factor, criterion) =>
    fc.assert(
      fc.property(costs, prices, fc.double({ min: 0.2, max: 5, noNaN: true }), (cost, price, other) => {
        const a = factor(cost, price);
        expect(a).toBeGreaterThan(0);
        const least = criterion(a, cost, price);
        // A few roundings of the criterion, as where the other is next to it.
        expect(least).toBeLessThanOrEqual(criterion(Math.min(other * a, 20), cost, price) * (1 + 1e-13));
        // To 1e-9 of itself: the slope changes its sign there. The series are compared at their ends of double precision.
        const [below, above] = [factor(cost * (1 + 1e-9), price), factor(cost * (1 - 1e-9), price)];
        expect(below).toBeLessThanOrEqual(a);
        expect(above).toBeGreaterThanOrEqual(a);
        expectClose(below, above, { relative: 2e-9 }, { cost, price });
      }),
    ),
  );

  it("has its limits: without decay for large cτ, by time alone for large Λ, Infinity where nothing costs", () => {
    // The next terms are a³/2 and less, of 1: 1e-12 of a at a = 1e-4 with Λ 0, and of Λa³ with it.
    expectClose(excessFactor(1e8, 0), 1e-4, { relative: 1e-7 }, "1/√(cτ)");
    expectClose(resetFactor(1e8, 0), Math.sqrt(3) * 1e-4, { relative: 1e-7 }, "√(3/(cτ))");
    expectClose(excessFactor(0, 1e12), (3 / 8e12) ** (1 / 3), { relative: 1e-7 }, "(3/8Λ)^{1/3}");
    expectClose(resetFactor(0, 1e12), (3 / 2e12) ** (1 / 3), { relative: 1e-7 }, "(3/2Λ)^{1/3}");
    expect([excessFactor(0, 0), resetFactor(0, 0)]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    // Λ → 0 and cτ → 0 are reached without a jump.
    expectClose(excessFactor(0.1, 1e-13), excessFactor(0.1, 0), { relative: 1e-12 }, "Λ → 0");
    expectClose(resetFactor(1e-13, 0.4), resetFactor(0, 0.4), { relative: 1e-12 }, "cτ → 0");
  });

  it.each([
    [Number.NaN, 0.4],
    [-1, 0.4],
    [1, Number.POSITIVE_INFINITY],
  ])("refuses cτ = %d with Λ = %d", (cost, price) => {
    expect(() => excessFactor(cost, price)).toThrow(/must be a finite number ≥ 0/);
    expect(() => resetFactor(cost, price)).toThrow(/must be a finite number ≥ 0/);
  });
});

describe("thresholds of least power for steps of ±1 without decay", () => {
  const rates = fc.double({ min: 1e-3, max: 1, noNaN: true });
  const costs = fc.double({ min: 1e-5, max: 0.1, noNaN: true });

  it("no other integer θ is cheaper for the excess", () =>
    fc.assert(
      fc.property(rates, costs, fc.integer({ min: 0, max: 400 }), (errorRate, cost, other) => {
        const powerAt = (threshold: number): number => {
          const state = excessLatticeState({ errorRate }, threshold, cost);
          return state.consolidationPower + state.maintenancePower;
        };
        const best = powerAt(excessLatticeThreshold(errorRate, cost));
        expect(best).toBeLessThanOrEqual(powerAt(other) * (1 + 1e-8));
      }),
    ));

  it("no other half-integer θ is cheaper for the reset", () =>
    fc.assert(
      fc.property(rates, costs, fc.integer({ min: 0, max: 400 }), (errorRate, cost, other) => {
        const powerAt = (threshold: number): number => {
          const state = finiteStepState({ errorRate, decayTime: Number.POSITIVE_INFINITY }, threshold, cost);
          return state.consolidationPower + state.maintenancePower;
        };
        const best = powerAt(resetLatticeThreshold(errorRate, cost));
        expect(best).toBeLessThanOrEqual(powerAt(other + 0.5) * (1 + 1e-8));
      }),
    ));

  it("is no caching from c = p on, and Infinity where holding is free", () => {
    expect([excessLatticeThreshold(0.3, 0.31), resetLatticeThreshold(0.3, 0.31)]).toEqual([0, 0.5]);
    expect(excessLatticeThreshold(0.9, 0.1)).toBe(3);
    expect([excessLatticeThreshold(0.3, 0), resetLatticeThreshold(0.3, 0)]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });
});

it("the clock's period is round(1/(2c/3 + Λ/τ)), at least 1, and Infinity where nothing costs", () => {
  expect(clockPeriod(1e-3, Number.POSITIVE_INFINITY, 0.4)).toBe(1500);
  expect(clockPeriod(0, 1000, 0.4)).toBe(2500);
  expect(clockPeriod(1e-3, 1000, 0.4)).toBe(Math.round(1 / (2e-3 / 3 + 4e-4)));
  expect(clockPeriod(10, 10, 0.4)).toBe(1);
  expect(clockPeriod(0, Number.POSITIVE_INFINITY, 0.4)).toBe(Number.POSITIVE_INFINITY);
  expect(clockPeriod(0, 1000, 0)).toBe(Number.POSITIVE_INFINITY);
});
