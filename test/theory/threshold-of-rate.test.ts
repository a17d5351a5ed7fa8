import { expect, it } from "vitest";
import { decayingSteadyState } from "../../src/theory/caching-with-decay.js";
import { thresholdOfRate } from "../../src/theory/threshold-of-rate.js";
import { expectClose } from "../math/close.js";

it.each([500, 3, 1e9, Number.POSITIVE_INFINITY])("undoes the rate, τ = %d", (decayTime) => {
  const walk = { updateVariance: 0.3, decayTime };
  for (const threshold of [0.01, 1, 5]) {
    const { consolidationRate } = decayingSteadyState(walk, threshold, 0);
    expectClose(thresholdOfRate(walk, consolidationRate), threshold, { relative: 1e-10 }, { threshold });
  }
});

it("is Infinity where nothing is consolidated", () =>
  expect(thresholdOfRate({ updateVariance: 0.3, decayTime: 500 }, 0)).toBe(Number.POSITIVE_INFINITY));

it("refuses a rate that is none", () =>
  expect(() => thresholdOfRate({ updateVariance: 0.3, decayTime: 500 }, Number.NaN)).toThrow(/^rate must be/));
