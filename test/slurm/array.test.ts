import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatArray, parseArray } from "../../src/slurm/array.js";

/** What Slurm takes such a text to mean, as its manual says. */
const numbersOf = (text: string): number[] =>
  text.split(",").flatMap((part) => {
    const [first, last = first] = part.split("-").map(Number);
    return Array.from({ length: last! - first! + 1 }, (_, k) => first! + k);
  });

describe("formatArray", () => {
  it("joins what is in a row", () => {
    expect(formatArray([1, 3, 4, 5, 9])).toBe("1,3-5,9");
    expect(formatArray([7])).toBe("7");
  });

  it("loses no number and adds none", () => {
    const indices = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 });
    fc.assert(
      fc.property(indices, (given) => {
        const rising = given.sort((a, b) => a - b);
        expect(numbersOf(formatArray(rising))).toEqual(rising);
      }),
    );
  });

  it("says how many may run at a time", () => {
    expect(formatArray([1, 2, 3], 2)).toBe("1-3%2");
  });
});

describe("parseArray", () => {
  it("reads what formatArray writes", () => {
    const indices = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1 });
    fc.assert(
      fc.property(indices, fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }), (numbers, limit) => {
        const sorted = numbers.sort((a, b) => a - b);
        expect(parseArray(formatArray(sorted, limit))).toEqual(sorted);
        expect(parseArray(`[${formatArray(sorted)}]`)).toEqual(sorted);
      }),
    );
  });

  it.each([
    "",
    "[]",
    "N/A",
    "1,",
    ",1",
    "1-",
    "-1",
    "3-1",
    "1-3:0",
    "1..3",
    "[1-3",
    "1-3]",
    "1 2",
    "[1,3,...]",
    "1-9999999",
    "١",
  ])("takes %j for no list", (text) => expect(parseArray(text)).toBeNull());
});
