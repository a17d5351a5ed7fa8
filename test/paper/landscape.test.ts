import { describe, expect, it } from "vitest";
import {
  LANDSCAPE,
  landscape,
  landscapeJobs,
  landscapePolicies,
  optimum,
  settingsOf,
} from "../../src/paper/landscape.js";
import { energyAt } from "../../src/paper/priced.js";
import type { Scale } from "../../src/paper/scale.js";
import { doctorOf, resultsOf } from "./made-up.js";

describe.each(["quick", "tiny"] as const satisfies Scale[])("at scale %s", (scale) => {
  it("has a job for every seed from 1 on, which no price is in", () => {
    const jobs = landscapeJobs(scale);
    expect(jobs.map(({ parameters }) => parameters.seed)).toEqual(
      Array.from({ length: LANDSCAPE[scale].seedCount }, (_, i) => i + 1),
    );
    for (const { parameters, settings } of jobs) {
      expect(parameters).not.toHaveProperty("maintenanceCost");
      expect(settings).toEqual(settingsOf(scale));
    }
  });

  it.each(landscapePolicies)("scans θ from 0 over rising half-integers to ∞ (%s)", (policy) => {
    const thresholds = settingsOf(scale)
      .filter((setting) => setting.policy === policy)
      .map(({ threshold }) => threshold);
    expect([thresholds[0], thresholds.at(-1)]).toEqual([0, Number.POSITIVE_INFINITY]);
    const inner = thresholds.slice(1, -1);
    expect(inner).toEqual([...new Set(inner)].sort((a, b) => a - b));
    for (const threshold of inner) expect(threshold % 1, `${threshold}`).toBe(0.5);
  });
});

describe("the landscape of converged runs", () => {
  it("leaves out the others", () => {
    const doctor = doctorOf("perceptron-settings", (outcomes, { parameters }) =>
      outcomes.map((outcome) => ({ ...outcome, converged: parameters.seed !== 2 })),
    );
    expect(landscape(resultsOf(doctor), "tiny")).toHaveLength(LANDSCAPE.tiny.seedCount - 1);
  });

  it("has the energy without caching at θ = 0, and a point for every setting", () => {
    const [outcomes] = landscapeJobs("tiny").map((job) => resultsOf()(job));
    const [run] = landscape(resultsOf(), "tiny");
    expect(run!.classicEnergy).toBe(outcomes![0]!.tally.consolidated);
    expect(run!.minimalEnergy).toBe(outcomes![0]!.tally.minimal);
    expect(run!.points.map(({ policy, threshold }) => ({ policy, threshold }))).toEqual(settingsOf("tiny"));
  });
});

describe("the optimum", () => {
  const point = (threshold: number, consolidated: number, transientHeld: number) => ({
    policy: "local-global" as const,
    threshold,
    tally: { consolidated, transientHeld, transientChanged: null, persistentHeld: null, minimal: 10 },
  });
  const run = {
    classicEnergy: 100,
    minimalEnergy: 10,
    points: [
      point(0, 100, 0),
      point(5, 40, 20),
      point(Number.POSITIVE_INFINITY, 10, 500),
      { ...point(0, 1, 0), policy: "local-local" as const },
    ],
  };

  it("prices maintenance linearly", () => {
    expect([0, 1, 2.5].map((c) => energyAt(run.points[1]!, { maintenanceCost: c }))).toEqual([40, 60, 90]);
  });

  it.each([
    [0, Number.POSITIVE_INFINITY, 10],
    [1, 5, 60],
    [10, 0, 100],
    // 40 + 3·20 = 100: of equals the smallest threshold.
    [3, 0, 100],
  ])("at c = %d is θ = %d with energy %d, whatever other policies do", (c, threshold, energy) =>
    expect(optimum(run, "local-global", c)).toEqual({ threshold, energy }),
  );
});
