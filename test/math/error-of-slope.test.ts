import { expect, it } from "vitest";
import { slopeWithError } from "../../src/math/error-of-slope.js";
import { expectClose } from "./close.js";

it("is the textbook's σ/√Σ(x − x̄)² for equal errors", () => {
  const { slope, standardError } = slopeWithError([0, 1, 2, 3], [1, 3, 5, 7], [0.5, 0.5, 0.5, 0.5]);
  expectClose(slope, 2, { relative: 1e-15 }, "slope");
  expectClose(standardError, 0.5 / Math.sqrt(5), { relative: 1e-15 }, "standard error");
});

it("is that of a difference between two points", () =>
  expectClose(slopeWithError([1, 3], [0, 1], [0.3, 0.4]).standardError, 0.5 / 2, { relative: 1e-15 }, "of two"));

it("does not change with a point in the middle, which has no say", () =>
  expect(slopeWithError([1, 2, 3], [0, 9, 1], [0.3, 100, 0.4]).standardError).toBeCloseTo(0.25, 12));
