import { describe, expect, it } from "vitest";
import { policyNames } from "../../src/caching/policies.js";
import { spikingEngines } from "../../src/spiking/engines.js";
import { type SpikingOptions, spikingEngineNames } from "../../src/spiking/parameters.js";
import { simulateSpiking } from "../../src/spiking/simulate.js";
import { expectClose } from "../math/close.js";

/** Sums of some 10⁵ terms in another order; a spike that came a step earlier would show at 1e-3. */
const ROUNDING = 1e-9;

/** Of the clock, in presentations: some consolidations in 40 passes of three patterns. */
const PERIOD = 7;

const parts = ["energy", "consolidationEnergy", "maintenanceEnergy", "minimalEnergy"] as const;

it("names every engine of the schema", () => expect(Object.keys(spikingEngines)).toEqual([...spikingEngineNames]));

describe.each(spikingEngineNames)("engine %s", (engine) => {
  const run = (given: SpikingOptions) => simulateSpiking({ maxEpochs: 40, engine, ...given }).runs[0]!;

  describe.each(policyNames)("under %s", (policy) => {
    it.each([
      [3, 2e-11, Infinity],
      [4, 1e-10, 20],
      [5, 3e-10, 200],
    ])("agrees with the reference engine (seed %i, θ %d, τ %d)", (seed, threshold, decayTime) => {
      const given = { policy, seed, threshold, period: PERIOD, decayTime, patternCount: 3, maintenanceCost: 0.01 };
      const [found, expected] = [run(given), run({ ...given, engine: "reference" })];
      for (const part of parts) expectClose(found[part], expected[part], { relative: ROUNDING }, { ...given, part });
      for (const key of ["converged", "separated", "epochCount", "updateCount", "presentationCount"] as const) {
        expect(found[key], key).toBe(expected[key]);
      }
    });

    it.each([0.1, 1e-3])("tunes itself as the reference engine does (c = %d)", (maintenanceCost) => {
      for (const [seed, decayTime] of [
        [3, Infinity],
        [4, 20],
        [5, 300],
      ] as const) {
        const given = { policy, seed, threshold: "adaptive", decayTime, patternCount: 3, maintenanceCost } as const;
        const [found, expected] = [run(given), run({ ...given, engine: "reference" })];
        for (const part of parts) expectClose(found[part], expected[part], { relative: ROUNDING }, { ...given, part });
        expect(found.updateCount).toBe(expected.updateCount);
        expect("foundThreshold" in expected).toBe(policy !== "none" && policy !== "clock");
        expect("foundPeriod" in expected).toBe(policy === "clock");
        expect(found.foundPeriod).toBe(expected.foundPeriod);
        if (expected.foundThreshold === undefined) continue;
        expectClose(found.foundThreshold!, expected.foundThreshold, { relative: ROUNDING }, given);
      }
    });

    it.skipIf(policy === "clock")("with θ = 0 is learning without caching, and holds nothing", () => {
      const given = { threshold: 0, decayTime: 10, maintenanceCost: 0.01, patternCount: 2 };
      const [cached, classic] = [run({ ...given, policy }), run({ ...given, policy: "none" })];
      for (const part of parts) expectClose(cached[part], classic[part], { relative: ROUNDING }, { policy, part });
    });

    it.skipIf(policy === "none")("reaches the minimum, Σ|g(T) − g(0)|, with θ = ∞, no decay and c = 0", () => {
      for (const given of [{ threshold: Infinity, period: Infinity }, { threshold: "adaptive" }] as const) {
        const { energy, minimalEnergy } = run({ policy, ...given });
        expect(minimalEnergy).toBeGreaterThan(0);
        expectClose(energy, minimalEnergy, { relative: ROUNDING }, { policy, ...given });
      }
    });
  });

  it("charges c in proportion", () => {
    const cost = (maintenanceCost: number) => run({ policy: "local-local", maintenanceCost }).maintenanceEnergy;
    expect(cost(0.01)).toBeGreaterThan(0);
    expectClose(cost(0.03), 3 * cost(0.01), { relative: 1e-14 }, {});
  });
});
