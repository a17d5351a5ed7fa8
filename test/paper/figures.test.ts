import { describe, expect, it } from "vitest";
import { type Job, type JobOf, keyOf, type ResultOf, runJob } from "../../src/jobs/index.js";
import { mlpSchema } from "../../src/mlp/parameters.js";
import { TRADE_OFF } from "../../src/paper/decay.js";
import type { Figure } from "../../src/paper/figure.js";
import { COST_VARIANTS } from "../../src/paper/figures/figure-1-s1.js";
import { OTHER_COSTS } from "../../src/paper/figures/figure-2-costs.js";
import { figures, paperFigures } from "../../src/paper/figures.js";
import { LANDSCAPE } from "../../src/paper/landscape.js";
import { type Scale, scaleNames } from "../../src/paper/scale.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import type { Chart } from "../../src/report/chart/chart.js";
import { formatCount } from "../../src/report/format.js";
import { parseParameters } from "../../src/schema/parameter.js";
import { toJson } from "../../src/schema/result.js";
import { expectClose } from "../math/close.js";
import { tinyDigits } from "../mlp/tiny-digits.js";
import { doctorOf, nothingLearned, recounted, resultsOf } from "./made-up.js";

const scales: Scale[] = [...scaleNames, "tiny"];

const source = {
  digits: () => tinyDigits(),
  patterns: () => expect.fail("no figure reads patterns"),
};

/** Runs what is asked for, once. */
function computed(): ResultOf {
  const known = new Map<string, unknown>();
  return (<K extends Job["kind"]>(job: JobOf<K>) => {
    const key = keyOf(job);
    if (!known.has(key)) known.set(key, runJob(job, source));
    return known.get(key);
  }) as ResultOf;
}

/** Reads only what the figure says that it needs. */
function allowing(figure: Figure, scale: Scale, resultOf: ResultOf): ResultOf {
  const keys = new Set(figure.jobs(scale).map(keyOf));
  return ((job: never) =>
    keys.has(keyOf(job)) ? resultOf(job) : expect.fail(`not declared: ${keyOf(job)}`)) as ResultOf;
}

const isDrawn = (value: unknown, scale: string | undefined): boolean =>
  typeof value === "number" && Number.isFinite(value) && (scale !== "log" || value > 0);

/** What every chart must be, whatever the numbers. */
function expectWellFormed(chart: Chart): void {
  const names = chart.series.map(({ name }) => name);
  expect(new Set(names).size, "series are named once").toBe(names.length);
  expect(new Set(chart.rows.map((row) => row.series)), "every series has rows, and no row another").toEqual(
    new Set(names),
  );
  for (const { colourOf } of chart.series) if (colourOf !== undefined) expect(names).toContain(colourOf);
  for (const row of chart.rows) {
    expect(Object.keys(row)).toEqual(expect.arrayContaining(["series", chart.x.key, chart.y.key]));
    for (const [key, cell] of Object.entries(row)) {
      const isCell = cell === null || ["number", "string", "boolean"].includes(typeof cell);
      expect(isCell && !Number.isNaN(cell), `${key} is ${cell}`).toBe(true);
    }
  }
  if (chart.errorKey !== undefined) expect(chart.rows.some((row) => chart.errorKey! in row)).toBe(true);
  expect([chart.title, chart.x.label, chart.y.label, ...(chart.notes ?? [])]).not.toContain("");
  expect(() => toJson(chart)).not.toThrow();
}

it("has figures of different names, in the order of the paper, and what it does not have at last", () => {
  expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
  expect(figures.slice(paperFigures.length).map(({ id }) => id)).toEqual([
    "beyond",
    "beyond-robustness",
    "r1",
    "r2",
    "r3",
  ]);
  const ids = paperFigures.map(({ id }) => id);
  // 1b, 1-s1, 2-costs: the number, then panels, supplements, and what is drawn here only.
  const placeOf = (id: string): string => {
    const [, number, rest] = /^(\d+)(.*)$/.exec(id)!;
    const kind = /^[a-z]?$/.test(rest!) ? "panel" : /^-s\d/.test(rest!) ? "supplement" : "words";
    return [number, ["panel", "supplement", "words"].indexOf(kind), rest].join(" ");
  };
  expect(ids).toEqual(ids.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)));
});

