import { describe, expect, it } from "vitest";
import type { Outcomes } from "../../../src/paper/beyond/fixed-thresholds.js";
import { geometricMean, pairedRatio } from "../../../src/paper/beyond/ratio.js";

const outcomes = (...energies: (number | null)[]): Outcomes =>
  energies.map((energy) => (energy === null ? null : { energy, epochCount: 1 }));

describe("a paired ratio", () => {
  it("is that of the means, and has the error of the paired differences", () => {
    const { ratio, standardError, pairCount } = pairedRatio(outcomes(2, 4, 3), outcomes(4, 6, 5));
    // 9/15; A − rB is −.4, .4, 0, of standard deviation .4, over √3 and the mean 5.
    expect(ratio).toBeCloseTo(0.6, 12);
    expect(standardError).toBeCloseTo(0.4 / Math.sqrt(3) / 5, 12);
    expect(pairCount).toBe(3);
  });

  it("has no error where one is a multiple of the other, however much the seeds differ", () =>
    expect(pairedRatio(outcomes(1, 10, 100), outcomes(2, 20, 200)).standardError).toBeCloseTo(0, 12));

  it("counts what does not converge, and has it in no mean", () =>
    expect(pairedRatio(outcomes(1, null, 7, null), outcomes(2, 100, null, null))).toEqual({
      ...{ ratio: 0.5, standardError: null },
      ...{ pairCount: 1, lostCount: 1, wonCount: 1 },
    }));

  it("is none where no seed converges with both", () =>
    expect(pairedRatio(outcomes(null, 1), outcomes(1, null)).ratio).toBeNull());
});

describe("a geometric mean of ratios", () => {
  it("has the error that follows from theirs", () => {
    const { ratio, standardError, count } = geometricMean([
      { ratio: 0.5, standardError: 0.05 },
      { ratio: 2, standardError: 0.2 },
    ]);
    // Of the logarithm: √(.1² + .1²)/2.
    expect(ratio).toBeCloseTo(1, 12);
    expect(standardError).toBeCloseTo(Math.SQRT2 * 0.05, 12);
    expect(count).toBe(2);
  });

  it("leaves out what is not known, and says how many there were", () => {
    const none = { ratio: null, standardError: null };
    expect(geometricMean([none, { ratio: 3, standardError: null }])).toMatchObject({ count: 1, standardError: null });
    expect(geometricMean([none])).toEqual({ ...none, count: 0 });
  });
});
