import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "../../src/paper/claim.js";

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