describe.each(figures.map((figure) => [figure.id, figure] as const))("figure %s", (id, figure) => {
  describe.each(scales)("at scale %s", (scale) => {
    const jobs = figure.jobs(scale);

    it("needs jobs of plain data, which cross to a worker thread and to JSON and back", () => {
      for (const job of jobs) {
        expect(structuredClone(job)).toEqual(job);
        expect(JSON.parse(toJson(job))).toEqual(JSON.parse(keyOf(job)));
      }
    });

    it("needs every job once", () => expect(new Set(jobs.map(keyOf)).size).toBe(jobs.length));

    it("needs jobs whose parameters are those of a single run", () => {
      for (const job of jobs) {
        const schema = job.kind.startsWith("mlp") ? mlpSchema : perceptronSchema;
        expect(parseParameters(schema, job.parameters).runs, keyOf(job)).toBe(1);
      }
    });

    it("makes well-formed charts of made-up results, with every series drawn", () => {
      const charts = figure.charts(allowing(figure, scale, resultsOf()), scale);
      expect(charts.length).toBeGreaterThan(0);
      for (const chart of charts) {
        expectWellFormed(chart);
        expect(chart.name).toMatch(new RegExp(`^figure-${id}`));
        for (const { name } of chart.series) {
          const drawn = chart.rows.filter(
            (row) =>
              row.series === name &&
              isDrawn(row[chart.x.key], chart.x.scale) &&
              isDrawn(row[chart.y.key], chart.y.scale),
          );
          expect(drawn.length, `points of ${name} in ${chart.name}`).toBeGreaterThan(0);
        }
      }
    });

    it("makes well-formed charts where nothing was learned", () => {
      for (const chart of figure.charts(resultsOf(nothingLearned), scale)) expectWellFormed(chart);
    });
  });

  it("makes well-formed charts of what it computes at the scale of the tests", () => {
    const resultOf = allowing(figure, "tiny", computed());
    for (const chart of figure.charts(resultOf, "tiny")) expectWellFormed(chart);
  });

  it("says in words what it shows", () => {
    expect(figure.title).toMatch(/\w/);
    expect(figure.caption).toMatch(/\.$/);
  });
});

