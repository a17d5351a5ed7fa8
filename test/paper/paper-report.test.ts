import { describe, expect, it } from "vitest";
import type { Claim, Measurement } from "../../src/paper/claim.js";
import { claims } from "../../src/paper/claims.js";
import { deviations } from "../../src/paper/deviations.js";
import { figures } from "../../src/paper/figures.js";
import {
  claimRow,
  describeMeasurement,
  describeVerdicts,
  paperReport,
  verdictOf,
} from "../../src/paper/paper-report.js";

const claim: Claim = {
  figure: "1c",
  id: "a-claim",
  statement: "Something holds",
  where: "Results",
  measured: "a ratio",
  band: { low: 1, high: 2 },
  bandOrigin: "the paper",
  jobs: () => [],
  measure: () => ({ values: [], sample: "none" }),
};
const measured = (values: number[], standardError?: number | null): Measurement => ({
  values,
  sample: "10 runs",
  ...(standardError === undefined ? {} : { standardError }),
});

describe("describeMeasurement", () => {
  it.each([
    [measured([75.3111]), "75.3"],
    [measured([75.3111], 1.249), "75.3 ± 1.25"],
    [measured([75.3], null), "75.3"],
    [measured([75.3], Number.NaN), "75.3"],
    [measured([12.34, 1, 5]), "1 … 12.3"],
    [measured([1.0001, 1.0002]), "1"],
    [measured([0, Number.POSITIVE_INFINITY]), "0 … ∞"],
    [measured([0.000012345]), "0.0000123"],
    [measured([]), "–"],
    [null, "–"],
  ])("of %j is %s", (measurement, text) => expect(describeMeasurement(measurement)).toBe(text));
});

describe("a row of the table of claims", () => {
  it("says what was found, what was expected, and the verdict that follows", () => {
    expect(claimRow({ claim, measurement: measured([1.5], 0.1) })).toEqual({
      claim: "a-claim",
      statement: "Something holds",
      where: "Results",
      verdict: "reproduced",
      found: "1.5 ± 0.1",
      expected: "1 … 2",
      bandOrigin: "the paper",
      measured: "a ratio",
      sample: "10 runs",
    });
    expect(claimRow({ claim, measurement: measured([3]) })).toMatchObject({ verdict: "differs", found: "3" });
  });

  it("says so where nothing was measured", () => {
    const row = { verdict: "not checked", found: "–", sample: "its figure was not asked for" };
    expect(claimRow({ claim, measurement: null })).toMatchObject(row);
    expect(verdictOf({ claim, measurement: null })).toBe("not checked");
  });

  it.each([
    [{ low: 1, high: 1 }, "exactly 1"],
    [{ low: 10 }, "≥ 10"],
    [{ high: 0.95 }, "≤ 0.95"],
    [{ low: 600, high: 1350 }, "600 … 1350"],
  ])("describes the band %j as %s", (band, expected) =>
    expect(claimRow({ claim: { ...claim, band }, measurement: null }).expected).toBe(expected),
  );
});

describe("the verdicts in short", () => {
  const one = (...values: number[]) => ({ claim, measurement: measured(values) });

  it.each([
    [[], "0 reproduced, 0 differ, 0 not checked."],
    [[one(1.5), one(3), one()], "1 reproduced, 1 differs, 1 not checked."],
    [[one(1.5), one(2), one(3), one(1, 4)], "2 reproduced, 2 differ, 0 not checked."],
  ])("of %j are %s", (checked, text) => expect(describeVerdicts(checked)).toBe(text));

  it("stand above the table, with the numbers of every claim that differs", () => {
    const [table] = paperReport([], [one(1.5), one(3)], "today").sections;
    expect(table).toMatchObject({
      summary: [
        "Of 2 claims of the paper: 1 reproduced, 1 differs, 0 not checked.",
        "Differs: Something holds. Found 3 (10 runs), expected 1 … 2.",
      ],
    });
  });
});

describe("the report", () => {
  const drawn = figures.map((figure) => ({ figure, svg: ["<svg/>"], files: [{ label: "CSV", href: "a.csv" }] }));
  const checked = claims.map((one) => ({ claim: one, measurement: null }));
  const { sections, generated } = paperReport(drawn, checked, "today");

  it("has the claims first, then the figures in their order, then what differs and why", () => {
    expect(sections.map(({ kind }) => kind)).toEqual(["table", ...figures.map(() => "figure"), "entries"]);
    expect(generated).toBe("today");
  });

  it("has a row for every claim, with every column it shows, and a badge for the verdict", () => {
    const table = sections[0]!;
    if (table.kind !== "table") expect.fail(table.kind);
    expect(table.rows).toEqual(checked.map(claimRow));
    for (const { key } of table.columns) expect(table.rows[0]).toHaveProperty(key);
    expect(table.columns.map(({ key }) => key)).toContain(table.badgeKey);
  });

  it("links every figure by its name, with its panels and files", () => {
    const shown = sections.filter((section) => section.kind === "figure");
    expect(shown.map(({ id }) => id)).toEqual(figures.map(({ id }) => `figure-${id}`));
    expect(shown[0]).toMatchObject({ caption: figures[0]!.caption, svg: ["<svg/>"], files: drawn[0]!.files });
  });

  it("names every deviation, and the parts that it has", () => {
    const section = sections.at(-1)!;
    if (section.kind !== "entries") expect.fail(section.kind);
    expect(section.entries.map(({ heading }) => heading)).toEqual(deviations.map(({ matter }) => matter));
    section.entries.forEach(({ parts }, i) => {
      const { matter, ...said } = deviations[i]!;
      expect(parts.map(({ text }) => text).sort(), matter).toEqual(Object.values(said).sort());
      expect(parts.at(-1)).toEqual({ label: "Here", text: said.here });
    });
  });
});
