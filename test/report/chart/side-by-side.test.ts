import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { createDocument } from "../../../src/node/document.js";
import { appearances } from "../../../src/report/chart/palette.js";
import { sideBySide } from "../../../src/report/chart/side-by-side.js";
import { loadChart } from "../example-charts.js";

const [first, ...others] = loadChart.series;
const fewer = {
  ...loadChart,
  name: "fewer",
  series: others,
  rows: loadChart.rows.filter((row) => row.series !== first!.name),
};
const charts = [{ ...loadChart, name: "all" }, fewer];
const svg = sideBySide({ name: "both", title: "Both", charts, notes: ["A note."] }, createDocument());
const { documentElement } = new JSDOM(svg, { contentType: "image/svg+xml" }).window.document;
const parts = [...documentElement.children].filter(({ localName }) => localName === "svg");

it("has one legend and a part for every chart, with title and note", () => {
  expect(parts.length).toBe(3);
  expect(documentElement.textContent).toContain("Both");
  expect(documentElement.textContent).toContain("A note.");
  const textsOf = (part: Element) => [...part.querySelectorAll("text")].map(({ textContent }) => textContent);
  // Indices are set smaller, without their line.
  for (const { name } of loadChart.series) {
    expect(textsOf(parts[0]!)).toContain(name.replace("_", ""));
    for (const part of parts.slice(1)) expect(textsOf(part)).not.toContain(name.replace("_", ""));
  }
});

it("gives a series the colour of the legend also where another is missing", () => {
  const { colour } = appearances(loadChart.series).get(others.at(-1)!.name)!;
  for (const part of parts) expect(part.innerHTML).toContain(colour);
});

it("has ids that are its own", () => {
  const ids = [...documentElement.querySelectorAll("[id]")].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
