import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseParameters, word } from "../../src/schema/parameter.js";
import { shown, shownPath } from "../../src/schema/shown.js";

/** Characters that a terminal obeys: C0, DEL and C1, marks that turn the direction of writing, and line separators. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const obeyed = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/;

describe("a value in a message", () => {
  it.each<[unknown, string]>([
    [1.5, "1.5"],
    [-0, "0"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [null, "null"],
    [undefined, "undefined"],
    [true, "true"],
    [12345678901234567890n, "12345678901234567890"],
    ["", '""'],
    ["local-global", '"local-global"'],
    ['a "b"', '"a \\"b\\""'],
    ["a\nb\tc", '"a\\nb\\tc"'],
    ["\u001b[31mred", '"\\u001b[31mred"'],
    ["\u202egnp.exe", '"\\u202egnp.exe"'],
    ["\ud800", '"\\ud800"'],
    ["θ ≥ 0, 数", '"θ ≥ 0, 数"'],
    [[1, "a", null], '[1, "a", null]'],
    [[], "[]"],
    [{ a: 1, "b\n": [2] }, "{ a: 1, b\\n: [2] }"],
    [{}, "{}"],
    [[[[[1]]]], "[[[[…]]]]"],
    [() => 1, "a function"],
    [Symbol("s"), "Symbol(s)"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    ["x".repeat(58), `"${"x".repeat(58)}"`],
    ["x".repeat(59), `"${"x".repeat(57)}…"`],
    ["🧠".repeat(40), `"${"🧠".repeat(28)}…"`],
  ])("%o is %s", (value, text) => expect(shown(value)).toBe(text));

  it("has at most 60 characters and none that a terminal obeys, whatever it is", () =>
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withTypedArray: true }), (value) => {
        expect(shown(value).length).toBeLessThanOrEqual(60);
        expect(shown(value)).not.toMatch(obeyed);
      }),
    ));

  it("has so for every text, which is cut between characters", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect(shown(text).length).toBeLessThanOrEqual(60);
        expect(shown(text)).not.toMatch(obeyed);
        expect(shown(text)).not.toMatch(/\p{Cs}/u);
      }),
    ));

  it("is there at once for what is long, deep or holds itself", () => {
    const circle: unknown[] = [];
    circle.push(circle);
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    for (const value of [circle, deep, "x".repeat(5e6), new Array(1e6).fill(0)]) {
      expect(shown(value).length).toBeLessThanOrEqual(60);
    }
  });
});

describe("a path in a message", () => {
  it("is whole, also where it is long", () => {
    const path = `/home/ada/${"a long folder/".repeat(10)}x.csv`;
    expect(shownPath(path)).toBe(path);
    expect(shownPath("C:\\data\\x.csv")).toBe("C:\\data\\x.csv");
  });

  it("is cut in its middle where it is very long, and holds no control characters", () => {
    expect(shownPath(`/a/${"x".repeat(5000)}/y.csv`)).toMatch(/^\/a\/x+…x+\/y\.csv$/);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (path) => {
        expect(shownPath(path).length).toBeLessThanOrEqual(482);
        expect(shownPath(path)).not.toMatch(obeyed);
      }),
    );
  });
});

it("values that parameters refuse are shown so", () => {
  const schema = z.strictObject({ dataset: word({ default: "mnist", description: "data" }) });
  expect(() => parseParameters(schema, { dataset: new Array(5000).fill("\u001b") })).toThrow(
    /^dataset must be a name, got \["\\u001b", .{0,60}…\.$/,
  );
});
