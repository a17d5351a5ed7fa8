import { expect, it } from "vitest";
import { type JobOf, pricedRunOf, type ResultOf, runJob } from "../../../src/jobs/index.js";
import { reachedAt } from "../../../src/mlp/reached-at.js";
import { DIGITS } from "../../../src/paper/digit-learning.js";
import {
  FIGURE_3_S1B_ACCURACY,
  figure3s1b,
  figure3s1bJobs,
  learningTimes,
} from "../../../src/paper/figures/figure-3-s1b.js";
import { expectClose } from "../../math/close.js";
import { tinyDigits } from "../../mlp/tiny-digits.js";
import { doctorOf, resultsOf } from "../made-up.js";

const digits = tinyDigits();
const source = { digits: () => digits, patterns: () => expect.fail("no patterns are read") };

/** Enough patterns to learn these digits. */
const longer = (job: JobOf<"mlp">): JobOf<"mlp"> => ({
  kind: "mlp",
  parameters: { ...job.parameters, ...DIGITS.tiny, hiddenCount: 20, maxPatterns: 6000, evaluateEvery: 200 },
});

it("prices the runs as runs at that price would be", () => {
  const run = (job: JobOf<"mlp">) => runJob(job, source);
  const [chart] = figure3s1b.charts(((job: JobOf<"mlp">) => run(longer(job))) as ResultOf, "tiny");
  const cached = figure3s1bJobs("tiny").filter(({ parameters }) => parameters.policy !== "none");
  for (const { series, threshold, maintenanceCost, energy } of chart!.rows) {
    const jobs = cached.filter(({ parameters }) => parameters.threshold === threshold).map(longer);
    const energies = jobs.map(({ kind, parameters }) => {
      const priced = { kind, parameters: { ...parameters, maintenanceCost: Number(maintenanceCost) } };
      const { curve } = pricedRunOf<"mlp">(priced, run(priced));
      return reachedAt(curve, FIGURE_3_S1B_ACCURACY)!;
    });
    const mean = energies.reduce((sum, value) => sum + value, 0) / energies.length;
    // Both are interpolated at the price itself; sums may round otherwise.
    expectClose(Number(energy), mean, { relative: 1e-14 }, { series, threshold });
  }
});

it("compares learning times with those without decay, seed by seed", () => {
  const { withoutDecay, withDecay } = learningTimes(resultsOf(), "quick");
  // In the made-up results learning with decay takes a tenth longer, and 1.6 times that at a high θ.
  for (const { threshold, times } of withDecay) {
    const expected = threshold > 0.25 ? 1.76 : 1.1;
    for (const [i, time] of times.entries()) expect(time! / withoutDecay[i]!).toBeCloseTo(expected, 12);
  }
});

it("names the thresholds at which a seed was given up, and leaves them out", () => {
  const doctor = doctorOf("mlp", (run, { parameters }) =>
    Number(parameters.threshold) === 0.4 && parameters.seed === 1
      ? { ...run, curve: run.curve.map((row) => ({ ...row, accuracy: 0.9 * row.accuracy })) }
      : run,
  );
  const [chart] = figure3s1b.charts(resultsOf(doctor), "quick");
  expect(chart!.notes!.join(" ")).toContain("not every seed got there at θ = 0.4, which");
  const rows = chart!.rows.filter(({ threshold }) => threshold === 0.4);
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row).toMatchObject({ energy: null, patternCount: null, missingCount: 1 });
});
