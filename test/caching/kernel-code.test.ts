import { describe, expect, it } from "vitest";
import { type CacheSetting, cacheOf, type Trigger } from "../../src/caching/cache.js";
import { encodeCache } from "../../src/caching/kernel-code.js";
import { policyNames } from "../../src/caching/policies.js";
import { consolidationLimit } from "../../src/caching/threshold.js";
import { cacheCodes } from "../../src/kernels/cache-codes.js";
import { UsageError } from "../../src/schema/usage-error.js";

const oneNeuron = [{ neuronCount: 1, inputCount: 7 }];
const network = [
  { neuronCount: 5, inputCount: 7 },
  { neuronCount: 2, inputCount: 5 },
];
const all = ["clock", "excess", "adaptive"] as const;
const setting: CacheSetting = { group: "neuron", trigger: { largest: 2 }, keeps: "nothing", decayTime: 9 };

describe("encodeCache", () => {
  it("has no transient part, no limit and no decay where there is no cache", () =>
    expect(encodeCache(null, network, "test")).toEqual({ code: cacheCodes.NONE, limits: [0, 0], decayFactor: 1 }));

  it("has a code for every policy; the layer of a single neuron is that neuron", () => {
    const codesOf = (layers: typeof network) =>
      policyNames.map(
        (policy) => encodeCache(cacheOf({ policy, threshold: 2, decayTime: 9, period: 4 }), layers, "test", all).code,
      );
    const { NONE, SYNAPSE, NEURON_BY_LARGEST, NEURON_BY_SUM, LAYER_BY_LARGEST, SYNAPSE_EXCESS, CLOCK } = cacheCodes;
    const names = ["none", "local-local", "local-global", "global-global", "local-layer", "local-excess", "clock"];
    expect(policyNames).toEqual(names);
    const first = [NONE, SYNAPSE, NEURON_BY_LARGEST, NEURON_BY_SUM];
    expect(codesOf(network)).toEqual([...first, LAYER_BY_LARGEST, SYNAPSE_EXCESS, CLOCK]);
    expect(codesOf(oneNeuron)).toEqual([...first, NEURON_BY_LARGEST, SYNAPSE_EXCESS, CLOCK]);
  });

  it("takes the limit of every layer from the test of its groups, and the decay factor from τ", () => {
    const { limits, decayFactor } = encodeCache(setting, network, "test");
    expect(limits).toEqual([2, 2].map(consolidationLimit));
    // The own exp is within a unit in the last place.
    expect(decayFactor).toBeCloseTo(Math.exp(-1 / 9), 15);
  });

  it("consolidates a synapse by its |s| and a layer of one neuron by its Σ|s|, but no larger layer", () => {
    const bySum = { ...setting, trigger: { sum: 2 } };
    expect(encodeCache({ ...bySum, group: "synapse" }, network, "test").code).toBe(cacheCodes.SYNAPSE);
    expect(encodeCache({ ...bySum, group: "layer" }, oneNeuron, "test").code).toBe(cacheCodes.NEURON_BY_SUM);
    const refused = () => encodeCache({ ...bySum, group: "layer" }, network, "test");
    expect(refused).toThrow(UsageError);
    expect(refused).toThrow(/layer must be .* fast engine of the test, got Σ.*--engine reference/);
  });

  it.each([
    [{ ...setting, trigger: { every: 3 } }, /trigger must be .*test knows, got .*every.*--engine reference/],
    [{ ...setting, trigger: { median: 3 } as unknown as Trigger }, /trigger must be .*, got .*median/],
    [{ ...setting, keeps: "threshold" as const }, /keeps must be .*test knows, got "threshold".*--engine reference/],
    [{ ...setting, keeps: "half" as "nothing" }, /keeps must be .*, got "half"/],
    [{ ...setting, group: "column" as "neuron" }, /group must be .*, got "column"/],
    [{ ...setting, group: "__proto__" as "neuron" }, /group must be .*, got "__proto__"/],
  ])("refuses what no kernel has, %j", (refused, message) => {
    for (const layers of [oneNeuron, network]) {
      expect(() => encodeCache(refused, layers, "test")).toThrow(UsageError);
      expect(() => encodeCache(refused, layers, "test")).toThrow(message);
    }
  });
});
