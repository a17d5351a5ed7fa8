import { describe, expect, it } from "vitest";
import { claimSentence, foundSentences } from "../../../src/cli/printing/found-figures.js";
import type { Claim } from "../../../src/paper/claim.js";

const check = (statement: string, value: number) => {
  const claim = { id: "an-id", figure: "1c", statement, band: { low: 1, high: 2 } } as Claim;
  return { claim, measurement: { values: [value], sample: "" } };
};
const place = { figureCount: 2, took: "3 s", report: "/out/report.html" };

it("says of a claim what it is and what was found, and not what it is called", () =>
  expect(claimSentence(check("Energy is saved", 3))).toBe("Differs: Energy is saved (found 3, expected 1 … 2)."));

describe("what came of it", () => {
  it("is three sentences: verdicts, what differs, where to look", () =>
    expect(foundSentences([check("A holds", 1.5), check("B holds", 3), check("C holds", 0)], place)).toEqual([
      "Of 3 claims of the paper: 1 reproduced, 2 differ, 0 not checked.",
      "Found to differ: B holds; C holds.",
      "Open the report of 2 figures, made in 3 s: /out/report.html",
    ]));

  it("counts apart what is not in the paper, which is no difference from it", () => {
    const beyond = check("D holds", 3);
    const other = { ...beyond, claim: { ...beyond.claim, isBeyondPaper: true as const } };
    const look = "Open the report of 2 figures, made in 3 s: /out/report.html";
    expect(foundSentences([check("A holds", 1.5), other], place)).toEqual([
      "Of 1 claim of the paper: 1 reproduced, 0 differ, 0 not checked.",
      "Nothing that was checked differs.",
      "Of 1 claim beyond the paper: 0 reproduced, 1 differs, 0 not checked.",
      look,
    ]);
    expect(foundSentences([other], place)).toEqual([
      "No claim of the paper belongs to what was asked for.",
      "Of 1 claim beyond the paper: 0 reproduced, 1 differs, 0 not checked.",
      look,
    ]);
  });

  it("says so where nothing differs, and where there was nothing to check", () => {
    expect(foundSentences([check("A holds", 1.5)], place)[1]).toBe("Nothing that was checked differs.");
    expect(foundSentences([], { ...place, figureCount: 1 })).toEqual([
      "No claim of the paper belongs to what was asked for.",
      "Open the report of 1 figure, made in 3 s: /out/report.html",
    ]);
  });

  it("names no more than a sentence can take, and says how many there are", () => {
    const many = Array.from({ length: 8 }, (_, k) => check(`${k} holds`, 3));
    expect(foundSentences(many, place)[1]).toMatch(/4 holds; and 3 more, which the report names\.$/);
  });
});
