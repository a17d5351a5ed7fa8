import { describe, expect, it } from "vitest";
import { policyNames } from "../../src/caching/policies.js";
import type { SpikingOptions } from "../../src/spiking/parameters.js";
import { countSpiking, simulateSpiking } from "../../src/spiking/simulate.js";

const base: SpikingOptions = { patternCount: 3, maxEpochs: 30, period: 7, countWrites: true };

const countsOf = (options: SpikingOptions) => {
  const { writesBySynapse, tally } = countSpiking({ ...base, ...options });
  return { bySynapse: [...writesBySynapse!], writeCount: tally.writeCount, eventCount: tally.eventCount };
};

describe.each(policyNames)("writes under %s", (policy) => {
  it.each([
    [0, Infinity],
    [2e-11, Infinity],
    [1e-10, 20],
    ["adaptive", 200],
  ] as const)("are the same in both engines (θ %s, τ %d)", (threshold, decayTime) => {
    const options = { policy, threshold, decayTime, maintenanceCost: 0.01 };
    const expected = countsOf({ ...options, engine: "reference" });
    expect(countsOf({ ...options, engine: "fast" })).toEqual(expected);
    expect(expected.writeCount).toBe(expected.bySynapse.reduce((sum, count) => sum + count, 0));
    expect(expected.writeCount).toBeGreaterThan(0);
  });

  it("leave everything else as it is, and are |Δl|^0 together", () => {
    const options = { ...base, policy, threshold: 2e-11, countWrites: false };
    for (const engine of ["fast", "reference"] as const) {
      const [plain] = simulateSpiking({ ...options, engine }).runs;
      const [counted] = simulateSpiking({ ...options, engine, countWrites: true, writeCost: 0 }).runs;
      expect(counted).toMatchObject(plain!);
      const [powerless] = simulateSpiking({ ...options, engine, costExponent: 0 }).runs;
      expect(counted!.writeCount).toBe(powerless!.consolidationEnergy);
    }
  });
});

it("prices of writes and events are paid", () => {
  const { writeCount, eventCount } = countsOf({ policy: "local-global" });
  const [run] = simulateSpiking({ ...base, policy: "local-global", writeCost: 1e-12, eventCost: 1e-11 }).runs;
  expect(run).toMatchObject({ writeCount, writeEnergy: 1e-12 * writeCount!, eventEnergy: 1e-11 * eventCount! });
});
