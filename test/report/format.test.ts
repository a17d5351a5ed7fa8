import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decimalExponent,
  formatCells,
  formatColumn,
  formatCount,
  formatExact,
  formatNumber,
  groupDigits,
  powerOfTen,
} from "../../src/report/format.js";

describe("formatCount", () => {
  it.each([
    [0, "0"],
    [33.7, "33.7"],
    [2000, "2000"],
    [12_000, "12\u202f000"],
    [Number.POSITIVE_INFINITY, "∞"],
  ])("writes %s as running text does", (count, text) => expect(formatCount(count)).toBe(text));
});

describe("formatNumber", () => {
  it.each([
    [null, "–"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
    [Number.NaN, "NaN"],
    [0, "0"],
    [-0, "0"],
    [7, "7"],
    [60000, "60\u202f000"],
    [-1234, "−1\u202f234"],
    [1234567, "1\u202f234\u202f567"],
    [20240105, "20\u202f240\u202f105"],
    [2 ** 53, "9.007×10¹⁵"],
    [1234567.5, "1.235×10⁶"],
    [0.1 + 0.2, "0.3"],
    [12.3456, "12.35"],
    [1234.5678, "1\u202f235"],
    [0.00123456, "0.001235"],
    [0.000123456, "1.235×10⁻⁴"],
    [-2e-10, "−2×10⁻¹⁰"],
    [999999.7, "1×10⁶"],
    [0.99999, "1"],
  ])("writes %s as %s", (x, text) => {
    expect(formatNumber(x)).toBe(text);
  });
});

describe("formatExact", () => {
  it.each([
    [null, "–"],
    [Number.POSITIVE_INFINITY, "∞"],
    [0, "0"],
    [1.23456, "1.23456"],
    [12345678.5, "12\u202f345\u202f678.5"],
    [20240105, "20\u202f240\u202f105"],
    [0.00012345, "1.2345×10⁻⁴"],
    [1e-4, "1×10⁻⁴"],
    [0.1 + 0.2, "0.30000000000000004"],
    [2 ** 52, "4\u202f503\u202f599\u202f627\u202f370\u202f496"],
    [1.5e300, "1.5×10³⁰⁰"],
  ])("writes %s as %s", (x, text) => {
    expect(formatExact(x)).toBe(text);
  });

  it("tells any two numbers apart, and can be read back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const digits = formatExact(x)
          .replaceAll("\u202f", "")
          .replace(
            /×10(.+)$/,
            (_, power: string) => `e${[...power].map((c) => "0123456789-"["⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(c)]).join("")}`,
          )
          .replace("−", "-");
        expect(Number(digits)).toBe(x === 0 ? 0 : x);
      }),
    );
  });
});

describe("formatColumn", () => {
  it.each<[what: string, values: (number | null)[], texts: string[]]>([
    ["leaves numbers alone that are short", [1234.5678, 7, null, 0.5], ["1\u202f235", "7", "–", "0.5"]],
    ["writes whole numbers in full", [999999, 1234567], ["999\u202f999", "1\u202f234\u202f567"]],
    ["does not mix decimals with powers of ten", [943200.5, 1876875.3], ["943\u202f200", "1\u202f877\u202f000"]],
    ["writes powers of ten throughout", [1e-9, 0.5, 0, null], ["1×10⁻⁹", "5×10⁻¹", "0", "–"]],
    ["rounds no whole number", [1e-9, 123456], ["1×10⁻⁹", "1.23456×10⁵"]],
    ["has nothing to choose for infinity", [Number.POSITIVE_INFINITY, 1e300], ["∞", "1×10³⁰⁰"]],
  ])("%s", (_, values, texts) => {
    expect(formatColumn(values)).toEqual(texts);
  });
});

describe("formatCells", () => {
  it("writes seeds as they are typed, given values with every digit, words as they are", () => {
    expect(formatCells([20240105, 7], "seed")).toEqual(["20240105", "7"]);
    expect(formatCells([1.23456, "auto"], "given")).toEqual(["1.23456", "auto"]);
    expect(formatCells([1.23456, true, false, undefined])).toEqual(["1.235", "yes", "no", "–"]);
  });
});

describe("decimalExponent", () => {
  it("is exact at the powers of ten, where a logarithm may be one off", () => {
    for (let k = -300; k <= 300; k++) expect(decimalExponent(Number(`1e${k}`))).toBe(k);
  });
});

describe("powerOfTen and groupDigits", () => {
  it("write exponents raised and thousands apart", () => {
    expect(powerOfTen(-12)).toBe("10⁻¹²");
    expect(groupDigits("-1234567.8901")).toBe("−1\u202f234\u202f567.8901");
  });
});