describe("runs that did not converge", () => {
  const charts = (id: string, resultOf: ResultOf): Chart[] =>
    figures.find((figure) => figure.id === id)!.charts(resultOf, "quick");

  it.each(["1c", "1d"])("are counted in the rows of figure %s, named in its notes, and in no mean", (id) => {
    const doctor = doctorOf("perceptron", (run, { parameters }) =>
      parameters.patternCount === 1900 && run.seed <= 2
        ? recounted({ ...run, converged: false }, () => ({ consolidated: 1e99, minimal: 1 }))
        : run,
    );
    const [chart] = charts(id, resultsOf(doctor));
    const [clean] = charts(id, resultsOf());
    const point = ({ rows, series }: Chart) =>
      rows.find((row) => row.series === series[0]!.name && row.patternCount === 1900)!;
    const { runCount } = point(clean!) as { runCount: number };
    expect(point(chart!)).toMatchObject({ unconvergedCount: 2, runCount: runCount - 2 });
    // All made-up seeds are alike: some less change nothing but the rounding of the mean.
    const { key } = chart!.y;
    expectClose(point(chart!)[key] as number, point(clean!)[key] as number, { relative: 1e-14 }, { id });
    const notes = (drawn: Chart): string => drawn.notes!.join(" ");
    expect(notes(chart!)).toContain("P/N = 1.9");
    expect(notes(chart!)).toContain(`2 of ${runCount}`);
    expect(notes(clean!)).not.toContain("P/N = 1.9");
  });

  it("are counted in the notes of figure 2-costs and are in no mean", () => {
    const doctor = doctorOf("perceptron-settings", (outcomes, { parameters }) =>
      outcomes.map((outcome) =>
        parameters.seed === 1 ? recounted({ ...outcome, converged: false }, () => ({ consolidated: 1e99 })) : outcome,
      ),
    );
    const { seedCount } = OTHER_COSTS.quick;
    const drawn = charts("2-costs", resultsOf(doctor));
    const clean = charts("2-costs", resultsOf());
    drawn.forEach((chart, panel) => {
      expect(chart.notes!.join(" ")).toContain(`${seedCount - 1} of ${seedCount} seeds`);
      chart.rows.forEach((row, i) => {
        const expected = clean[panel]!.rows[i]![chart.y.key] as number;
        expectClose(row[chart.y.key] as number, expected, { relative: 1e-13 }, { row });
      });
    });
  });

  it("are counted in the rows and notes of figure 1-s1 and are in no mean", () => {
    const doctor = doctorOf("perceptron", (run, { parameters }) =>
      parameters.costExponent === 0.5 && parameters.patternCount === 500 && run.seed <= 2
        ? recounted({ ...run, converged: false }, () => ({ consolidated: 1e99, minimal: 1 }))
        : run,
    );
    const [chart] = charts("1-s1", resultsOf(doctor));
    const [clean] = charts("1-s1", resultsOf());
    const at = ({ rows }: Chart) => rows.find(({ load, costExponent }) => load === 0.5 && costExponent === 0.5)!;
    const { seedCount } = COST_VARIANTS.quick;
    expect(at(chart!)).toMatchObject({ unconvergedCount: 2, runCount: seedCount - 2 });
    expectClose(at(chart!).inefficiency as number, at(clean!).inefficiency as number, { relative: 1e-14 }, {});
    expect(chart!.notes!.join(" ")).toContain(`2 of ${clean!.rows.length * seedCount} runs`);
    expect(clean!.notes!.join(" ")).toContain("all converged");
  });

  it("are counted in the rows and notes of figure 3 and are in no mean", () => {
    const decayTime = 1e4;
    const [chart] = charts("3", resultsOf());
    const point = ({ rows }: Chart) => rows.find((row) => row.series === "c = 0" && row.decayTime === decayTime)!;
    const { energy, unconvergedCount } = point(chart!) as { energy: number; unconvergedCount: number };
    const doctor = doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
      outcomes.map((outcome, i) =>
        // It would be the best by far.
        parameters.seed === 1 && parameters.decayTime === decayTime && i === 3
          ? recounted({ ...outcome, converged: false }, () => ({ consolidated: 1, transientHeld: 0 }))
          : outcome,
      ),
    );
    const [doctored] = charts("3", resultsOf(doctor));
    expect(point(doctored!)).toMatchObject({ energy, unconvergedCount: unconvergedCount + 1 });
    expect(doctored!.notes!.join(" ")).toMatch(
      new RegExp(`[ ,]${unconvergedCount + 1} \\+ \\d+ at ${formatCount(decayTime)}`),
    );
  });

  it("are counted in the rows and notes of figure 3-s1a and are in no mean", () => {
    const doctor = doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
      outcomes.map((outcome) => ({
        ...outcome,
        converged: parameters.seed! > 3 || outcome.threshold !== 4.5,
      })),
    );
    const [chart] = charts("3-s1a", resultsOf(doctor));
    const { seedCount } = TRADE_OFF.quick;
    const row = chart!.rows.find(({ threshold }) => threshold === 4.5)!;
    expect(row).toMatchObject({ unconvergedCount: 3, runCount: seedCount - 3 });
    expect(chart!.notes!.join(" ")).toContain(`of ${seedCount} runs at θ = 4.5: 3`);
    expect(charts("3-s1a", resultsOf())[0]!.notes!.join(" ")).toContain("All runs converged");
  });

  it.each(["2b", "2c", "4b"])("are counted in the notes of figure %s and are in no mean", (id) => {
    const doctor = doctorOf("perceptron-settings", (outcomes, { parameters }) =>
      parameters.seed === 1
        ? outcomes.map((outcome) => recounted({ ...outcome, converged: false }, () => ({ consolidated: 1e99 })))
        : outcomes,
    );
    const [chart] = charts(id, resultsOf(doctor));
    const [clean] = charts(id, resultsOf());
    const { seedCount } = LANDSCAPE.quick;
    expect(chart!.notes!.join(" ")).toContain(`${seedCount - 1} of ${seedCount} seeds`);
    const { key } = chart!.y;
    chart!.rows.forEach((row, i) => {
      expectClose(row[key] as number, clean!.rows[i]![key] as number, { relative: 1e-14 }, { id, row });
    });
  });
});
