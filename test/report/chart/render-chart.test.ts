import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { createDocument } from "../../../src/node/document.js";
import { NOTE } from "../../../src/report/chart/chart-style.js";
import { renderChart } from "../../../src/report/chart/render-chart.js";
import { textWidth } from "../../../src/report/text-width.js";
import { crowdedChart, loadChart, pointChart, regionChart, standingChart } from "../example-charts.js";

const document = createDocument();
const charts = [loadChart, pointChart, crowdedChart, standingChart, regionChart];

/** Throws unless the text is well-formed XML. */
function parse(svg: string): Element {
  return new JSDOM(svg, { contentType: "image/svg+xml" }).window.document.documentElement;
}

const group = (root: Element, label: string) => root.querySelectorAll(`[aria-label="${label}"]`);

describe.each(charts)("the drawing of $name", (chart) => {
  const svg = renderChart(chart, document);

  it("is the one that was looked at", async () => {
    await expect(svg).toMatchFileSnapshot(`__snapshots__/${chart.name}.svg`);
  });

  it("is the same every time, in every document", () => {
    expect(renderChart(chart, document)).toBe(svg);
    expect(renderChart(chart, new JSDOM("").window.document)).toBe(svg);
  });

  it("is a well-formed image with a size and a name", () => {
    const root = parse(svg);
    expect(root.namespaceURI).toBe("http://www.w3.org/2000/svg");
    expect(root.getAttribute("role")).toBe("img");
    expect(root.getAttribute("viewBox")).toBe(`0 0 560 ${root.getAttribute("height")}`);
    expect(root.getAttribute("width")).toBe("560");
    expect(root.firstElementChild!.outerHTML).toContain("<title");
    expect(root.firstElementChild!.textContent).toBe(chart.title);
  });

  it("has only ids of its own, and uses no others", () => {
    const root = parse(svg);
    const ids = [...root.querySelectorAll("[id]")].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id.startsWith(chart.name)).toBe(true);
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });
});

describe("renderChart", () => {
  it("draws dark on white by attributes only, so that a page can have it otherwise", () => {
    const root = parse(renderChart(loadChart, document));
    expect(root.getAttribute("color")).toBe("#1a1a1a");
    expect(root.querySelector(".paper")!.getAttribute("fill")).toBe("#ffffff");
    expect(root.querySelector("style")).toBeNull();
    expect(parse(renderChart(loadChart, document, { background: "none" })).querySelector(".paper")).toBeNull();
  });

  it("labels every line that it draws across a log axis", () => {
    const rows = [20_000, 1e5, 4e6].map((energy, load) => ({ series: "energy", load, energy }));
    const y = { key: "energy", label: "energy (weight units)", scale: "log" } as const;
    const root = parse(renderChart({ ...loadChart, y, rows, series: [{ name: "energy", style: "line" }] }, document));
    const labels = [...group(root, "y-axis tick label")[0]!.children].map((label) => label.textContent);
    expect(labels).toEqual(["2×104", "5×104", "105", "2×105", "5×105", "106", "2×106", "5×106"]);
    expect(group(root, "y-grid")[0]!.children).toHaveLength(labels.length);
  });

  it("writes powers of ten with raised exponents", () => {
    const labels = [...group(parse(renderChart(loadChart, document)), "y-axis tick label")[0]!.children];
    expect(labels.map((label) => label.innerHTML)).toContainEqual(expect.stringMatching(/^10<tspan [^>]*>4<\/tspan>$/));
  });

  it("shows a band round lines and a bar round points", () => {
    expect(group(parse(renderChart(loadChart, document)), "area")).toHaveLength(2);
    expect(group(parse(renderChart(pointChart, document)), "rule")[0]!.querySelectorAll("line")).toHaveLength(7);
  });

  it("shades an area to zero, stands stems on it, and gives a line that turns back bars", () => {
    const root = parse(renderChart(standingChart, document));
    expect(group(root, "area")).toHaveLength(1);
    const [stems, bars] = [...group(root, "rule")].slice(-2);
    expect(stems!.querySelectorAll("line")).toHaveLength(3);
    expect(bars!.querySelectorAll("line")).toHaveLength(4);
    const zero = group(root, "frame")[1]!.getAttribute("y1");
    for (const stem of stems!.querySelectorAll("line")) {
      expect([stem.getAttribute("y1"), stem.getAttribute("y2")]).toContain(zero);
    }
  });

  it("ends an area at the lower edge of a log axis, which has no zero", () => {
    const chart = { ...standingChart, y: { ...standingChart.y, scale: "log" as const } };
    const root = parse(renderChart(chart, document));
    expect(renderChart(chart, document)).not.toContain("NaN");
    const edge = group(root, "frame")[1]!.getAttribute("y1");
    expect(group(root, "area")[0]!.querySelector("path")!.getAttribute("d")).toContain(`,${edge}`);
  });

  it("names a mark of several once", () => {
    const texts = [...parse(renderChart(standingChart, document)).querySelectorAll("text")].map((t) => t.textContent);
    expect(texts.filter((text) => text === "reset")).toHaveLength(1);
    expect(texts).not.toContain("undefined");
    expect(texts).not.toContain("");
  });

  it("ends an error that reaches zero at the lower edge of a log axis", () => {
    const root = parse(renderChart(loadChart, document));
    expect(renderChart(loadChart, document)).not.toContain("NaN");
    const axis = [...group(root, "frame")][0]!;
    const edges = [...group(root, "area")[1]!.querySelectorAll("path")].map((path) => path.getAttribute("d")!);
    expect(edges[0]).toContain(`,${axis.getAttribute("y2")}`);
  });

  it("drops what is not positive from a log axis and breaks the line there", () => {
    const rows = loadChart.rows.map((row) => (row.load === 1 ? { ...row, energy: 0 } : row));
    const root = parse(renderChart({ ...loadChart, rows }, document));
    expect(group(root, "dot")[0]!.children).toHaveLength(6);
    // Two moves: the line starts again after the gap.
    const line = group(root, "line")[0]!.querySelector("path")!.getAttribute("d")!;
    expect(line.match(/M/g)).toHaveLength(2);
  });

  it("escapes text and keeps it whole", () => {
    const root = parse(renderChart({ ...loadChart, notes: ['<b>"5" & \u00a06</b>'] }, document));
    expect(root.textContent).toContain('<b>"5" & \u00a06</b>');
    expect(root.querySelector("b")).toBeNull();
  });

  it("says so when there is nothing to draw", () => {
    expect(parse(renderChart({ ...loadChart, rows: [] }, document)).textContent).toContain("no data to draw");
  });

  it("makes a valid id of a name with spaces", () => {
    const svg = renderChart({ ...loadChart, name: "threshold landscape (c)" }, document);
    for (const element of parse(svg).querySelectorAll("[id]")) expect(element.id).toMatch(/^threshold-landscape-c-/);
  });
});

it("cuts the name of a reference line at no edge, though curves are everywhere", () => {
  const label = "a name that is too long for what is left beside it";
  const walls = Array.from({ length: 40 }, (_, i) => ({
    series: "simulation",
    load: 0.05 * i,
    energy: i % 2 ? 1 : 1e6,
  }));
  const chart = { ...loadChart, rows: walls, references: [{ axis: "x" as const, at: 1.9, label }] };
  const svg = parse(renderChart(chart, document));
  const text = [...svg.querySelectorAll("text")].find(({ textContent }) => textContent === label)!;
  expect(Number(text.getAttribute("x")) + textWidth(label, NOTE.size)).toBeLessThanOrEqual(560);
});
