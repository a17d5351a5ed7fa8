import { describe, expect, it } from "vitest";
import { Ledger } from "../../src/caching/ledger.js";
import type { CachingPolicyName } from "../../src/caching/policies.js";
import { CachingStore } from "../../src/caching/store.js";
import { consolidationLimit } from "../../src/caching/threshold.js";

describe("consolidationLimit", () => {
  it("leaves 0 and ∞ what they are", () => expect([0, Infinity].map(consolidationLimit)).toEqual([0, Infinity]));

  it("is between θ and the next integer for integers up to 10⁹", () => {
    for (const threshold of [1, 5, 127, 2 ** 31, 1e9]) {
      expect(consolidationLimit(threshold)).toBeGreaterThan(threshold);
      expect(consolidationLimit(threshold)).toBeLessThan(threshold + 1);
    }
  });

  it("is above what is θ but for rounding, and below what is clear of it", () => {
    expect(0.1 + 0.2).toBeGreaterThan(0.3);
    expect(consolidationLimit(0.3)).toBeGreaterThan(0.1 + 0.2);
    expect(consolidationLimit(0.3)).toBeLessThan(0.3 + 1e-10);
  });
});

describe.each(["local-local", "local-global", "global-global", "local-layer"] satisfies CachingPolicyName[])(
  "a store under %s",
  (policy) => {
    const persistentAfter = (threshold: number): number => {
      const layers = [{ neuronCount: 1, inputCount: 1 }];
      const weights = new Float64Array(1);
      const store = new CachingStore({ layers, weights, policy, threshold, decayTime: Infinity, ledger: new Ledger() });
      for (const step of [0.1, 0.2]) store.change(Float64Array.of(step));
      return store.persistent[0]!;
    };

    it("does not consolidate 0.1 + 0.2 at θ = 0.3", () => expect(persistentAfter(0.3)).toBe(0));
    it("does at θ(1 − 3·10⁻¹⁰)", () => expect(persistentAfter(0.3 * (1 - 3e-10))).toBe(0.1 + 0.2));
  },
);
