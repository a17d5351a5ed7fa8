import { describe, expect, it } from "vitest";
import { figure5c, figure5cJobs, sizeCurves } from "../../../src/paper/figures/figure-5c.js";
import { doctorOf, resultsOf } from "../made-up.js";

describe("the runs of figure 5C", () => {
  const parameters = figure5cJobs("paper").map((job) => job.parameters);

  it("have 31 sizes, from 5 to 155 hidden units, at the scale of the paper", () => {
    const sizes = [...new Set(parameters.map(({ hiddenCount }) => hiddenCount!))];
    expect(sizes).toEqual(Array.from({ length: 31 }, (_, i) => 5 * (i + 1)));
  });

  it("have thresholds in steps of .01, and none without caching", () => {
    const cached = parameters.filter(({ policy }) => policy !== "none");
    const thresholds = [...new Set(cached.map(({ threshold }) => Number(threshold)))];
    for (const [i, threshold] of thresholds.entries()) expect(threshold).toBeCloseTo(thresholds[0]! + 0.01 * i, 12);
    expect(parameters.some(({ policy, threshold }) => policy === "none" && threshold === undefined)).toBe(true);
  });
});

describe("a size", () => {
  it("has the threshold of least energy for each accuracy", () => {
    // At .06 it is cheaper to reach .85, at .04 to go on from there.
    const doctor = doctorOf("mlp", (run, { parameters }) => ({
      ...run,
      curve: run.curve.map((row) => ({
        ...row,
        energy: row.accuracy * (Number(parameters.threshold) === 0.06 ? (row.accuracy > 0.9 ? 500 : 100) : 300),
      })),
    }));
    for (const { accuracy, cached, points } of sizeCurves(resultsOf(doctor), "quick"))
      for (const point of points) expect(point.threshold).toBe(cached ? (accuracy === 0.85 ? 0.06 : 0.04) : null);
  });

  it("that not every seed gets to the accuracy with has no point, and is counted", () => {
    const doctor = doctorOf("mlp", (run, { parameters }) =>
      parameters.hiddenCount === 5 && parameters.seed === 2
        ? { ...run, curve: run.curve.map((row) => ({ ...row, accuracy: Math.min(row.accuracy, 0.5) })) }
        : run,
    );
    const [chart] = figure5c.charts(resultsOf(doctor), "quick");
    const rows = chart!.rows.filter(({ hiddenCount }) => hiddenCount === 5);
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row).toMatchObject({ energy: null, threshold: null, runCount: 2, missingCount: 1 });
  });
});

it("says how often it looks, when it gives up, and where the energy is least", () => {
  const [chart] = figure5c.charts(resultsOf(), "quick");
  const notes = chart!.notes!.join(" ");
  expect(notes).toContain("evaluated every 2000 patterns");
  expect(notes).toContain("given up after 80\u202f000 patterns");
  // The made-up results are least at 20 hidden units for .85; all seeds are alike.
  expect(notes).toContain("0.85, without caching: at 20, clear of 15 and 30");
});
