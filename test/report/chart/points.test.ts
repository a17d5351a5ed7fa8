import { describe, expect, it } from "vitest";
import type { Chart } from "../../../src/report/chart/chart.js";
import { pointsOf, referencesOf } from "../../../src/report/chart/points.js";

const chart: Chart = {
  name: "c",
  title: "t",
  x: { key: "x", label: "x", scale: "log" },
  y: { key: "y", label: "y" },
  errorKey: "e",
  series: [{ name: "a", style: "line" }],
  rows: [
    { series: "a", x: 1, y: -2, e: 0.5 },
    { series: "a", x: 0, y: 1, e: null },
    { series: "a", x: 2, y: null, e: null },
    { series: "b", x: 3, y: 3, e: null },
    { series: "a", x: Number.POSITIVE_INFINITY, y: 1, e: null },
    { series: "a", x: 4, y: 4, e: null },
  ],
};

describe("pointsOf", () => {
  it("keeps the rows of the series in order, with a gap for what cannot be drawn", () => {
    expect(pointsOf(chart, chart.series[0]!)).toEqual([
      { x: 1, y: -2, low: -2.5, high: -1.5 },
      null,
      null,
      null,
      { x: 4, y: 4, low: 4, high: 4 },
    ]);
  });
});

describe("with an interval instead of an error", () => {
  const within = (low: number | null, high: number | null) => {
    const rows = [{ series: "a", x: 1, y: 2, low, high }];
    return pointsOf({ ...chart, intervalKeys: ["low", "high"], rows }, chart.series[0]!);
  };

  it("has the ends of it", () => expect(within(1, 5)).toEqual([{ x: 1, y: 2, low: 1, high: 5 }]));

  it("has none where an end is not known", () => expect(within(null, 5)).toEqual([{ x: 1, y: 2, low: 2, high: 2 }]));
});

describe("referencesOf", () => {
  it("leaves out what has no place on its axis", () => {
    const at = (axis: "x" | "y", value: number) => ({ axis, at: value, label: "" });
    const references = [at("x", 0), at("x", Number.POSITIVE_INFINITY), at("x", 2), at("y", 0), at("y", 9)];
    const y = { ...chart.y, domain: [0, 5] as [number, number] };
    expect(referencesOf({ ...chart, y, references })).toEqual([at("x", 2), at("y", 0)]);
  });
});
