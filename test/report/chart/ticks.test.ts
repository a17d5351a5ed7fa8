import { describe, expect, it } from "vitest";
import { linearTicks, logTicks, niceStep } from "../../../src/report/chart/ticks.js";

const labels = (ticks: { label: string }[]) => ticks.map((tick) => tick.label).filter((label) => label !== "");

describe("niceStep", () => {
  it.each([
    [0.3, 0.5],
    [1, 1],
    [1.01, 2],
    [7, 10],
    [2e-9, 2e-9],
  ])("rounds %s up to %s", (step, nice) => {
    expect(niceStep(step)).toBeCloseTo(nice, 12);
  });
});

describe("linearTicks", () => {
  it("writes all labels with the same decimals and values without rounding noise", () => {
    const ticks = linearTicks([0, 0.3], 3);
    expect(labels(ticks)).toEqual(["0", "0.1", "0.2", "0.3"]);
    expect(ticks.map((tick) => tick.value)).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it("uses a minus sign, thin spaces, and one common power for very large and small numbers", () => {
    expect(labels(linearTicks([-1, 1], 2))).toEqual(["−1", "0", "1"]);
    expect(labels(linearTicks([0, 20000], 2))).toEqual(["0", "10\u202f000", "20\u202f000"]);
    expect(labels(linearTicks([0, 1e-7], 2))).toEqual(["0", "0.5×10⁻⁷", "1.0×10⁻⁷"]);
  });
});

describe("linearTicks of large numbers that lie close together", () => {
  it("writes them in full", () => {
    expect(labels(linearTicks([20240100, 20240110], 2))).toEqual([
      "20\u202f240\u202f100",
      "20\u202f240\u202f105",
      "20\u202f240\u202f110",
    ]);
    expect(labels(linearTicks([0, 2e6], 2))).toEqual(["0", "1×10⁶", "2×10⁶"]);
  });
});

describe("ticks of values that differ in their last digits", () => {
  it("are as many values, in steps", () => {
    for (const [low, high] of [
      [1e15, 1e15 + 4],
      [1, 1 + 4e-14],
    ] as const) {
      const values = linearTicks([low, high], 4).map(({ value }) => value);
      expect(new Set(values).size).toBe(values.length);
      expect(values.length).toBeGreaterThan(3);
    }
  });
});

describe("logTicks", () => {
  it("labels powers of ten and marks the multiples between them", () => {
    const ticks = logTicks([1e-6, 1], [1]);
    expect(labels(ticks)).toEqual(["10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"]);
    // Six decades of nine ticks, and the last power.
    expect(ticks).toHaveLength(6 * 9 + 1);
  });

  it("writes ordinary numbers out", () => {
    expect(labels(logTicks([0.1, 10], [1, 2, 5]))).toEqual(["0.1", "0.2", "0.5", "1", "2", "5", "10"]);
  });

  it("labels every so-manieth power only", () => {
    expect(labels(logTicks([1e-6, 1e3], [1], 3))).toEqual(["10⁻⁶", "10⁻³", "10⁰", "10³"]);
  });
});
