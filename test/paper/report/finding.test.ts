import { describe, expect, it } from "vitest";
import type { Claim, Measurement } from "../../../src/paper/claim.js";
import { expectedInWords, findingOf, foundInWords } from "../../../src/paper/report/finding.js";

const measured = (values: number[], standardError?: number | null): Measurement => ({
  values,
  sample: "10 of 10 runs converged",
  ...(standardError === undefined ? {} : { standardError }),
});

describe("foundInWords", () => {
  it.each([
    [measured([75.3111]), "75.3"],
    [measured([75.3111], 1.249), "75.3 ± 1.2"],
    [measured([33.7288], 0.887), "33.73 ± 0.89"],
    [measured([983.4], 53.8), "983 ± 54"],
    [measured([1_234_567], 43_210), "1\u202f235\u202f000 ± 43\u202f000"],
    [measured([0.0000123456], 0.00000021), "1.23×10⁻⁵ ± 2.1×10⁻⁷"],
    [measured([75.3], null), "75.3"],
    [measured([75.3], Number.NaN), "75.3"],
    [measured([75.3], 0), "75.3"],
    [measured([75.3], 1e-14), "75.3"],
    [measured([0], 0), "0"],
    [measured([-1.92, -2.05]), "−2.05 to −1.92"],
    [measured([1.0001, 1.0002], 0.1), "1.00 ± 0.10"],
    [measured([0, Number.POSITIVE_INFINITY]), "0 to ∞"],
    [measured([Number.NaN]), "undefined"],
    [measured([]), "–"],
    [null, "–"],
  ])("of %j is %s", (measurement, text) => expect(foundInWords(measurement)).toBe(text));
});

describe("expectedInWords", () => {
  it.each([
    [{ low: 1, high: 1 }, "exactly 1"],
    [{ low: 1 - 1e-12, high: 1 + 1e-12 }, "exactly 1, up to rounding"],
    [{ low: 10 }, "at least 10"],
    [{ high: 0.95 }, "at most 0.95"],
    [{ low: -2.2, high: -1.8 }, "between −2.2 and −1.8"],
    [{}, "any number"],
  ])("of %j is %s", (band, text) => expect(expectedInWords(band)).toBe(text));
});

describe("findingOf", () => {
  const claim = { band: { low: 10 } } as Claim;

  it("says what was found and expected, and of which sample", () => {
    expect(findingOf({ claim, measurement: measured([33.7288], 0.887) })).toBe(
      "Found 33.73 ± 0.89, expected at least 10. 10 of 10 runs converged.",
    );
  });

  it("says so where nothing was measured", () => {
    expect(findingOf({ claim, measurement: { values: [], sample: "no runs converged" } })).toBe(
      "Nothing could be measured. No runs converged.",
    );
    expect(findingOf({ claim, measurement: null })).toMatch(/^Not checked/);
  });

  it.each([
    ["θ = 0 at τ = 10", "θ = 0 at τ = 10."],
    ["c = 0, 1 seed", "c = 0, 1 seed."],
    ["at no load", "At no load."],
  ])("begins its last sentence, %s, with a capital unless that is a symbol", (sample, text) =>
    expect(findingOf({ claim, measurement: { values: [], sample } })).toBe(`Nothing could be measured. ${text}`),
  );
});
