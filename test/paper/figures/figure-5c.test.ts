import { describe, expect, it } from "vitest";
import { figure5c, figure5cJobs, sizeCurves } from "../../../src/paper/figures/figure-5c.js";
import { costing, doctorOf, resultsOf } from "../made-up.js";

describe("the runs of figure 5C", () => {
  const parameters = figure5cJobs("paper").map((job) => job.parameters);

  it("have 31 sizes, from 5 to 155 hidden units, at the scale of the paper", () => {
    const sizes = [...new Set(parameters.map(({ hiddenCount }) => hiddenCount!))];
    expect(sizes).toEqual(Array.from({ length: 31 }, (_, i) => 5 * (i + 1)));
  });

  it("have thresholds in steps of .01, the same at every size", () => {
    const lists = figure5cJobs("paper").flatMap((job) => (job.kind === "mlp" ? [] : [job.thresholds]));
    expect(lists).toHaveLength(31);
    for (const thresholds of lists) {
      expect(thresholds).toEqual(lists[0]);
      for (const [i, threshold] of thresholds.entries()) expect(threshold).toBeCloseTo(0.03 + 0.01 * i, 12);
    }
  });
});

describe("a size", () => {
  it("has the threshold of least energy for each accuracy", () => {
    // At .08 it is cheapest to reach .85, at .05 to go on from there.
    const costs = (threshold: unknown, accuracy: number): number => {
      if (threshold === 0.08) return accuracy > 0.9 ? 500 : 100;
      return threshold === 0.05 ? 300 : 400;
    };
    const doctor = doctorOf("mlp", (run, { parameters }) => ({
      ...run,
      curve: run.curve.map((row) => costing(row, row.accuracy * costs(parameters.threshold, row.accuracy))),
    }));
    // Made-up networks of 5 units get nowhere.
    for (const { accuracy, cached, points } of sizeCurves(resultsOf(doctor), "quick"))
      for (const point of points.slice(1))
        expect(point.threshold).toBe(cached ? (accuracy === 0.85 ? 0.08 : 0.05) : null);
  });

  it("that not every seed gets to the accuracy with has no point, and is counted", () => {
    const doctor = doctorOf("mlp", (run, { parameters }) =>
      parameters.hiddenCount === 15 && parameters.seed === 2
        ? { ...run, curve: run.curve.map((row) => ({ ...row, accuracy: Math.min(row.accuracy, 0.5) })) }
        : run,
    );
    const [chart] = figure5c.charts(resultsOf(doctor), "quick");
    const rows = chart!.rows.filter(({ hiddenCount }) => hiddenCount === 15);
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row).toMatchObject({ energy: null, threshold: null, runCount: 2 });
    // With caching not all runs are made, and nobody knows how many would get there.
    expect(rows.map(({ missingCount }) => missingCount)).toEqual([1, 1, null, null]);
  });
});

it("says how often it looks, when it gives up, and where the energy is least", () => {
  const [chart] = figure5c.charts(resultsOf(), "quick");
  const notes = chart!.notes!.join(" ");
  expect(notes).toContain("evaluated every 2000 patterns");
  expect(notes).toContain("given up after 80\u202f000");
  // The made-up results are least at 20 hidden units for .85; all seeds are alike.
  expect(notes).toContain("0.85, without caching: at 20, clear of 15 and 30");
});
