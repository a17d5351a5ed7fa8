import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { typeset, wordsOf } from "../../src/report/typeset.js";

/** "M_{min} σ_{s}^{2}": what is lowered and raised, in the notation of TeX. */
const inTex = (text: string): string =>
  typeset(text)
    .map(({ text, shift }) => (shift === "none" ? text : `${shift === "raised" ? "^" : "_"}{${text}}`))
    .join("");

describe("typeset", () => {
  it.each([
    ["10⁻³ s", "10^{−3} s"],
    ["(2 − P/N)⁻²", "(2 − P/N)^{−2}"],
    ["|Δw|^α", "|Δw|^{α}"],
    ["P^(3/2)/(2 − P/N)²", "P^{3/2}/(2 − P/N)^{2}"],
    ["K^(1 − α/2)", "K^{1 − α/2}"],
    ["M_min = Σ|w(T) − w(0)|^α, or", "M_{min} = Σ|w(T) − w(0)|^{α}, or"],
    ["10^-3 and 10^12", "10^{−3} and 10^{12}"],
    ["x^2.5 y", "x^{2.5} y"],
  ])("raises powers: %s", (text, set) => expect(inTex(text)).toBe(set));

  it.each([
    ["M_min, σ_s²", "M_{min}, σ_{s}^{2}"],
    ["c_l = 6·10⁻³", "c_{l} = 6·10^{−3}"],
    ["½σ_s²·∂²P/∂s²", "½σ_{s}^{2}·∂^{2}P/∂s^{2}"],
    ["σ² = τσ_s²", "σ^{2} = τσ_{s}^{2}"],
    ["r = 2σ_s²/(√π σ Z)", "r = 2σ_{s}^{2}/(√π σ Z)"],
    ["+g_b s_b (V − E_rest)", "+g_{b} s_{b} (V − E_{rest})"],
    ["M/M_min", "M/M_{min}"],
    ["1 − ΣM_min/ΣM", "1 − ΣM_{min}/ΣM"],
  ])("lowers the index of a letter, and a power may follow it: %s", (text, set) => expect(inTex(text)).toBe(set));

  it.each([
    "file_name a_ _b",
    "p01b_x",
    "x_y_z",
    "maintenance_cost and figure-1-s1",
    "a ^ b, ^2 and x^",
    "seeds 3-5 of 2026-11-26",
    "local-global",
  ])("leaves alone: %s", (text) => expect(typeset(text)).toEqual([{ text, shift: "none" }]));

  it.each([
    ["-1.92", "−1.92"],
    ["-2.2 … -1.8", "−2.2 … −1.8"],
    ["(-3)", "(−3)"],
    ["from -∞ to -.5", "from −∞ to −.5"],
    ["1e-7 or 2.5e-7 or 3e+21", "10^{−7} or 2.5×10^{−7} or 3×10^{21}"],
    ["-1.5e-3", "−1.5×10^{−3}"],
  ])("prints numbers as print does: %s", (text, set) => expect(inTex(text)).toBe(set));

  it("gives back every other text as it was", () => {
    const harmless = fc.string({ unit: fc.constantFrom(..."abcθσ xyz,.;()|/−+= 0123456789") });
    fc.assert(
      fc.property(harmless, (text) => {
        expect(inTex(text)).toBe(text);
      }),
    );
  });
});

describe("wordsOf", () => {
  it("breaks at spaces, but not within an exponent", () => {
    expect(wordsOf("gives K^(1 − α/2) here")).toEqual(["gives", "K^(1\u00a0−\u00a0α/2)", "here"]);
  });
});
