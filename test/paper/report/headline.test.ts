import { describe, expect, it } from "vitest";
import type { ResultOf } from "../../../src/jobs/index.js";
import type { Claim } from "../../../src/paper/claim.js";
import { figures } from "../../../src/paper/figures.js";
import { headlineOf, leadOf } from "../../../src/paper/report/headline.js";
import { digitSaving, digitSavingAt, perceptronSaving } from "../../../src/paper/report/savings.js";
import type { Row } from "../../../src/schema/row.js";
import { resultsOf } from "../made-up.js";
import { one } from "./example-claim.js";

/** A figure drawn of made-up results, without drawings, which the headline does not look at. */
function drawn(id: string, resultOf: ResultOf = resultsOf()) {
  const figure = figures.find((one) => one.id === id)!;
  const panels = figure.charts(resultOf, "quick").map((chart) => ({ chart, wide: "", narrow: "" }));
  return { figure, panels, files: [] };
}

const both = [drawn("2c"), drawn("5b")];

/** The row that the headline speaks of. */
function rowAt(id: string, name: string, series: string, at: number): Row {
  const { chart } = both.find(({ figure }) => figure.id === id)!.panels.find(({ chart }) => chart.name === name)!;
  const row = chart.rows.find((one) => one.series === series && one[chart.x.key] === at);
  return row ?? expect.fail(`${name} has no ${series} at ${at}`);
}

describe("what caching saves", () => {
  it("in the perceptron is what Figure 2C shows at the maintenance cost of Figure 2B", () => {
    const saving = perceptronSaving(both)!;
    expect(saving.at).toBeCloseTo(1e-3, 12);
    for (const [key, series] of [
      ["without", "without caching"],
      ["cached", "local-global"],
      ["minimum", "minimum"],
    ] as const) {
      expect(saving[key]).toBe(rowAt("2c", "figure-2c-energy", series, saving.at).energy);
    }
  });

  it("in the network is what Figure 5B shows at the highest accuracy that all reach", () => {
    const saving = digitSaving(both)!;
    expect(saving.cached).toBe(rowAt("5b", "figure-5b", "with caching", saving.at).energy);
    const higher = both[1]!.panels[0]!.chart.rows.filter((row) => Number(row.accuracy) > saving.at);
    for (const { accuracy } of higher) {
      const there = higher.filter((row) => row.accuracy === accuracy);
      expect(
        there.map(({ energy }) => energy),
        `${accuracy}`,
      ).toContain(null);
    }
  });

  it("is not known of a figure that was not drawn, or in which nothing could be computed", () => {
    expect(perceptronSaving([])).toBeNull();
    const [panel] = drawn("5b").panels;
    const rows = panel!.chart.rows.map((row) => ({ ...row, energy: null }));
    expect(digitSaving([{ ...both[1]!, panels: [{ ...panel!, chart: { ...panel!.chart, rows } }] }])).toBeNull();
  });

  it("refuses a chart whose series has another name, rather than say nothing", () => {
    const [panel] = drawn("5b").panels;
    const series = panel!.chart.series.map(({ name, ...rest }) => ({ ...rest, name: `${name}!` }));
    const renamed = { ...both[1]!, panels: [{ ...panel!, chart: { ...panel!.chart, series } }] };
    expect(() => headlineOf([renamed])).toThrow('Chart figure-5b must have a series "without caching"');
  });
});

describe("the headline", () => {
  const percent = ({ without, cached }: { without: number; cached: number }) =>
    Math.round(100 * (1 - cached / without));
  const [perceptron, digits, lower] = [perceptronSaving(both)!, digitSaving(both)!, digitSavingAt(both, 0.93)!].map(
    percent,
  );
  const reached = 100 * digitSaving(both)!.at;

  it("has both numbers and their accuracies, or the one that is known, or none", () => {
    const first = `Synaptic caching saves ${perceptron} % of the energy that learning takes in a perceptron`;
    expect(headlineOf(both)).toBe(
      `${first}, and ${digits} % in a network that learns digits to an accuracy of ${reached} % (${lower} % at 93 %)`,
    );
    expect(headlineOf(both.slice(0, 1))).toBe(first);
    expect(headlineOf([drawn("1b")])).toBeUndefined();
  });
});

describe("the lead", () => {
  const claiming = (given: Partial<Claim>, value: number) => {
    const checked = one(value);
    return { ...checked, claim: { ...checked.claim, ...given } };
  };
  const another = (value: number) => claiming({ quote: "Another sentence" }, value);
  const beyond = (value: number) => claiming({ isBeyondPaper: true }, value);

  it("says what the numbers are and where they hold", () => {
    const [, evidence] = leadOf(both, []);
    expect(evidence).toMatch(
      /^A perceptron .* times .* c = 0\.001 .* A network .* % of the test images .* times, at c = 0\.001, τ = 1000 .* θ = 0\.04\.$/,
    );
  });

  it.each([
    [[one(1.5), one(3)], "Of 2 claims, two for a sentence of the paper, 1 is reproduced and 1 differs."],
    [
      [one(1.5), one(1.5), one(3), another(4)],
      "Of 4 claims, one to three for a sentence of the paper, 2 are reproduced and 2 differ.",
    ],
    [[one(1.5), another(2), one()], "Of 2 claims, one for a sentence of the paper, all are reproduced."],
    [[one(1.5), another(2), beyond(3)], "Of 2 claims, one for a sentence of the paper, all are reproduced."],
    [[one(1.5)], "The one statement of the paper that is checked here is reproduced."],
    [[one(3)], "The one statement of the paper that is checked here differs."],
  ])("counts the verdicts", (checked, text) => expect(leadOf([], checked)[1]).toBe(text));

  it("is the idea alone where there is nothing yet", () => expect(leadOf([], [])).toHaveLength(1));
});
