import { describe, expect, it } from "vitest";
import { typeset } from "../../src/report/typeset.js";

const shifts = (text: string) => typeset(text).map((run) => [run.text, run.shift]);

describe("typeset", () => {
  it("raises powers as ordinary digits", () => {
    expect(shifts("10⁻³ s")).toEqual([
      ["10", "none"],
      ["−3", "raised"],
      [" s", "none"],
    ]);
  });

  it("lowers the index of a single letter, and a power may follow it", () => {
    expect(shifts("M_min, σ_s²")).toEqual([
      ["M", "none"],
      ["min", "lowered"],
      [", σ", "none"],
      ["s", "lowered"],
      ["2", "raised"],
    ]);
  });

  it("leaves names with underscores alone", () => {
    expect(shifts("file_name a_ _b x_y_z".slice(0, 15))).toEqual([["file_name a_ _b", "none"]]);
  });

  it("keeps the source of every run, so that nothing is lost", () => {
    const text = "K ∝ (2 − P/N)⁻² and M_min";
    expect(
      typeset(text)
        .map((run) => (run.shift === "lowered" ? `_${run.text}` : run.source))
        .join(""),
    ).toBe(text);
  });
});
