import { describe, expect, it } from "vitest";
import type { Study } from "../../src/study/study.js";
import { type PlottedRun, plotStudy } from "../../src/tables/plot.js";
import { parsePlot, type TypedPlot } from "../../src/tables/plot-request.js";

const study: Study = {
  name: "policies",
  learner: "perceptron",
  fixed: {},
  axes: [
    { key: "policy", values: ["local-local", "none"] },
    { key: "maintenanceCost", values: [0.01, 0.1] },
  ],
  seeds: [1, 2, 3, 4],
};

const run = (policy: string, maintenanceCost: number, seed: number, result: object): PlottedRun => {
  const parameters = { policy, maintenanceCost, seed };
  return { parameters, row: { ...parameters, converged: true, ...result } };
};

const plot = (runs: PlottedRun[], typed: Partial<TypedPlot>) => {
  const request = { x: "maintenanceCost", y: "energy", series: "policy", ...typed };
  return plotStudy(study, runs, parsePlot(study, ["energy", "epochCount"], request));
};

describe("learning times", () => {
  const lasting = (epochCounts: readonly number[], limit = Number.POSITIVE_INFINITY) =>
    epochCounts.map((epochCount, k) => run("none", 0.1, k + 1, { epochCount, converged: epochCount < limit }));
  const drawn = (runs: PlottedRun[]) => plot(runs, { y: "epochCount" });

  it("are drawn as medians, of which those that did not converge are a part", () => {
    // Of 3, 5, 7 and more than 100 the two in the middle are 5 and 7; the mean of those that converged would be 5.
    const chart = drawn(lasting([3, 5, 7, 100], 100));
    expect(chart.rows).toMatchObject([{ epochCount: 6, runCount: 4, unconvergedCount: 1 }]);
    expect(chart.notes!.slice(0, 2)).toEqual([
      "Median and standard error of 4 runs.",
      "1 of 4 runs did not converge; they count as longer than they ran.",
    ]);
  });

  it("are not known where too many did not converge, however long the others took", () => {
    const chart = drawn(lasting([3, 100, 100, 100], 100));
    expect(chart.rows[0]!.epochCount).toBe(Number.POSITIVE_INFINITY);
    expect(chart.notes!.join()).toContain("1 of 1 points are in the table only: infinite.");
  });

  it("have no ratio of means", () =>
    expect(() => plot([], { y: "epochCount", baseline: ["policy=none"] })).toThrow(
      /--baseline compares means, got --y epochCount/,
    ));
});

describe("with a baseline", () => {
  const energies = { none: [100, 200, 300, 400], "local-local": [50, 90, 160, 190] };
  const runs = Object.entries(energies).flatMap(([policy, values]) =>
    [0.01, 0.1].flatMap((cost) => values.map((energy, k) => run(policy, cost, k + 1, { energy }))),
  );
  const ratios = (given: PlottedRun[], typed: Partial<TypedPlot> = {}) =>
    plot(given, { baseline: ["policy=none"], ...typed });

  it("y is a ratio of means over the same seeds, with its interval", () => {
    const chart = ratios(runs);
    expect(chart).toMatchObject({
      name: "energy-over-policy-none-by-maintenanceCost-and-policy",
      y: { key: "energyRatio", label: "energy / that of policy none (ratio)" },
      intervalKeys: ["low", "high"],
    });
    const [first] = chart.rows;
    expect(first).toMatchObject({ energyRatio: 490 / 1000, pairCount: 4, unconvergedCount: 0 });
    // No ratio of sums of pairs leaves the range of the ratios of the pairs, .45 to .5333.
    expect(first!.low).toBeGreaterThanOrEqual(0.45);
    expect(first!.low).toBeLessThan(0.49);
    expect(first!.high).toBeGreaterThan(0.49);
    expect(first!.high).toBeLessThanOrEqual(160 / 300);
    expect(chart.notes![0]).toBe(
      "Mean over that of policy none on the same seeds, with the bootstrap interval of 95 %: 4 pairs.",
    );
  });

  it("is 1 against itself", () =>
    expect(ratios(runs).rows.at(-1)).toMatchObject({ series: "policy none", energyRatio: 1, low: 1, high: 1 }));

  it("compares with runs that are not shown", () => {
    const chart = ratios(runs, { series: undefined as never, where: ["policy=local-local"] });
    expect(chart.rows.map(({ energyRatio }) => energyRatio)).toEqual([0.49, 0.49]);
  });

  it("leaves out pairs of which one did not converge, and says so", () => {
    const some = runs.filter(({ parameters }) => parameters.maintenanceCost === 0.1);
    const broken = some.map(({ parameters, row }) =>
      parameters.policy === "none" && parameters.seed === 1
        ? { parameters, row: { ...row, converged: false } }
        : { parameters, row },
    );
    const chart = ratios(broken);
    expect(chart.rows[0]).toMatchObject({ energyRatio: 440 / 900, pairCount: 3, unconvergedCount: 0 });
    expect(chart.notes).toContain("1 of 8 runs did not converge; they are in no pair.");
    expect(chart.notes).toContain("1 runs have no other of their seed to be compared with.");
  });

  it("has to be a value of what varies", () =>
    expect(() => ratios(runs, { baseline: ["policy=clock"] })).toThrow(
      '--baseline policy must be one of local-local, none, got "clock".',
    ));
});
