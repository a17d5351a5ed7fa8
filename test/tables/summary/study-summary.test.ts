import { describe, expect, it } from "vitest";
import type { Study } from "../../../src/study/study.js";
import type { Collected } from "../../../src/tables/collected-rows.js";
import { BaselineSamples, baselineOf } from "../../../src/tables/summary/baseline.js";
import { comparedEnergy, StudySummary } from "../../../src/tables/summary/study-summary.js";

const study: Study = {
  name: "a",
  learner: "perceptron",
  fixed: { decayTime: 100 },
  axes: [
    { key: "policy", values: ["local-local", "none"] },
    { key: "threshold", values: [1.5, 2.5] },
  ],
  seeds: [1, 2, 3],
};

type Result = { energy: number; timestepCount: number; converged?: boolean };

const runs = (policy: string, threshold: number, results: readonly Result[]): Collected[] =>
  results.map(({ converged = true, ...result }, k) => ({
    parameters: { policy, threshold, decayTime: 100, seed: k + 1 },
    record: { run: { seed: k + 1, converged, ...result } } as unknown as Collected["record"],
  }));

const some: Collected[] = [
  ...runs("local-local", 1.5, [
    { energy: 10, timestepCount: 5 },
    { energy: 20, timestepCount: 7 },
    { energy: 1e9, timestepCount: 1000, converged: false },
  ]),
  ...runs("local-local", 2.5, [
    { energy: 40, timestepCount: 1000, converged: false },
    { energy: 40, timestepCount: 1000, converged: false },
    { energy: 30, timestepCount: 9 },
  ]),
  ...runs("none", 1.5, [
    { energy: 100, timestepCount: 5 },
    { energy: 80, timestepCount: 7 },
    { energy: 60, timestepCount: 8 },
  ]),
];

function summarise(collected: readonly Collected[], typed?: string[]) {
  const values = baselineOf(study, typed);
  const baseline = values === null ? null : new BaselineSamples(study.axes, values);
  for (const { parameters, record } of collected) baseline?.see(parameters, comparedEnergy(record));
  const summary = new StudySummary({ study, folder: "." }, ["energy", "timestepCount"], baseline);
  const rows = [...collected.map((one) => summary.add(one)), summary.end()].filter((row) => row !== null);
  return { rows, columns: summary.columns.map(({ key }) => key) };
}

describe("the summary of a study", () => {
  it("has a row a cell, and every column that its rows have", () => {
    const { rows, columns } = summarise(some);
    expect(rows.map(({ policy, threshold }) => [policy, threshold])).toEqual([
      ["local-local", 1.5],
      ["local-local", 2.5],
      ["none", 1.5],
    ]);
    for (const row of rows) expect(Object.keys(row).filter((key) => !columns.includes(key))).toEqual([]);
  });

  it("has the mean of the runs that converged, and counts the others", () =>
    // Of 10 and 20: mean 15, standard deviation √50, over √2.
    expect(summarise(some).rows[0]).toMatchObject({
      decayTime: 100,
      runCount: 3,
      convergedCount: 2,
      energyMean: 15,
      energyStandardError: 5,
    }));

  it("drops no learning time: the median of 5, 7 and more than 1000 is 7", () =>
    expect(summarise(some).rows[0]).toMatchObject({ learningTime: 7 }));

  it("does not know the learning time where most did not converge", () =>
    expect(summarise(some).rows[1]).toMatchObject({ learningTime: Number.POSITIVE_INFINITY, energyMean: 30 }));

  it("has no mean of learning times beside their median", () =>
    expect(summarise(some).columns.filter((key) => /timestep/.test(key))).toEqual([]));

  it("compares with no cache on the same seeds, pairs of which both converged", () => {
    const [first, second, third] = summarise(some).rows;
    // 10 − 100 and 20 − 80: mean −75, standard deviation √450, over √2.
    expect(first).toMatchObject({
      ...{ baseline: "policy=none", pairCount: 2, energyRatio: 30 / 180 },
      ...{ energyDifference: -75, energyDifferenceStandardError: 15 },
    });
    // What it is to be compared with has not been run.
    expect(second).toMatchObject({ pairCount: 0, energyRatio: null, energyRatioLow: null, energyDifference: null });
    expect(third).toMatchObject({ pairCount: 3, energyRatio: 1, energyRatioLow: 1, energyRatioHigh: 1 });
  });

  it("compares with any value of what varies", () =>
    expect(summarise(some, ["threshold=1.5"]).rows[1]).toMatchObject({
      ...{ baseline: "threshold=1.5", pairCount: 0, convergedCount: 1 },
    }));

  it("does not depend on which other cells there are", () => {
    const own = some.filter(({ parameters }) => parameters.threshold === 1.5);
    expect(summarise(own).rows[0]).toEqual(summarise(some).rows[0]);
  });
});

describe("baselineOf", () => {
  const policies = (...values: string[]) => ({ axes: [{ key: "policy", values }] });

  it("is no cache, or else the first policy", () => {
    expect(baselineOf(policies("clock", "none"))).toEqual([{ key: "policy", value: "none" }]);
    expect(baselineOf(policies("clock", "local-local"))).toEqual([{ key: "policy", value: "clock" }]);
  });

  it("is none where policies do not vary", () => {
    expect(baselineOf(policies("none"))).toBeNull();
    expect(baselineOf({ axes: [{ key: "threshold", values: [1, 2] }] })).toBeNull();
  });

  it("refuses what does not vary, and a parameter given twice", () => {
    expect(() => baselineOf(study, ["decayTime=5"])).toThrow(/--baseline must be a parameter that varies .*policy/);
    expect(() => baselineOf(study, ["policy=none", "policy=local-local"])).toThrow("--baseline policy is given twice");
    expect(() => baselineOf(study, ["policy"])).toThrow("--baseline must be key=value");
  });
});
