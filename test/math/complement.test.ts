import { expect, it } from "vitest";
import { complement } from "../../src/math/complement.js";
import { expectClose } from "./close.js";

// Math.expm1 is right to about one unit in the last place.
it.each([1e-300, 1e-16, 1e-5, 9.9e-3, 0.0101, 0.5, 3, 40])("is 1 − e^{−x} at x = %d", (x) =>
  expectClose(complement(x), -Math.expm1(-x), { relative: 2e-14 }, { x }),
);

it("is 0 at 0 and 1 at Infinity", () => expect([complement(0), complement(Number.POSITIVE_INFINITY)]).toEqual([0, 1]));
