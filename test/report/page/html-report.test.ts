import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { createDocument } from "../../../src/node/document.js";
import { renderChart } from "../../../src/report/chart/render-chart.js";
import { type Report, renderReport } from "../../../src/report/page/html-report.js";
import { crowdedChart, loadChart } from "../example-charts.js";

const attack = `"><script>alert(1)</script>&amp;'`;
const report: Report = {
  title: `Title ${attack}`,
  lead: `Lead ${attack}`,
  generated: `Generated ${attack}`,
  sections: [
    { kind: "prose", title: `Prose ${attack}`, paragraphs: [`Paragraph ${attack}`, "M_min"] },
    { kind: "prose", paragraphs: ["A section without a title."] },
    {
      kind: "figure",
      id: "energy",
      title: `Figure ${attack}`,
      caption: `Caption ${attack}`,
      svg: [loadChart, crowdedChart].map((chart) => renderChart(chart, createDocument())),
      files: [{ label: "CSV", href: `energy.csv?${attack}` }],
      notes: [`Note ${attack}`],
    },
    {
      kind: "table",
      title: "Energy",
      caption: `Caption ${attack}`,
      columns: [{ key: "energy", label: `Label ${attack}` }],
      rows: [{ energy: attack }],
    },
    {
      kind: "entries",
      title: "Differences",
      caption: `Caption ${attack}`,
      entries: [{ heading: `Heading ${attack}`, parts: [{ label: `Label ${attack}`, text: `Text ${attack}` }] }],
    },
  ],
};
const html = renderReport(report);
const document = new JSDOM(html).window.document;

describe("renderReport", () => {
  it("shows all text as it was given", () => {
    expect(document.querySelectorAll("script")).toHaveLength(0);
    // Title (twice), lead, generated; prose; figure, caption, note; caption, label, cell; caption, heading, label, text;
    // and those of the titles that are repeated in the contents.
    const shown = document.documentElement.textContent!.split(attack).length - 1;
    expect(shown).toBe(4 + 2 + 3 + 3 + 4 + 2);
    expect(document.querySelector(".files a")!.getAttribute("href")).toBe(`energy.csv?${attack}`);
  });

  it("loads nothing: no address appears in it, and the browser is told to refuse any", () => {
    expect(html).not.toMatch(/https?:\/\//);
    expect(document.querySelectorAll("link, img, iframe, object, embed, [src]")).toHaveLength(0);
    expect(html).not.toMatch(/@import|url\((?!#)/);
    expect(document.querySelector("meta[http-equiv]")!.getAttribute("content")).toContain("default-src 'none'");
  });

  it("links every titled section, each with an id of its own", () => {
    const targets = [...document.querySelectorAll("nav a")].map((link) => link.getAttribute("href")!.slice(1));
    expect(targets).toHaveLength(4);
    for (const id of targets) expect(document.getElementById(id)?.tagName).toBe("SECTION");
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
    // The figure keeps the id it was promised; the table of the same name makes way.
    expect(document.querySelector("#energy figure")).not.toBeNull();
    expect(document.querySelector("#energy-2 table")).not.toBeNull();
  });

  it("follows light and dark, with the figures on the paper of the page", () => {
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).toContain("svg.chart .paper { fill: none; }");
    expect(document.querySelectorAll("svg.chart .paper")).toHaveLength(2);
  });

  it("is the same every time", () => {
    expect(renderReport(report)).toBe(html);
  });
});
