import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cachingPolicyNames, policyNames } from "../../src/caching/policies.js";
import { spikingEngines } from "../../src/spiking/engines.js";
import { spikingLearner } from "../../src/spiking/learner.js";
import { type SpikingOptions, spikingEngineNames, spikingSchema } from "../../src/spiking/parameters.js";
import { simulateSpiking } from "../../src/spiking/simulate.js";
import { audioVisualPatterns } from "../../src/spiking/task.js";
import { runParametersOf } from "../../src/spiking/tuning.js";
import { expectClose } from "../math/close.js";

/** Sums of some 10⁴ terms in another order (`engines.test.ts`). */
const ROUNDING = 1e-9;

const runOf = (given: SpikingOptions) => simulateSpiking({ offlineOptimum: true, ...given }).runs[0]!;

/**
 * The least Σ |l(t) − l(t−1)| + c|w(t−1) − l(t−1)| over all l from w(0) to w(T), by trying every value w has had: l that is
 * none of them could be moved to one without paying more, as the sum is linear in between.
 */
function leastOf(w: number[], c: number): number {
  const values = [...new Set(w)];
  let cost = values.map((l) => (l === w[0] ? 0 : Infinity));
  for (let t = 1; t < w.length; t++) {
    const held = cost.map((paid, k) => paid + c * Math.abs(w[t - 1]! - values[k]!));
    cost = values.map((l) => Math.min(...held.map((paid, k) => paid + Math.abs(l - values[k]!))));
  }
  return cost[values.indexOf(w.at(-1)!)]!;
}

describe.each(spikingEngineNames)("engine %s", (engine) => {
  it.each([0, 0.01, 0.1, 1])("is the least over every way to keep the weights (c = %d)", (maintenanceCost) => {
    const given = { engine, patternCount: 3, maxEpochs: 9, seed: 2, maintenanceCost };
    const parameters = spikingSchema.parse({ ...given, policy: "none" });
    const network = spikingEngines[engine](runParametersOf(parameters), parameters.seed);
    const course = [[...network.weights]];
    const patterns = audioVisualPatterns(given.patternCount, given.seed);
    for (let epoch = 0; epoch < given.maxEpochs; epoch++) {
      for (const pattern of patterns) {
        network.present(pattern);
        course.push([...network.weights]);
      }
    }
    const expected = course[0]!.reduce(
      (sum, _, i) =>
        sum +
        leastOf(
          course.map((w) => w[i]!),
          maintenanceCost,
        ),
      0,
    );
    expect(expected).toBeGreaterThan(0);
    for (const policy of policyNames) {
      const { offlineOptimum } = runOf({ ...given, policy, threshold: 3e-11, period: 7 });
      expectClose(offlineOptimum!, expected, { relative: ROUNDING }, { policy });
    }
  });

  it("is counted to the same moment as the energy: it is the minimum at c = 0", () => {
    const run = runOf({ engine, patternCount: 2 });
    const { converged, offlineOptimum, minimalEnergy, energy } = run;
    expect(converged).toBe(true);
    expectClose(offlineOptimum!, minimalEnergy, { relative: ROUNDING }, {});
    expect(run).toMatchObject({ regret: energy / offlineOptimum! });
  });
});

it("is no more than any policy takes", () => {
  const options = fc.record({
    policy: fc.constantFrom(...cachingPolicyNames),
    threshold: fc.constantFrom<SpikingOptions["threshold"][]>(0, 3e-12, 3e-11, 3e-10, "adaptive"),
    period: fc.constantFrom<SpikingOptions["period"][]>(1, 10, 100, "auto"),
    maintenanceCost: fc.constantFrom(0, 1e-3, 1e-2, 0.1, 2),
    patternCount: fc.integer({ min: 1, max: 4 }),
    seed: fc.integer({ min: 0, max: 1000 }),
  });
  fc.assert(
    fc.property(options, (given) => {
      const { energy, offlineOptimum } = runOf({ ...given, maxEpochs: 30 });
      expect(offlineOptimum).toBeGreaterThan(0);
      expect(energy).toBeGreaterThanOrEqual(offlineOptimum! * (1 - ROUNDING));
    }),
    { numRuns: 60, seed: 1 },
  );
});

it.each<[SpikingOptions, string]>([
  [
    { decayTime: 50, policy: "local-local" },
    "s decays (a decay time of 50), and the trajectory depends on how weights are kept",
  ],
  [{ costExponent: 2 }, "a change costs |Δl|^2, and not |Δl|"],
  [{ potentiationOnly: true }, "depression is free"],
  [{ changeCost: 0.1 }, "changing s has a price"],
  [{ persistentMaintenanceCost: 0.1 }, "holding l has a price"],
])("is null for %j, and the reason is said", (given, reason) => {
  expect(runOf({ ...given, maxEpochs: 2 })).toMatchObject({ offlineOptimum: null, regret: null });
  const remark = (more: SpikingOptions) => spikingLearner.remark(spikingSchema.parse({ ...given, ...more }));
  expect(remark({ offlineOptimum: true })).toBe(`there is no offline optimum, and no regret: ${reason}.`);
  expect(remark({})).toBeUndefined();
});

it("is there only where it is asked for", () => {
  const run = runOf({ offlineOptimum: false, maxEpochs: 2 });
  expect(run).not.toHaveProperty("offlineOptimum");
  expect(run).not.toHaveProperty("regret");
});
