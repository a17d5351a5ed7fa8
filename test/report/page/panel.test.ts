import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { createDocument } from "../../../src/node/document.js";
import { TICK } from "../../../src/report/chart/chart-style.js";
import { drawPanel } from "../../../src/report/page/panel.js";
import { crowdedChart, loadChart } from "../example-charts.js";

const parse = (svg: string): Element =>
  new JSDOM(svg, { contentType: "image/svg+xml" }).window.document.documentElement;

describe.each([loadChart, crowdedChart])("the panel of $name", (chart) => {
  const panel = drawPanel(chart, createDocument);
  const [wide, narrow] = [parse(panel.wide), parse(panel.narrow)];

  it("fits the column of a telephone, with ticks as large as on a wide screen", () => {
    expect(Number(narrow.getAttribute("width"))).toBeLessThanOrEqual(375 - 2 * 19.2);
    const sizes = [...narrow.querySelectorAll("[aria-label$='tick label'] text")].map((text) =>
      Number(text.closest("[font-size]")!.getAttribute("font-size")),
    );
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.min(...sizes)).toBe(TICK.size);
  });

  it("leaves most of the narrow drawing to the plot", () => {
    const lines = [...narrow.querySelectorAll("[aria-label='y-grid'] line")];
    const width = Math.max(...lines.map((line) => Number(line.getAttribute("x2")) - Number(line.getAttribute("x1"))));
    expect(width).toBeGreaterThan(200);
  });

  it("is named by its title, which is not drawn, nor are the notes", () => {
    for (const svg of [wide, narrow]) {
      expect(svg.querySelector("title")!.textContent).toBe(chart.title);
      const texts = [...svg.querySelectorAll("text")].map((text) => text.textContent);
      expect(texts).not.toContain(chart.title);
      for (const note of chart.notes ?? []) expect(texts.join(" ")).not.toContain(note.slice(0, 20));
    }
  });

  it("has ids that differ", () => {
    const ids = [wide, narrow].flatMap((svg) => [...svg.querySelectorAll("[id]")].map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
