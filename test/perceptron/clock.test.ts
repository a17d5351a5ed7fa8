import { describe, expect, it } from "vitest";
import { simulatePerceptron } from "../../src/perceptron/simulate.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";
import { expectClose } from "../math/close.js";
import { byRecipe } from "./recipe.js";

const task = randomPatterns(30, 36, 6);
const maxEpochs = 80;

describe.each(["fast", "reference"] as const)("a clock (%s)", (engine) => {
  const run = (options: Parameters<typeof simulatePerceptron>[0]) =>
    simulatePerceptron({ engine, maxEpochs, policy: "clock", ...options }, { task }).runs[0]!;

  it.each([Infinity, 200])("that strikes every time step is no caching (τ = %d)", (decayTime) => {
    const prices = { decayTime, maintenanceCost: 0.1, changeCost: 0.2, persistentMaintenanceCost: 0.01 };
    const { threshold: _, ...classic } = run({ ...prices, policy: "none" });
    expect(run({ ...prices, period: 1 })).toEqual(classic);
  });

  it.each([
    [3, Infinity],
    [36, Infinity],
    [50, 100],
    [Infinity, 300],
  ])("consolidates everything at the end of every %d-th time step (τ = %d)", (period, decayTime) => {
    const expected = byRecipe(task, {
      ...{ policy: "clock", maintenanceCost: 0.01, timePrice: 0.4, decayTime, maxEpochs, period },
    });
    const found = run({ maintenanceCost: 0.01, decayTime, period });
    expect([found.epochCount, found.updateCount]).toEqual([expected.epochCount, expected.updateCount]);
    // Sums of 90 000 terms at most, in another order; without decay all but c are integers.
    const close = { relative: decayTime === Infinity ? 1e-15 : 1e-11 };
    expectClose(found.consolidationEnergy, expected.consolidated, close, { period, decayTime });
    expectClose(found.maintenanceEnergy, 0.01 * expected.held, close, { period, decayTime });
  });

  it.each([
    [{ maintenanceCost: 0.01 }, 150],
    [{ maintenanceCost: 0.01, decayTime: 200 }, Math.round(1 / (0.02 / 3 + 0.4 / 200))],
    [{ maintenanceCost: 0.01, decayTime: 200, timePrice: 2 }, Math.round(1 / (0.02 / 3 + 2 / 200))],
    [{ maintenanceCost: 10 }, 1],
    [{ maintenanceCost: 0 }, Infinity],
    [{ maintenanceCost: 0, decayTime: 200 }, 500],
  ])("has max(1, round(1/(2c/3 + Λ/τ))) where no period is given, and says so (%j: %d)", (options, period) => {
    const { foundPeriod, ...found } = run(options);
    expect(foundPeriod).toBe(period);
    expect(run({ ...options, period: "auto" }).foundPeriod).toBe(period);
    const given = run({ ...options, period });
    expect(given).toEqual(found);
    expect(given).not.toHaveProperty("foundPeriod");
  });

  it("looks at no threshold: none is searched, none is learned, none stands in its run", () => {
    const expected = run({ maintenanceCost: 0.01, threshold: 5 });
    for (const threshold of [0, "auto", "auto-shared", "adaptive"] as const) {
      const found =
        threshold === "auto-shared"
          ? simulatePerceptron({ ...sizes, policy: "clock", engine, threshold, maintenanceCost: 0.01, runs: 2 })
              .runs[0]!
          : run({ maintenanceCost: 0.01, threshold });
      for (const key of ["threshold", "foundThreshold", "sharedThreshold", "thresholdSearch"]) {
        expect(found).not.toHaveProperty(key);
      }
      if (threshold !== "auto-shared") expect(found).toEqual(expected);
    }
  });
});

const sizes = { inputCount: 20, patternCount: 15, maxEpochs };
