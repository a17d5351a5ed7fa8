import { describe, expect, it } from "vitest";
import type { Study } from "../../src/study/study.js";
import { type PlottedRun, plotStudy, plottable } from "../../src/tables/plot.js";
import { parsePlot, type TypedPlot } from "../../src/tables/plot-request.js";

const study: Study = {
  name: "my study",
  learner: "perceptron",
  fixed: { inputCount: 100 },
  axes: [
    { key: "threshold", values: [0.5, 2.5, Number.POSITIVE_INFINITY] },
    { key: "maintenanceCost", values: [0.0001, 0.25] },
  ],
  seeds: [1, 2, 3],
};

/** An energy that a seed alone decides, so that means and errors are known: 10, 20, 60. */
const energyOf = (seed: number): number => [10, 20, 60][seed - 1]!;

const run = (threshold: number, maintenanceCost: number, seed: number, result: object = {}): PlottedRun => {
  const parameters = { inputCount: 100, threshold, maintenanceCost, seed };
  return { parameters, row: { ...parameters, converged: true, energy: energyOf(seed), ...result } };
};
const all = study.axes[0]!.values.flatMap((threshold) =>
  study.axes[1]!.values.flatMap((cost) => study.seeds.map((seed) => run(threshold as number, cost as number, seed))),
);

const plot = (runs: PlottedRun[], typed: Partial<TypedPlot> = {}) =>
  plotStudy(
    study,
    runs,
    parsePlot(study, ["energy"], { x: "threshold", y: "energy", series: "maintenanceCost", ...typed }),
  );

describe("plotStudy", () => {
  it("draws the mean over the seeds with its standard error, a series a value", () => {
    const chart = plot(all);
    expect(chart).toMatchObject({
      name: "energy-by-threshold-and-maintenanceCost",
      title: "my study",
      x: { label: "threshold (weight units)", scale: "linear" },
      y: { label: "energy (weight units)", scale: "linear" },
      series: [{ name: "maintenance cost 10⁻⁴" }, { name: "maintenance cost 0.25" }],
    });
    expect(chart.rows).toHaveLength(6);
    const { standardError, ...row } = chart.rows[0]!;
    const counts = { runCount: 3, unconvergedCount: 0 };
    expect(row).toEqual({
      series: "maintenance cost 10⁻⁴",
      maintenanceCost: 0.0001,
      threshold: 0.5,
      energy: 30,
      ...counts,
    });
    // Of 10, 20, 60: squares 400 + 100 + 900 about the mean 30, so that sd² = 700; rounding is of a few units.
    expect(standardError).toBeCloseTo(Math.sqrt(700 / 3), 12);
    expect(chart.notes).toEqual([
      "Mean and standard error of 3 runs.",
      "2 of 6 points are in the table only: infinite.",
    ]);
  });

  it("names series by every digit of their value", () => {
    const axes = [study.axes[0]!, { key: "maintenanceCost", values: [0.123456, 0.1234561, 20240105] }];
    const close = { ...study, axes };
    const runs = axes[1]!.values.map((cost) => run(0.5, cost as number, 1));
    const typed = { x: "threshold", y: "energy", series: "maintenanceCost" };
    expect(plotStudy(close, runs, parsePlot(close, ["energy"], typed)).series.map(({ name }) => name)).toEqual([
      "maintenance cost 0.123456",
      "maintenance cost 0.1234561",
      "maintenance cost 20\u202f240\u202f105",
    ]);
  });

  it("gives energies the unit that the cost exponent makes of it", () => {
    const labelOf = (changed: Study) =>
      plotStudy(changed, [], parsePlot(changed, ["energy"], { x: "threshold", y: "energy" })).y.label;
    const axes = [study.axes[0]!];
    expect(labelOf({ ...study, axes, fixed: { costExponent: 1 } })).toBe("energy (weight units)");
    expect(labelOf({ ...study, axes, fixed: { costExponent: 2 } })).toBe("energy (weight units^2)");
    const varied = { ...study, axes: [...axes, { key: "costExponent", values: [1] }] };
    expect(labelOf(varied)).toBe("energy (weight units^α)");
  });

  it("does not depend on the order of the runs", () => {
    expect(plot(all.toReversed()).rows.map(({ series, threshold }) => [series, threshold])).toEqual(
      plot(all).rows.map(({ series, threshold }) => [series, threshold]),
    );
  });

  it("counts runs that did not converge, and takes them into no mean", () => {
    const runs = [run(0.5, 0.25, 1), run(0.5, 0.25, 2), run(0.5, 0.25, 3, { converged: false, energy: 1e9 })];
    const lost = study.seeds.map((seed) => run(2.5, 0.25, seed, { converged: false }));
    const chart = plot([...runs, ...lost]);
    expect(chart.rows).toMatchObject([
      { energy: 15, runCount: 2, unconvergedCount: 1 },
      { energy: null, standardError: null, runCount: 0, unconvergedCount: 3 },
    ]);
    expect(chart.notes).toEqual([
      "Mean and standard error of 2 runs.",
      "4 of 6 runs did not converge; they are in no mean. At 1 of 2 points none did.",
      "12 runs are missing yet.",
    ]);
  });

  it("shows only the runs that are asked for, and says which", () => {
    const request = parsePlot(study, ["energy"], { x: "threshold", y: "energy", where: ["maintenanceCost=0.25"] });
    const other = all.map(({ parameters, row }) =>
      parameters.maintenanceCost === 0.25 ? { parameters, row } : { parameters, row: { ...row, energy: 1e9 } },
    );
    const chart = plotStudy(study, other, request);
    expect(chart.name).toBe("energy-by-threshold-maintenanceCost-0.25");
    expect(chart.rows.map(({ energy }) => energy)).toEqual([30, 30, 30]);
    expect(chart.notes![0]).toBe("Mean and standard error of 3 runs, maintenance cost 0.25.");
    expect(chart.notes!.join()).not.toContain("missing");
  });

  it("says how many runs have no such result, and what a logarithmic axis cannot show", () => {
    const runs = [run(0.5, 0.25, 1, { energy: null }), run(0.5, 0.25, 2, { energy: 0 })];
    expect(plot(runs, { log: "y" }).notes).toEqual([
      "1 run.",
      "In 1 of 2 runs the energy is not defined.",
      "16 runs are missing yet.",
      "1 of 1 points are in the table only: infinite, or not above 0 on a logarithmic axis.",
    ]);
  });
});

