import { describe, expect, it } from "vitest";
import { gainsOf, otherCostsJobs, otherCostsRuns, pricedAt } from "../../../src/paper/figures/figure-2-costs.js";
import { scaleNames } from "../../../src/paper/scale.js";
import type { SettingCounts } from "../../../src/perceptron/index.js";
import { doctorOf, resultsOf } from "../made-up.js";

describe.each(scaleNames)("at scale %s", (scale) => {
  it("counts everything that may be priced, and starts with no caching", () => {
    for (const { parameters, settings, countsPersistent } of otherCostsJobs(scale)) {
      expect(Object.keys(parameters).filter((key) => /Cost$/.test(key))).toEqual([]);
      expect(countsPersistent).toBe(true);
      expect(settings[0]).toEqual({ policy: "local-global", threshold: 0 });
    }
  });
});

describe("priced runs", () => {
  const outcome = (threshold: number, parts: [number, number, number, number]) => {
    const [consolidated, transientHeld, transientChanged, persistentHeld] = parts;
    return { threshold, tally: { consolidated, transientHeld, transientChanged, persistentHeld, minimal: 1 } };
  };
  const runs = [[outcome(0, [100, 0, 0, 40]), outcome(5, [20, 10, 50, 8])]] as SettingCounts[][];

  it.each([
    [{ maintenanceCost: 1 }, 100, 30, 5],
    // 20 + 2·50 = 120 at θ = 5 is no gain.
    [{ maintenanceCost: 0, changeCost: 2 }, 100, 100, 0],
    [{ maintenanceCost: 2, persistentMaintenanceCost: 0.5 }, 120, 44, 5],
  ])("at %j: %d without caching, %d at θ = %d", (prices, classicEnergy, energy, threshold) => {
    const priced = pricedAt(runs, prices);
    expect(priced[0]!.classicEnergy).toBe(classicEnergy);
    expect(priced[0]!.energy).toBe(energy);
    expect(priced[0]!.threshold).toBe(threshold);
    expect(gainsOf(priced)).toEqual([classicEnergy / energy]);
  });

  it("leave out what did not converge", () => {
    const doctor = doctorOf("perceptron-settings", (outcomes, { parameters }) =>
      outcomes.map((one) => ({ ...one, converged: parameters.seed !== 2 })),
    );
    expect(otherCostsRuns(resultsOf(doctor), "quick")).toHaveLength(otherCostsJobs("quick").length - 1);
  });
});
