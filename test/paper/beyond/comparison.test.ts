import { describe, expect, it } from "vitest";
import { type Job, type JobResults, keyOf, type ResultOf, runJob } from "../../../src/jobs/index.js";
import { comparisonFigure } from "../../../src/paper/beyond/chart.js";
import { comparisonCells, comparisonJobs, contenders } from "../../../src/paper/beyond/comparison.js";
import { COMPARISON, SHOWN } from "../../../src/paper/beyond/design.js";
import { bestFixed, bestOfEach, thresholdsTried } from "../../../src/paper/beyond/fixed-thresholds.js";
import { comparisonPage } from "../../../src/paper/beyond/page.js";
import { cellRows } from "../../../src/paper/beyond/table.js";
import { simulatePerceptron } from "../../../src/perceptron/index.js";
import { outcome } from "../made-up-counts.js";

const design = SHOWN.tiny;
const source = {
  digits: () => expect.fail("no digits are learned"),
  patterns: () => expect.fail("no patterns are read"),
};
const results = new Map<string, JobResults[Job["kind"]]>();
for (const job of comparisonJobs(design)) results.set(keyOf(job), runJob(job as never, source));
const resultOf = ((job: Job) => results.get(keyOf(job)) ?? expect.fail(`not declared: ${keyOf(job)}`)) as ResultOf;
const cells = comparisonCells(resultOf, design);

describe("the comparison", () => {
  it("has a cell for every place and cost", () =>
    expect(cells.length).toBe(design.places.length * design.costs.length));

  it("runs every job once, seed by seed, so that an interrupted one is that of fewer seeds", () => {
    const all = COMPARISON.flatMap(comparisonJobs);
    expect(new Set(all.map(keyOf)).size).toBe(all.length);
    const [compared] = COMPARISON;
    const jobs = comparisonJobs(compared!);
    const seeds = jobs.map(({ parameters }) => (parameters as { seed: number }).seed);
    expect(seeds).toEqual(seeds.toSorted((a, b) => a - b));
    const first = { ...compared!, seeds: compared!.seeds.slice(0, 3) };
    expect(comparisonJobs(first)).toEqual(jobs.slice(0, comparisonJobs(first).length));
  });

  it.each(cells.map((cell) => [cell.decayTime, cell.maintenanceCost, cell] as const))(
    "has at τ %d and c %d the energies of runs by themselves",
    (decayTime, maintenanceCost, { fixed, outcomes }) => {
      const energiesWith = (options: object) =>
        design.seeds.map((seed) => {
          const { inputCount, maxEpochs } = design;
          const common = { inputCount, patternCount: inputCount, maxEpochs, decayTime, maintenanceCost, seed };
          const [run] = simulatePerceptron({ ...common, ...options }).runs;
          return run!.converged ? run!.energy : null;
        });
      const found = (name: (typeof contenders)[number]) => outcomes[name].map((one) => one?.energy ?? null);
      expect(found("none")).toEqual(energiesWith({ policy: "none" }));
      expect(found("clock")).toEqual(energiesWith({ policy: "clock" }));
      expect(found("adaptive reset")).toEqual(energiesWith({ policy: "local-local", threshold: "adaptive" }));
      expect(found("adaptive excess")).toEqual(energiesWith({ policy: "local-excess", threshold: "adaptive" }));
      const { threshold } = fixed;
      expect(fixed.outcomes.map((one) => one?.energy ?? null)).toEqual(
        energiesWith({ policy: "local-local", threshold }),
      );
    },
  );

  it("has an offline optimum without decay, which nothing is below", () => {
    for (const { decayTime, fixed, outcomes, ofEach } of cells) {
      const optimum = outcomes["offline optimum"];
      expect(optimum.every((one) => one !== null)).toBe(decayTime === Number.POSITIVE_INFINITY);
      for (const sample of [fixed.outcomes, ofEach, ...contenders.map((name) => outcomes[name])]) {
        sample.forEach((one, i) => {
          const least = optimum[i]?.energy ?? 0;
          if (one !== null) expect(one.energy).toBeGreaterThanOrEqual(least * (1 - 1e-12));
        });
      }
    }
  });

  it("has no seed that another threshold than its best would serve better", () => {
    for (const { fixed, ofEach, outcomes } of cells) {
      ofEach.forEach((best, i) => {
        for (const one of [fixed.outcomes[i], outcomes.none[i]]) {
          if (one) expect(best!.energy).toBeLessThanOrEqual(one.energy);
        }
      });
    }
  });
});

describe("the best fixed threshold", () => {
  const run = (threshold: number, energy: number, converged = true) => ({
    ...outcome({ consolidated: energy }, { converged }),
    threshold,
  });

  it("is one for all seeds, of least mean energy", () => {
    const bySeed = [
      [run(1, 10), run(2, 4), run(3, 5)],
      [run(1, 10), run(2, 9), run(3, 6)],
    ];
    expect(bestFixed(bySeed, 0)).toMatchObject({ threshold: 3, outcomes: [{ energy: 5 }, { energy: 6 }] });
    expect(bestOfEach(bySeed, 0)).toMatchObject([{ energy: 4 }, { energy: 6 }]);
  });

  it("is one at which most seeds converge, however dear; a scan that has ended does not converge", () => {
    const bySeed = [
      [run(1, 10), run(2, 4), run(3, 3)],
      [run(1, 10), run(2, 1, false)],
    ];
    expect(bestFixed(bySeed, 0).threshold).toBe(1);
    const hopeless = [[run(1, 3, false)], [run(1, 4, false)]];
    expect(bestFixed(hopeless, 0)).toEqual({ threshold: 1, outcomes: [null, null] });
  });

  it.each([300, 1e4, Number.POSITIVE_INFINITY])("is one of at least twenty at τ %d, in rising order", (decayTime) => {
    for (const policy of ["local-local", "local-excess"] as const) {
      const tried = thresholdsTried(policy, decayTime);
      expect(tried.length).toBeGreaterThanOrEqual(20);
      expect(tried).toEqual([...new Set(tried)].sort((a, b) => a - b));
    }
  });
});

describe("the page", () => {
  const page = comparisonPage([design], cells);
  const tables = page.split("\n\n").filter((part) => part.startsWith("|"));

  it("has a line for every cell, and as many columns in each line as in the head", () => {
    for (const table of tables) {
      const widths = table
        .trimEnd()
        .split("\n")
        .map((line) => line.split("|").length);
      expect(new Set(widths).size).toBe(1);
    }
    expect(tables.at(-1)!.trimEnd().split("\n").length).toBe(cells.length + 2);
  });

  it("says of every aim whether it is met", () => {
    const aims = tables
      .find((table) => table.startsWith("| aim"))!
      .trimEnd()
      .split("\n")
      .slice(2);
    expect(aims.length).toBe(4);
    for (const aim of aims) expect(aim).toMatch(/\| (met|missed) \|$/);
  });

  it("has numbers, and none that could not be computed", () => expect(page).not.toMatch(/NaN|undefined|Infinity/));
});

it("the table has a row for every cell and contender", () =>
  expect(cellRows(cells).length).toBe(cells.length * (contenders.length + 2)));

it("the figure has a panel for every decay time, all on one axis", () => {
  const { charts } = comparisonFigure(cells);
  expect(charts.map(({ rows }) => rows[0]!.decayTime)).toEqual(design.places.map(({ decayTime }) => decayTime));
  expect(new Set(charts.map(({ y }) => String(y.domain))).size).toBe(1);
});
