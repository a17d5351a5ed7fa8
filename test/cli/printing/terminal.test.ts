import { afterEach, describe, expect, it, vi } from "vitest";
import { lineWidth, wrap } from "../../../src/cli/printing/terminal.js";

afterEach(() => vi.unstubAllEnvs());

describe("lineWidth", () => {
  it("is what COLUMNS says, and without a terminal as long as it likes", () => {
    vi.stubEnv("COLUMNS", "72");
    expect(lineWidth()).toBe(72);
    for (const value of ["", "0", "-5", "wide"]) {
      vi.stubEnv("COLUMNS", value);
      expect(lineWidth()).toBe(process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY);
    }
  });
});

describe("wrap", () => {
  it("breaks at blanks, and never within a number", () => {
    expect(wrap("seed 1 of 20\u202f240\u202f105 runs", 12)).toBe("seed 1 of\n20\u202f240\u202f105\nruns");
    expect(wrap("short", 80)).toBe("short");
    expect(wrap("averylongword and more", 5)).toBe("averylongword\nand\nmore");
  });
});
