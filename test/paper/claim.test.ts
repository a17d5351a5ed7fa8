import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EDGE, isAtEdge, judge, type Measurement, verdictInWords } from "../../src/paper/claim.js";

const measured = (...values: number[]) => ({ values, sample: "a test" });
const band = { low: 2, high: 3 };

describe("judge", () => {
  it.each([
    [[2.5], "reproduced"],
    [[2, 2.5, 3], "reproduced"],
    [[2 - 1e-15], "differs"],
    [[3 + 1e-15], "differs"],
    [[2.5, 3.5], "differs"],
    [[1.5, 2.5], "differs"],
    [[2.5, Number.NaN], "differs"],
    [[Number.POSITIVE_INFINITY], "differs"],
    [[], "not checked"],
  ] as const)("in 2 … 3: %j %s", (values, verdict) => expect(judge(band, measured(...values))).toBe(verdict));

  it("has not checked what was not measured", () => expect(judge(band, null)).toBe("not checked"));

  it.each([
    [{ low: 2 }, 1e300, "reproduced"],
    [{ low: 2 }, 1.9, "differs"],
    [{ high: 3 }, -1e300, "reproduced"],
    [{ high: 3 }, 3.1, "differs"],
    [{}, 7, "reproduced"],
    [{ low: 1, high: 1 }, 1, "reproduced"],
    [{ low: 1, high: 1 }, 1 + 2 ** -52, "differs"],
  ] as const)("takes a side that is not given as open: %j, %d %s", (given, value, verdict) =>
    expect(judge(given, measured(value))).toBe(verdict),
  );

  it("says of several values what the worst of them deserves", () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 1 }), (values) => {
        const single = values.map((value) => judge(band, measured(value)));
        expect(judge(band, measured(...values))).toBe(single.includes("differs") ? "differs" : "reproduced");
      }),
    ));
});

describe("at the edge", () => {
  const estimate = (values: number[], ...standardErrors: (number | null)[]): Measurement => ({
    ...measured(...values),
    ...(standardErrors.length === 1 ? { standardError: standardErrors[0]! } : { standardErrors }),
  });

  it.each([
    ["well inside", estimate([2.5], 0.1), "reproduced"],
    ["inside, near the lower end", estimate([2.2], 0.1), "reproduced, at the edge"],
    ["inside, near the upper end", estimate([2.8], 0.1), "reproduced, at the edge"],
    ["just outside", estimate([3.2], 0.1), "differs, at the edge"],
    ["clearly outside", estimate([3.4], 0.1), "differs"],
    ["one of two near an end", estimate([2.5, 2.2], 0.1, 0.1), "reproduced, at the edge"],
    ["one of two just outside", estimate([2.5, 3.2], 0.1, 0.1), "differs, at the edge"],
    ["one just outside, another clearly", estimate([3.2, 4], 0.1, 0.1), "differs"],
    ["each with its own error", estimate([2.2, 2.5], 0.01, 0.1), "reproduced"],
    ["exact, at the very end", measured(3), "reproduced"],
    ["exact, just outside", measured(3 + 1e-9), "differs"],
    ["without an error although an estimate", estimate([2.5], Number.NaN), "reproduced, at the edge"],
    ["not a number", estimate([Number.NaN], 0.1), "differs"],
    ["nothing", measured(), "not checked"],
  ] as const)("%s", (_, measurement, words) => expect(verdictInWords(band, measurement)).toBe(words));

  // 2.9 lies in 2 … 3; what is 3/1.96 times as far as an end of its interval counts.
  it.each([
    ["upwards far enough", [{ low: 2.88, high: 2.97 }], "reproduced, at the edge"],
    ["downwards alone", [{ low: 2.5, high: 2.91 }], "reproduced"],
    ["of no value", [null], "reproduced, at the edge"],
  ] as const)("is where an interval reaches, %s, rather than a standard error", (_, intervals, words) =>
    expect(verdictInWords(band, { ...estimate([2.9], 0.05), intervals })).toBe(words),
  );

  it("is where an interval reaches into the band from outside", () => {
    const outside = (low: number) => verdictInWords(band, { ...estimate([3.1], 0.01), intervals: [{ low, high: 4 }] });
    expect(outside(3)).toBe("differs, at the edge");
    expect(outside(3.09)).toBe("differs");
  });

  it("is not asked of what was not measured", () => expect(verdictInWords(band, null)).toBe("not checked"));

  it("begins where other samples, up to the reach of their errors, would be judged otherwise", () =>
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0.01, max: 1 }), (value, error) => {
        const shifted = [-0.999, 0.999].map((part) => judge(band, measured(value + part * EDGE * error)));
        const turns = shifted.some((verdict) => verdict !== judge(band, measured(value)));
        // A band that is narrower than the reach can be missed on both sides.
        if (turns) expect(isAtEdge(band, estimate([value], error))).toBe(true);
      }),
    ));
});
