import { describe, expect, it } from "vitest";
import { decimalExponent, formatNumber, groupDigits, powerOfTen } from "../../src/report/format.js";

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
    [1234567, "1.235×10⁶"],
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