describe("values that print alike", () => {
  const costs = [0.0100001, 0.0100002, 0.02];
  const close: Study = {
    ...study,
    name: "a\u001b[2J\u0000b",
    axes: [study.axes[0]!, { key: "maintenanceCost", values: costs }],
  };
  const runs = [0.5, 2.5].flatMap((threshold) => costs.flatMap((cost, k) => [run(threshold, cost, (k % 3) + 1)]));
  const asked = (typed: TypedPlot) => plotStudy(close, runs, parsePlot(close, ["energy"], typed));

  it("are series of their own, each with the digits that tell it from the others", () => {
    const chart = asked({ x: "threshold", y: "energy", series: "maintenanceCost" });
    const names = ["0.0100001", "0.0100002", "0.02"].map((digits) => `maintenance cost ${digits}`);
    expect(chart.series.map(({ name }) => name)).toEqual(names);
    expect(chart.rows.map(({ series, energy }) => [series, energy])).toEqual(
      names.flatMap((name, k) => [0.5, 2.5].map(() => [name, energyOf(k + 1)])),
    );
  });

  it("are told apart where a note names the one that was chosen", () => {
    const chart = asked({ x: "threshold", y: "energy", where: ["maintenanceCost=0.0100002"] });
    expect(chart.notes![0]).toBe("1 run, maintenance cost 0.0100002.");
  });

  it("draws no character that XML forbids or a terminal obeys", () => {
    const { title } = asked({ x: "threshold", y: "energy", series: "maintenanceCost" });
    expect(title).toBe("a�[2J�b");
  });
});

describe("plottable", () => {
  const columns = [
    { key: "policy", type: "string" },
    { key: "threshold", type: "number" },
    { key: "seed", type: "integer" },
    { key: "updateCount", type: "integer" },
    { key: "energy", type: "number" },
    { key: "finishedAt", type: "time" },
  ];

  it("are the numbers that runs have", () => {
    expect(plottable(study, columns)).toEqual(["updateCount", "energy"]);
  });

  it("are what was found, and never what was asked for", () => {
    const sought = { ...study, axes: [], fixed: { threshold: "auto" } };
    const found = [...columns, { key: "foundThreshold", type: "number" }];
    expect(plottable(sought, found)).toEqual(["updateCount", "energy", "foundThreshold"]);
  });
});
