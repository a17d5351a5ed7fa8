import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { createDocument } from "../../../src/node/document.js";
import type { Chart } from "../../../src/report/chart/chart.js";
import { renderChart } from "../../../src/report/chart/render-chart.js";

/** Rises from the lower left to the upper right, or falls. */
const chart = (rises: boolean): Chart => ({
  ...{ name: "images", title: "Images", x: { key: "x", label: "x" }, y: { key: "y", label: "y" } },
  series: [{ name: "line", style: "line" }],
  rows: [0, 1, 2].map((x) => ({ series: "line", x, y: rises ? x : 2 - x })),
  images: [{ columns: 3, shades: [255, 255, 0, 0, 64, 64] }],
});

function drawn(rises: boolean) {
  const { document } = new JSDOM(renderChart(chart(rises), createDocument()), { contentType: "image/svg+xml" }).window;
  return [...document.querySelectorAll("[aria-label=images] path")].map((path) => ({
    opacity: Number(path.getAttribute("fill-opacity")),
    d: path.getAttribute("d")!,
  }));
}
const startOf = (d: string): number[] => d.slice(1).split("h")[0]!.split(" ").map(Number);

it("draws one path a shade, in which neighbours of a row are one", () => {
  const paths = drawn(true);
  expect(paths.map(({ opacity }) => opacity)).toEqual([1, 0.25]);
  // Three columns over 21 pixels: two of them are 14 wide, and the image is 7 high a row.
  for (const { d } of paths) expect(d).toMatch(/^M[\d.]+ [\d.]+h14v7h-14z$/);
  const [[x, y], [nextX, nextY]] = paths.map(({ d }) => startOf(d)) as [number[], number[]];
  expect(nextX! - x!).toBeCloseTo(7, 2);
  expect(nextY! - y!).toBeCloseTo(7, 2);
});

it("stands where no line crosses it: lower right of a line that rises, lower left of one that falls", () => {
  const [rising] = drawn(true).map(({ d }) => startOf(d));
  const [falling] = drawn(false).map(({ d }) => startOf(d));
  expect(rising![0]).toBeGreaterThan(falling![0]! + 100);
  expect(rising![1]).toBeCloseTo(falling![1]!, 2);
});
