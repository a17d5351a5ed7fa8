import { describe, expect, it } from "vitest";
import { figure5a, giveUpAfter, learningRateJobs, learningRatesOf } from "../../../src/paper/figures/figure-5a.js";
import { pricedResult } from "../../../src/paper/priced.js";
import { doctorOf, resultsOf } from "../made-up.js";

describe("the runs of figure 5A", () => {
  it("are evaluated every 6000 patterns to accuracy .96 at the paper's learning rates, .001 to 1", () => {
    expect([learningRatesOf("paper")[0], learningRatesOf("paper").at(-1)]).toEqual([0.001, 1]);
    for (const { parameters } of learningRatesOf("paper").flatMap((rate) => learningRateJobs("paper", rate)))
      expect(parameters).toMatchObject({ evaluateEvery: 6000, targetAccuracy: 0.96, policy: "none" });
  });

  it.each([
    // 6000/η, and 300 000 at least.
    [0.001, 6_000_000],
    [0.003, 2_000_000],
    [0.02, 300_000],
    [1, 300_000],
  ])("are given up at η = %d after %d patterns", (rate, patterns) => expect(giveUpAfter("paper", rate)).toBe(patterns));
});

describe("a run that was given up", () => {
  const STUCK = 0.87;
  const doctor = doctorOf("mlp", (run, { parameters }) => {
    if (parameters.learningRate !== 1) return run;
    const curve = run.curve.map((row) => ({ ...row, accuracy: Math.min(row.accuracy, STUCK) }));
    return { ...run, curve, accuracy: STUCK - 0.01, converged: false };
  });
  const [chart] = figure5a.charts(resultsOf(doctor), "quick");
  const drawn = chart!.rows.filter((row) => row.series === "η = 1" && row.energy !== null);

  it("ends its curve at the best accuracy, with all that it has spent", () => {
    const [spent] = learningRateJobs("quick", 1).map((job) => pricedResult(resultsOf(doctor), job).energy);
    expect(drawn.at(-1)).toMatchObject({ accuracy: STUCK, energy: spent, at: "given up" });
  });

  it("has no energy for an accuracy that it did not reach", () =>
    expect(Math.max(...drawn.map(({ accuracy }) => Number(accuracy)))).toBe(STUCK));

  it("is counted in the notes, with the point at which runs are given up and the interval", () => {
    const notes = chart!.notes!.join(" ");
    expect(notes).toContain("evaluated every 6000 patterns");
    expect(notes).toContain("given up after 600/η patterns");
    expect(notes).toContain("Accuracy 0.96 was not reached at η = 1 (3 of 3).");
  });
});

it("begins a curve whose first evaluation is in the range of the figure there", () => {
  const doctor = doctorOf("mlp", (run) => ({ ...run, curve: run.curve.filter(({ accuracy }) => accuracy > 0.85) }));
  const [chart] = figure5a.charts(resultsOf(doctor), "quick");
  const [first] = chart!.rows.filter((row) => row.series === "η = 0.1" && row.energy !== null);
  const [job] = learningRateJobs("quick", 0.1);
  const { accuracy, energy } = pricedResult(resultsOf(doctor), job!).curve[0]!;
  expect(first).toMatchObject({ energy, at: "first evaluation" });
  expect(chart!.notes!.join(" ")).toMatch(/The first point is the first evaluation at η = .*0\.1/);
  // The mean of equal values may differ in the last bit.
  expect(first!.accuracy).toBeCloseTo(accuracy, 12);
});
