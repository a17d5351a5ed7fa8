import fc from "fast-check";
import { expect, it } from "vitest";
import { distinctLabels } from "../../src/report/distinct-labels.js";
import { formatNumber } from "../../src/report/format.js";

const labels = (...values: number[]) => [...distinctLabels(values).values()];

it("leaves values that read differently as they are", () => {
  expect(labels(0.0001, 0.25, 1000, Number.POSITIVE_INFINITY)).toEqual(
    [0.0001, 0.25, 1000, Infinity].map(formatNumber),
  );
});

it("gives values that would read alike the digits that tell them apart, and the others none", () => {
  expect(labels(0.0100001, 0.0100002, 0.02)).toEqual(["0.0100001", "0.0100002", "0.02"]);
  expect(labels(1e-7, 1.00001e-7)).toEqual(["1×10⁻⁷", "1.00001×10⁻⁷"]);
  expect(labels(20240105, 20240106)).toEqual(["2.0240105×10⁷", "2.0240106×10⁷"]);
  expect(labels(0.3, 0.1 + 0.2)).toEqual(["0.3", "0.30000000000000004"]);
  expect(labels(-1.00001, -1)).toEqual(["−1.00001", "−1"]);
});

it("gives different values different labels, whatever they are", () => {
  const near = fc.double({ noNaN: true }).chain((value) =>
    fc.array(
      fc.integer({ min: -9, max: 9 }).map((steps) => value * (1 + steps * Number.EPSILON)),
      { maxLength: 9 },
    ),
  );
  fc.assert(
    fc.property(fc.tuple(near, near), ([some, others]) => {
      const values = new Set([...some, ...others]);
      expect(new Set(labels(...values)).size).toBe(values.size);
    }),
  );
});
