import { expect, it } from "vitest";
import { cacheOf } from "../../src/caching/cache.js";
import { cachingPolicies, type PolicyName, policyNames } from "../../src/caching/policies.js";

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
  expect(cachingPolicies[name].trigger({ threshold: 5, period: 7 })).toEqual({ [statistic]: 5 });
});

it("says of every policy what it does", () => {
  for (const [name, { summary }] of Object.entries(cachingPolicies))
    expect(summary, name).toMatch(/, when .* > θ$|, which stays at θ$|--period/);
});

it("has no cache for what is no policy, whatever every object has by that name", () => {
  for (const policy of ["hourly", "__proto__", "toString"]) {
    const setting = { policy: policy as PolicyName, threshold: 1, decayTime: 9 };
    expect(() => cacheOf(setting)).toThrow(/policy must be one of none, local-local, .* got/);
  }
});
