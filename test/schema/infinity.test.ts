import fc from "fast-check";
import { expect, it } from "vitest";
import { infinityAsWord, infinityOfWord, reviveInfinity } from "../../src/schema/infinity.js";
import { toJson } from "../../src/schema/result.js";

it("is a word and a number again, and leaves all else as it is", () => {
  for (const value of [Infinity, -Infinity, 0, -1.5, "auto", "", true, null]) {
    expect(infinityOfWord(infinityAsWord(value))).toBe(value);
  }
  expect([Infinity, -Infinity, 1].map(infinityAsWord)).toEqual(["Infinity", "-Infinity", 1]);
});

it("comes back from JSON at every depth", () => {
  const leaf = fc.oneof(
    fc.double({ noNaN: true }).map((x) => x + 0),
    fc.boolean(),
    fc.constant(null),
    fc.constant("auto"),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie("tree")),
      fc.dictionary(fc.constantFrom("a", "b", "c"), tie("tree")),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      expect(reviveInfinity(JSON.parse(toJson(value)))).toEqual(value);
    }),
  );
});
