import { expect, it } from "vitest";
import { digitsFor } from "../../../src/paper/report/digits.js";
import { foundInWords } from "../../../src/paper/report/finding.js";
import { plainMeasurement } from "../../../src/paper/report/plain-words.js";

it.each([
  [[0.998, 1.0031], { low: 1, high: 1 }, 4],
  [[1.0031], { low: 1, high: 1 }, 4],
  [[1.00000004], { high: 1 }, 9],
  [[1.7, 2.6], { high: 1 }, 3],
  [[Number.POSITIVE_INFINITY], { high: 1 }, 3],
  [[74.96], {}, 3],
])("%j beside the band %j are told in %d digits", (values, band, digits) =>
  expect(digitsFor(values, band)).toBe(digits),
);

it("never tells a value that differs as one that does not", () => {
  const measurement = { values: [1, 1.0031], sample: "" };
  const band = { low: 1, high: 1 };
  expect(foundInWords(measurement, band)).toBe("1 to 1.003");
  expect(plainMeasurement(measurement, band)).toBe("1 … 1.003");
});
