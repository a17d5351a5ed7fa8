import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearFit } from "../../src/paper/linear-fit.js";

describe("the straight line of least squares", () => {
  it("is the line that the points lie on", () => {
    const coefficient = fc.double({ min: -100, max: 100, noNaN: true });
    const steep = coefficient.filter((slope) => Math.abs(slope) > 0.1);
    fc.assert(
      fc.property(steep, coefficient, (slope, intercept) => {
        const x = [0, 1, 3, 4];
        const fit = linearFit(
          x,
          x.map((value) => intercept + slope * value),
        );
        // Values to 500 with roundings of 1e-16 of that, over a slope of 0.1 at least.
        expect(fit.slope).toBeCloseTo(slope, 10);
        expect(fit.intercept).toBeCloseTo(intercept, 10);
        expect(fit.explained).toBeCloseTo(1, 10);
      }),
    );
  });

  // Σdx² = 2, Σdx·dy = 2, Σdy² = 8/3: slope 1, through the centre (1, 4/3), R² = 4/(2 · 8/3).
  it("explains what it explains of three points that lie on none", () =>
    expect(linearFit([0, 1, 2], [0, 2, 2])).toEqual({
      slope: 1,
      intercept: expect.closeTo(1 / 3, 12),
      explained: expect.closeTo(0.75, 12),
    }));

  it("explains nothing of points that rise as much as they fall", () =>
    expect(linearFit([-1, 0, 1], [1, 0, 1])).toMatchObject({ slope: 0, explained: 0 }));
});
