import { describe, expect, it } from "vitest";
import { accountOf } from "../../src/account/account.js";
import { accountSchema } from "../../src/account/parameters.js";
import { searchThreshold, wideGrid } from "../../src/account/threshold-search.js";
import { randomStream } from "../../src/math/random.js";
import { denseTrajectory } from "./trajectories.js";

describe("the search for a threshold", () => {
  /** Consolidation falls as 1/θ and maintenance grows as θ: the least is at θ = 7. */
  const tryAll = async (thresholds: readonly number[]) =>
    thresholds.map((threshold) => ({ threshold, energy: 7 / threshold + threshold / 7, outcome: threshold }));

  it("finds the least to a hundredth where it may read again, and to half a step of its grid where not", async () => {
    const { best, tried } = await searchThreshold(0.3, false, tryAll);
    expect(Math.abs(best.threshold / 7 - 1)).toBeLessThan(0.01);
    expect(tried.map(({ threshold }) => threshold)).toEqual(
      tried.map(({ threshold }) => threshold).sort((a, b) => a - b),
    );
    const once = await searchThreshold(0.3, true, tryAll);
    expect(Math.abs(Math.log2(once.best.threshold / 7))).toBeLessThanOrEqual(0.25);
    expect(once.tried).toHaveLength(wideGrid(0.3).length);
  });

  it("is for Infinity where nothing is to be gained by consolidating", async () => {
    const flat = async (thresholds: readonly number[]) =>
      thresholds.map((threshold) => ({ threshold, energy: threshold > 5 ? 1 : 2, outcome: 0 }));
    expect((await searchThreshold(1, false, flat)).best.threshold).toBe(Number.POSITIVE_INFINITY);
  });

  it("takes energies that differ by rounding alone for the same", async () => {
    const rounded = async (thresholds: readonly number[]) =>
      thresholds.map((threshold) => ({ threshold, energy: threshold === 8 ? 1 - 2 ** -52 : 1, outcome: 0 }));
    expect((await searchThreshold(1, false, rounded)).best.threshold).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("an account with the threshold of least energy", () => {
  const stream = randomStream(5, "walk");
  const row = new Float64Array(50);
  const rows = Array.from({ length: 400 }, () => {
    for (let i = 0; i < row.length; i++) row[i]! += stream.normal();
    return row.slice();
  });
  const trajectory = denseTrajectory(rows, [{ name: "", shape: [5, 10], neuronAxis: 0 }]);

  it.each(["local-local", "local-excess", "local-global", "global-global", "local-layer"])(
    "is at most 1 %% dearer than the best of a fine grid, and on a stream 3 %%: %s",
    async (policy) => {
      const given = { policy, maintenanceCost: 0.01 };
      const run = async (threshold: number | "auto", isStream = false) =>
        (await accountOf(trajectory, { parameters: accountSchema.parse({ ...given, threshold }), isStream })).run;
      const found = await run("auto");
      // The same numbers as with that threshold.
      const { foundThreshold, ...rest } = found;
      expect(await run(foundThreshold!)).toEqual(rest);
      const streamed = await run("auto", true);
      let least = Number.POSITIVE_INFINITY;
      for (let theta = 0.5; theta < 400; theta *= 1.1) least = Math.min(least, (await run(theta)).energy);
      expect(found.energy).toBeLessThan(1.01 * least);
      // (√√2 + 1/√√2)/2 = 1.015 half a step from the minimum of A/θ + Bθ, and as much for the roughness of a small task.
      expect(streamed.energy).toBeLessThan(1.03 * least);
    },
  );

  it("never consolidates before the end where holding is free", async () => {
    const parameters = accountSchema.parse({ policy: "local-local", threshold: "auto" });
    const { run } = await accountOf(trajectory, { parameters });
    expect(run.foundThreshold).toBe(Number.POSITIVE_INFINITY);
    expect(run.energy).toBe(run.minimalEnergy);
  });
});
