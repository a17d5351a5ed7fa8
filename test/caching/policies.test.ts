import { expect, it } from "vitest";
import { cacheOf } from "../../src/caching/cache.js";
import { encodeCache } from "../../src/caching/kernel-code.js";
import {
  allPolicyNames,
  cachingPolicies,
  comparisonNames,
  type PolicyName,
  patienceOf,
  policyNames,
} from "../../src/caching/policies.js";

it("names every policy of the table, and learning without caching first", () =>
  expect(policyNames).toEqual(["none", ...Object.keys(cachingPolicies)]));

// eLife 2020;9:e50804, Figure 4A; `local-layer` is what "global" may mean in a network of several neurons.
it.each([
  ["local-local", "synapse", "largest"],
  ["local-global", "neuron", "largest"],
  ["global-global", "neuron", "sum"],
  ["local-layer", "layer", "largest"],
  ["local-excess", "synapse", "largest"],
] as const)("%s consolidates a %s by the %s of |s|", (name, group, statistic) => {
  expect(cachingPolicies[name].group).toBe(group);
  expect(cachingPolicies[name].trigger({ threshold: 5, period: 7, patience: 9 })).toEqual({ [statistic]: 5 });
});

it("says of every policy what it does", () => {
  for (const [name, { summary }] of Object.entries(cachingPolicies))
    expect(summary, name).toMatch(/, when .* > θ$|, which stays at θ$|--period/);
});

it("knows the policies to compare with, which no kernel has, apart from the others", () => {
  expect(allPolicyNames).toEqual([...policyNames, ...comparisonNames]);
  for (const name of comparisonNames) {
    expect(policyNames).not.toContain(name);
    const cache = cacheOf({ policy: name, threshold: 0, decayTime: 9, patience: patienceOf(name, 0.01) });
    expect(() =>
      encodeCache(cache, [{ neuronCount: 1, inputCount: 3 }], "test", ["clock", "excess", "adaptive"]),
    ).toThrow(
      /trigger must be one that the fast engine of the test knows, got .*(rent|held|silence).*Use --engine reference/,
    );
  }
});

it("rents as long as that costs as much as buying, or for a level half as much", () => {
  expect(patienceOf("rent-or-buy", 0.01)).toBe(100);
  expect(patienceOf("rent-or-buy-levels", 0.01)).toBe(50);
  expect(patienceOf("rent-or-buy", 0)).toBe(Number.POSITIVE_INFINITY);
});

it("has no cache for what is no policy, whatever every object has by that name", () => {
  for (const policy of ["hourly", "__proto__", "toString"]) {
    const setting = { policy: policy as PolicyName, threshold: 1, decayTime: 9 };
    expect(() => cacheOf(setting)).toThrow(/policy must be one of none, local-local, .* got/);
  }
});
