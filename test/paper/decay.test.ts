import { describe, expect, it } from "vitest";
import {
  costName,
  DECAY,
  energiesAt,
  epochsOf,
  optimumOf,
  type ScanPoint,
  scanAt,
  scanJobs,
} from "../../src/paper/decay.js";
import type { Scale } from "../../src/paper/scale.js";
import type { ThresholdOutcome } from "../../src/perceptron/index.js";
import { doctorOf, resultsOf } from "./made-up.js";

describe.each(["quick", "paper", "tiny"] as const satisfies Scale[])("at scale %s", (scale) => {
  const { decayTimes, thresholds, seedCount, maxEpochs } = DECAY[scale];

  it("has a job for every decay time and seed, whose maintenance is counted at c = 1", () => {
    const jobs = scanJobs(DECAY[scale]);
    expect(jobs).toHaveLength(decayTimes.length * seedCount);
    for (const { parameters } of jobs) expect(parameters).toMatchObject({ maintenanceCost: 1, maxEpochs });
  });

  it("scans rising thresholds from 0 and rising decay times to no decay", () => {
    for (const values of [thresholds, decayTimes]) expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect([thresholds[0], decayTimes.at(-1)]).toEqual([0, Number.POSITIVE_INFINITY]);
  });
});

describe("the points of a scan", () => {
  it("count the runs that did not converge and those that were not started, and leave them out", () => {
    const { thresholds, seedCount } = DECAY.quick;
    const doctor = doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
      parameters.seed === 1
        ? outcomes.slice(0, 4)
        : outcomes.map((outcome, i) => ({ ...outcome, converged: parameters.seed !== 2 || i !== 2 })),
    );
    const points = scanAt(resultsOf(doctor), DECAY.quick, 1e6);
    expect(points.map(({ threshold }) => threshold)).toEqual(thresholds);
    const missed = thresholds.map((_, i) => (i >= 4 || i === 2 ? 1 : 0));
    expect(points.map(({ unconvergedCount }) => unconvergedCount)).toEqual(missed);
    expect(points.map(({ runs }) => runs.length)).toEqual(missed.map((count) => seedCount - count));
  });
});

/** A point whose runs take these consolidation energies, and hold this much. */
const point = (threshold: number, energies: number[], maintenanceEnergy: number, unconvergedCount = 0): ScanPoint => ({
  decayTime: 1000,
  threshold,
  runs: energies.map(
    (consolidationEnergy, i) => ({ consolidationEnergy, maintenanceEnergy, epochCount: 10 + i }) as ThresholdOutcome,
  ),
  unconvergedCount,
});

describe("the optimum", () => {
  const points = [point(0, [100, 102], 0), point(2, [40, 42], 20), point(5, [1], 1, 1), point(9, [10, 12], 500)];

  it.each([
    [0, 9],
    [1, 2],
    // 101 against 41 + 3·20 = 101: of equals the smallest threshold.
    [3, 0],
  ])("at c = %d is θ = %d, of those where every seed converged", (c, threshold) =>
    expect(optimumOf(points, c)!.threshold).toBe(threshold),
  );

  it("is none where no threshold has all seeds", () => expect(optimumOf([points[2]!], 0)).toBeNull());

  it("prices maintenance linearly, seed by seed", () => {
    expect(energiesAt(points[1]!, 2.5)).toEqual([90, 92]);
    expect(epochsOf(points[1]!)).toEqual([10, 11]);
  });
});

it("writes costs as powers of ten", () =>
  expect([0, 1e-4, 1e-3, 1e-2, 0.5].map(costName)).toEqual(["c = 0", "c = 10⁻⁴", "c = 10⁻³", "c = 10⁻²", "c = 0.5"]));
