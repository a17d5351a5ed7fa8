import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import { createDocument } from "../../src/node/document.js";
import { renderPng } from "../../src/node/png.js";
import { renderChart } from "../../src/report/chart/render-chart.js";
import { loadChart } from "../report/example-charts.js";

/** Width and height stand at fixed places of the first chunk (PNG specification, IHDR). */
function pixelSize(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

/** How many pixels of a picture, given as PNG, are darker than mid-grey. */
function darkPixels(png: Uint8Array): number {
  const [width, height] = pixelSize(png);
  const url = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <image href="${url}" width="${width}" height="${height}"/></svg>`;
  const { pixels } = new Resvg(svg).render();
  let dark = 0;
  for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3]! > 0 && pixels[i + 1]! < 128) dark++;
  return dark;
}

const text = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40" fill="currentColor" color="#1a1a1a">
    <text x="10" y="30" font-family="Helvetica, sans-serif" font-size="30">${content}</text></svg>`;

describe("renderPng", () => {
  it("has two pixels a unit, or as many as asked", () => {
    const svg = renderChart(loadChart, createDocument(), { width: 400, height: 300 });
    const height = Number(/height="(\d+)"/.exec(svg)![1]);
    expect(pixelSize(renderPng(svg))).toEqual([800, 2 * height]);
    expect(pixelSize(renderPng(svg, 1))).toEqual([400, height]);
  });

  it("draws the chart on white, in ink", () => {
    const svg = renderChart(loadChart, createDocument(), { background: "none" });
    const dark = darkPixels(renderPng(svg));
    // Axes alone are more than 1000 pixels; most of a figure is paper.
    expect(dark).toBeGreaterThan(2000);
    const [width, height] = pixelSize(renderPng(svg));
    expect(dark).toBeLessThan(0.2 * width * height);
  });

  it.each([..."aθΣ∞⁻⁹∝≥τ−×"])("has a glyph for %s without system fonts", (character) => {
    const blank = darkPixels(renderPng(text("")));
    expect(blank).toBe(0);
    expect(darkPixels(renderPng(text(character)))).toBeGreaterThan(20);
    // A character the font lacks is drawn as an empty box, like this private one.
    expect(renderPng(text(character))).not.toEqual(renderPng(text("\ue000")));
  });
});
