import { describe, expect, it } from "vitest";
import { formatSeeds, seedsSchema } from "../../src/study/seeds.js";

describe("seedsSchema", () => {
  it.each<[input: unknown, seeds: number[]]>([
    [7, [7]],
    ["7", [7]],
    ["1..4", [1, 2, 3, 4]],
    [" 3 .. 3 ", [3]],
    [
      ["5..6", 1, "2"],
      [1, 2, 5, 6],
    ],
    [
      ["1..3", 2],
      [1, 2, 3],
    ],
    [0, [0]],
    [2 ** 52, [2 ** 52]],
  ])("reads %j", (input, seeds) => expect(seedsSchema.parse(input)).toEqual(seeds));

  it.each([
    [-1],
    [1.5],
    ["2..1"],
    ["1.."],
    ["..3"],
    [""],
    [[]],
    [null],
    [{}],
    [2 ** 53],
    ["1..1e9"],
    ["0..99999999999"],
  ])("refuses %j and says what is allowed", (input) => {
    const { error } = seedsSchema.safeParse(input);
    expect(error?.issues[0]?.message).toMatch(/^must be a seed from 0 to 4503599627370496, a range such as 1\.\.20/);
  });

  it.each([
    ["1..16700000", /got "1\.\.16700000"\. A study has at most 10000000 seeds: divide it into several\.$/],
    ["5..1", /got "5\.\.1"\. The smaller end of a range comes first\.$/],
  ])("says what is wrong with the range %s", (input, message) => {
    expect(seedsSchema.safeParse(input).error?.issues[0]?.message).toMatch(message);
  });
});

it("refuses more seeds than a study may have jobs, before it makes them", () => {
  const { error } = seedsSchema.safeParse(["0..9999998", "10000000..19999998"]);
  expect(error?.issues[0]?.message).toMatch(/must be at most 10000000 seeds, got 19999998/);
});

describe("formatSeeds", () => {
  it.each([[[1]], [[1, 2, 3, 7]], [[0, 2, 4, 5]], [[]]])("is read back as %j", (seeds) => {
    const short = formatSeeds(seeds);
    expect(seeds.length === 0 ? [] : seedsSchema.parse(short)).toEqual(seeds);
  });

  it("is short", () => expect(formatSeeds([1, 2, 3, 7, 9, 10])).toEqual(["1..3", 7, "9..10"]));
});
