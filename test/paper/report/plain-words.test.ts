import { describe, expect, it } from "vitest";
import type { Measurement } from "../../../src/paper/claim.js";
import { plainBand, plainMeasurement } from "../../../src/paper/report/plain-words.js";

const measured = (values: number[], standardError?: number | null): Measurement => ({
  values,
  sample: "10 runs",
  ...(standardError === undefined ? {} : { standardError }),
});

describe("plainMeasurement", () => {
  it.each([
    [measured([75.3111]), "75.3"],
    [measured([75.3111], 1.249), "75.3 ± 1.25"],
    [measured([75.3], null), "75.3"],
    [measured([75.3], Number.NaN), "75.3"],
    [measured([-12.34, 1, 5]), "-12.3 … 5"],
    [measured([1.0001, 1.0002]), "1"],
    [measured([0, Number.POSITIVE_INFINITY]), "0 … ∞"],
    [measured([0.000012345]), "0.0000123"],
    [measured([]), "–"],
    [null, "–"],
  ])("of %j is %s", (measurement, text) => expect(plainMeasurement(measurement)).toBe(text));
});

describe("plainBand", () => {
  it.each([
    [{ low: 1, high: 1 }, "exactly 1"],
    [{ low: 1 - 1e-12, high: 1 + 1e-12 }, "exactly 1, up to rounding"],
    [{ low: 10 }, "≥ 10"],
    [{ high: 0.95 }, "≤ 0.95"],
    [{ low: 600, high: 1350 }, "600 … 1350"],
  ])("of %j is %s", (band, text) => expect(plainBand(band)).toBe(text));
});
