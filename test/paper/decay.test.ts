import { describe, expect, it } from "vitest";
import {
  bestForAll,
  bestOnOthers,
  costName,
  DECAY,
  type DecayRuns,
  runsAt,
  runsOf,
  scanJobs,
  skippedCount,
} from "../../src/paper/decay.js";
import { energyAt } from "../../src/paper/priced.js";
import type { Scale } from "../../src/paper/scale.js";
import type { ThresholdCounts } from "../../src/perceptron/index.js";
import { doctorOf, resultsOf } from "./made-up.js";

describe.each(["quick", "paper", "tiny"] as const satisfies Scale[])("at scale %s", (scale) => {
  const { decayTimes, thresholds, seedCount, maxEpochs } = DECAY[scale];

  it("has a job for every decay time and seed, which no price is in", () => {
    const jobs = scanJobs(DECAY[scale]);
    expect(jobs).toHaveLength(decayTimes.length * seedCount);
    for (const { parameters } of jobs) {
      expect(parameters).toMatchObject({ maxEpochs });
      expect(parameters).not.toHaveProperty("maintenanceCost");
    }
  });

  it("scans rising thresholds from 0 and rising decay times to no decay", () => {
    for (const values of [thresholds, decayTimes]) expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect([thresholds[0], decayTimes.at(-1)]).toEqual([0, Number.POSITIVE_INFINITY]);
  });
});

describe("the runs of a scan", () => {
  it("are those that converged; the others, and those that were not started, are counted", () => {
    const { thresholds, seedCount } = DECAY.quick;
    const doctor = doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
      outcomes
        .slice(0, parameters.seed === 1 ? 4 : outcomes.length)
        .map((outcome, i) => ({ ...outcome, converged: parameters.seed !== 2 || i !== 2 })),
    );
    const runs = runsAt(resultsOf(doctor), DECAY.quick, 1e6);
    expect(runs.thresholds).toEqual(thresholds);
    const counts = thresholds.map((threshold) => runsOf(runs, threshold).length);
    expect(counts).toEqual(thresholds.map((_, i) => (i >= 4 || i === 2 ? seedCount - 1 : seedCount)));
    expect([runs.failedCount, skippedCount(runs)]).toEqual([1, thresholds.length - 4]);
  });
});

describe("the best threshold", () => {
  /** A converged run that takes this to consolidate, and holds this much. */
  const run = (threshold: number, consolidated: number, transientHeld: number) => {
    const tally = { consolidated, transientHeld, transientChanged: 0, persistentHeld: null, minimal: 0 };
    return { threshold, tally } as ThresholdCounts;
  };
  const runs: DecayRuns = {
    decayTime: 1000,
    thresholds: [0, 2, 5, 9],
    failedCount: 0,
    bySeed: [
      [run(0, 100, 0), run(2, 40, 20), run(9, 10, 500)],
      [run(0, 102, 0), run(2, 42, 20), run(5, 1, 1), run(9, 12, 500)],
    ],
  };

  it.each([
    [0, 9],
    [1, 2],
    // 101 against 41 + 3·20 = 101: of equals the smallest threshold.
    [3, 0],
  ])("of all seeds at c = %d is θ = %d, of those where every seed converged", (c, threshold) =>
    expect(bestForAll(runs, c)).toEqual(runs.bySeed.map((seed) => seed.find((one) => one.threshold === threshold))),
  );

  it("is none where none has all seeds", () => {
    const torn = { ...runs, bySeed: [[], runs.bySeed[1]!] };
    expect(bestForAll(torn, 0)).toEqual([]);
  });

  it("of the others is that of least mean energy for them, whatever the seed itself would choose", () => {
    const three: DecayRuns = {
      ...runs,
      bySeed: [
        [run(0, 100, 0), run(2, 40, 0), run(5, 90, 0)],
        [run(0, 100, 0), run(2, 80, 0), run(5, 70, 0)],
        [run(0, 100, 0), run(2, 95, 0), run(5, 20, 0)],
      ],
    };
    // For the first 5 (45 against 87.5), for the second 5 (55, 67.5), for the third 2 (60, 80): each would choose another.
    const found = bestOnOthers(three, 0);
    expect(found.map(({ threshold }) => threshold)).toEqual([5, 5, 2]);
    expect(found).toEqual([three.bySeed[0]![2], three.bySeed[1]![2], three.bySeed[2]![1]]);
    // The luck of one seed, however large, changes nothing of what is shown of it.
    const lucky = { ...three, bySeed: [[run(0, 1, 0), ...three.bySeed[0]!.slice(1)], ...three.bySeed.slice(1)] };
    expect(bestOnOthers(lucky, 0)[0]).toEqual(three.bySeed[0]![2]);
  });

  it("of the others leaves out a seed that does not converge there", () => {
    const torn = { ...runs, bySeed: [runs.bySeed[0]!.slice(0, 1), runs.bySeed[1]!, runs.bySeed[1]!] };
    // The two others agree on 5 at c = 0, with an energy of 1; the first has no run there.
    expect(bestOnOthers(torn, 0).map(({ threshold }) => threshold)).toEqual([0, 0]);
  });

  it("prices maintenance linearly", () =>
    expect(runs.bySeed[0]!.map((one) => energyAt(one, { maintenanceCost: 2.5 }))).toEqual([100, 90, 1260]));
});

it("writes costs as powers of ten", () =>
  expect([0, 1e-4, 1e-3, 1e-2, 0.5].map(costName)).toEqual(["c = 0", "c = 10⁻⁴", "c = 10⁻³", "c = 10⁻²", "c = 0.5"]));
