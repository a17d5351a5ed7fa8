import { describe, it } from "vitest";
import { randomStream } from "../../src/math/random.js";
import { largestOfHalfNormals } from "../../src/theory/largest-half-normal.js";
import { expectClose } from "../math/close.js";

describe("the expected largest of N half-normal numbers", () => {
  it.each([
    [1, Math.sqrt(2 / Math.PI)],
    // max(|x|, |y|) = (|x + y| + |x − y|)/2, and x ± y are normal with variance 2.
    [2, 2 / Math.sqrt(Math.PI)],
    // ∫ 1 − F³ in closed form: (12/π^{3/2}) arctan(1/√2) = ⟨max of three⟩.
    [3, (12 / Math.PI ** 1.5) * Math.atan(Math.SQRT1_2)],
  ])("of %d", (count, expected) =>
    // Simpson's rule with a step of 1/128.
    expectClose(largestOfHalfNormals(count), expected, { relative: 1e-10 }, { count }),
  );

  it("is that of random numbers", () => {
    const draw = randomStream(1, "largest");
    for (const count of [10, 300]) {
      const samples = Array.from({ length: 2000 }, () => {
        let largest = 0;
        for (let k = 0; k < count; k++) largest = Math.max(largest, Math.abs(draw.normal()));
        return largest;
      });
      const mean = samples.reduce((sum, x) => sum + x, 0) / samples.length;
      const variance = samples.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (samples.length - 1);
      // Four standard errors of the mean.
      expectClose(largestOfHalfNormals(count), mean, { absolute: 4 * Math.sqrt(variance / samples.length) }, { count });
    }
  });
});
