import { describe, expect, it } from "vitest";
import { claimRow, describeVerdicts, verdictOf } from "../../../src/paper/report/checked-claim.js";
import { claim, measured, one } from "./example-claim.js";

describe("a row of the table of claims", () => {
  it("says what was found, what was expected, and the verdict that follows", () => {
    expect(claimRow({ claim, measurement: measured([1.5], 0.01) })).toEqual({
      claim: "a-claim",
      statement: "Something holds",
      where: "Results",
      verdict: "reproduced",
      atEdge: false,
      found: "1.5 ± 0.01",
      expected: "1 … 2",
      bandOrigin: "the paper",
      measured: "a ratio",
      sample: "10 runs",
    });
    expect(claimRow(one(3))).toMatchObject({ verdict: "differs", found: "3" });
    expect(claimRow({ claim, measurement: measured([1.9], 0.1) })).toMatchObject({
      verdict: "reproduced",
      atEdge: true,
    });
  });

  it("says so where nothing was measured", () => {
    const row = { verdict: "not checked", found: "–", sample: "its figure was not asked for" };
    expect(claimRow({ claim, measurement: null })).toMatchObject(row);
    expect(verdictOf({ claim, measurement: null })).toBe("not checked");
  });
});

describe("the verdicts in short", () => {
  it.each([
    [[], "0 reproduced, 0 differ, 0 not checked."],
    [[one(1.5), one(3), one()], "1 reproduced, 1 differs, 1 not checked."],
    [[one(1.5), one(2), one(3), one(1, 4)], "2 reproduced, 2 differ, 0 not checked."],
  ])("of %j are %s", (checked, text) => expect(describeVerdicts(checked)).toBe(text));
});
