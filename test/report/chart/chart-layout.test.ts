import { describe, expect, it } from "vitest";
import { layOut } from "../../../src/report/chart/chart-layout.js";
import { overlaps } from "../../../src/report/chart/geometry.js";
import { crowdedChart, loadChart, pointChart, regionChart, standingChart } from "../example-charts.js";

const sizes = [
  { width: 560, height: 360 },
  { width: 340, height: 260 },
];

describe.each(sizes)("a chart $width pixels wide", (size) => {
  it.each([loadChart, pointChart, crowdedChart])("keeps the keys of $name apart and inside", (chart) => {
    const layout = layOut(chart, size);
    const boxes = layout.keys.map((key) => key!.box);
    for (const [i, box] of boxes.entries()) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(layout.width);
      expect(box.top).toBeGreaterThanOrEqual(0);
      expect(box.bottom).toBeLessThanOrEqual(layout.height);
      for (const other of boxes.slice(i + 1)) expect(overlaps(box, other)).toBe(false);
    }
  });

  it("draws a unit as long across as up where that is asked for, with all points inside", () => {
    const { x, y, frame, drawn } = layOut(regionChart, size);
    expect(x.position(1) - x.position(0)).toBeCloseTo(y.position(0) - y.position(1), 9);
    expect(drawn.flatMap(({ path }) => path)).not.toContain(null);
    expect(frame.right).toBeLessThanOrEqual(size.width);
  });

  it("gives panels the same frame height, whatever their notes and legends", () => {
    const heights = [loadChart, crowdedChart].map((chart) => {
      const { frame } = layOut(chart, size);
      return frame.bottom - frame.top;
    });
    expect(heights[0]).toBeCloseTo(heights[1]!, 9);
  });
});

describe("layOut", () => {
  it("puts a legend above the frame when labels do not fit at the lines' ends", () => {
    const { keys, frame } = layOut(crowdedChart, sizes[0]!);
    for (const key of keys) expect(key!.box.bottom).toBeLessThan(frame.top);
  });

  it("puts a legend there where one is asked for", () => {
    const { keys, frame } = layOut({ ...loadChart, keys: "legend" }, sizes[0]!);
    for (const key of keys) expect(key!.box.bottom).toBeLessThan(frame.top);
  });

  it.each(["legend", undefined] as const)("gives no key to a series that shares another's (keys: %s)", (where) => {
    const { keys: _, ...chart } = regionChart;
    const { keys, drawn } = layOut(where ? { ...chart, keys: where } : chart, sizes[0]!);
    const named = drawn.filter((_, i) => keys[i] !== null).map(({ series }) => series.name);
    expect(named).toEqual(["allowed", "walk", "theory"]);
  });

  it("labels lines at their ends otherwise", () => {
    const { keys, frame } = layOut(loadChart, sizes[0]!);
    for (const key of keys) expect(key!.box.left).toBeGreaterThan(frame.right);
  });

  it("does not let a large error stretch a log axis towards zero", () => {
    // The lowest mean is 0.01·1e5·0.25/1.75² = 81.6, its error 1.5 times that; half the mean is 40.8.
    expect(layOut(loadChart, sizes[0]!).y.domain[0]).toBe(20);
  });

  it("shows the zero that areas and stems stand on", () => {
    const rows = standingChart.rows.filter((row) => (row.y as number) >= 5);
    expect(layOut({ ...standingChart, rows }, sizes[0]!).y.domain[0]).toBe(0);
    const lines = standingChart.series.map((s) => ({ ...s, style: "line" as const }));
    expect(layOut({ ...standingChart, rows, series: lines }, sizes[0]!).y.domain[0]).toBeGreaterThan(0);
  });

  it("leaves out series without points", () => {
    const chart = { ...loadChart, rows: loadChart.rows.filter((row) => row.series === "theory") };
    expect(layOut(chart, sizes[0]!).drawn.map((d) => d.series.name)).toEqual(["theory"]);
  });
});
