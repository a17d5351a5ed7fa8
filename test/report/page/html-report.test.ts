import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { createDocument } from "../../../src/node/document.js";
import { renderReport } from "../../../src/report/page/html-report.js";
import { drawPanel } from "../../../src/report/page/panel.js";
import type { Report, Statement } from "../../../src/report/page/report.js";
import { crowdedChart, loadChart } from "../example-charts.js";

const attack = `"><script>alert(1)</script>&amp;'`;
const panels = [loadChart, crowdedChart].map((chart) => drawPanel(chart, createDocument));
const statement: Statement = {
  ...{ text: `Text ${attack}`, verdict: "differs", isAtEdge: true, found: `Found ${attack}` },
  ...{ expected: `Expected ${attack}`, finding: `Finding ${attack}`, figure: `Figure ${attack}`, href: "#energy" },
  details: [{ label: `Label ${attack}`, text: `Detail ${attack}` }],
};
const report: Report = {
  title: `Title ${attack}`,
  headline: `Headline ${attack}`,
  lead: [`Lead ${attack}`],
  source: { label: `Source ${attack}`, href: `paper?${attack}` },
  generated: `Generated ${attack}`,
  notice: `Notice ${attack}`,
  result: [
    {
      kind: "pair",
      title: "Contents",
      panels: [{ panel: panels[0]!, link: { label: `Link ${attack}`, href: "#energy" } }],
    },
    { kind: "statements", title: "Energy", caption: `Caption ${attack}`, statements: [statement] },
  ],
  sections: [
    {
      kind: "figure",
      id: "energy",
      title: `Figure ${attack}`,
      caption: `Caption ${attack}`,
      panels,
      files: [{ label: "CSV", href: `energy.csv?${attack}` }],
      statements: [statement],
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
    const count = (root: Element) => root.textContent!.split(attack).length - 1;
    expect(count(document.head)).toBe(1);
    expect(count(document.querySelector("header")!)).toBe(6);
    // Link. The caption; of what differs text, figure, finding and two details; of the table text, figure, found and expected.
    expect([...document.querySelectorAll("section")].map(count)).toEqual([1, 10, 6, 4]);
    expect(count(document.querySelector("nav")!)).toBe(1);
    expect(document.querySelector(".files a")!.getAttribute("href")).toBe(`energy.csv?${attack}`);
    expect(document.querySelector("header a")!.getAttribute("href")).toBe(`paper?${attack}`);
  });

  it("loads nothing: no address appears in it but those of links, and the browser is told to refuse any", () => {
    expect(html).not.toMatch(/https?:\/\//);
    expect(document.querySelectorAll("link, img, iframe, object, embed, [src]")).toHaveLength(0);
    expect(html).not.toMatch(/@import|url\((?!#)/);
    expect(document.querySelector("meta[http-equiv]")!.getAttribute("content")).toContain("default-src 'none'");
  });

  it("leads with what was found, and with the title where there is nothing to say yet", () => {
    expect(document.querySelector("h1")!.textContent).toBe(report.headline);
    expect(document.querySelector("header .kicker")!.textContent).toBe(report.title);
    const { headline: _, notice: __, source: ___, ...early } = report;
    const page = new JSDOM(renderReport(early)).window.document;
    expect(page.querySelector("h1")!.textContent).toBe(report.title);
    expect(page.querySelectorAll(".kicker, .notice, header a")).toHaveLength(0);
  });

  it("has the result, then the contents, then the figures", () => {
    const parts = [...document.querySelectorAll("main > *")].map(
      (part) => part.className || part.tagName.toLowerCase(),
    );
    expect(parts).toEqual(["header", "pair", "statements", "nav", "figure", "entries"]);
  });

  it("links every section after the contents, each with an id of its own", () => {
    const targets = [...document.querySelectorAll("nav a")].map((link) => link.getAttribute("href")!.slice(1));
    expect(targets).toHaveLength(2);
    for (const id of targets) expect(document.getElementById(id)?.tagName).toBe("SECTION");
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
    // The figure keeps the id it was promised, and the contents theirs; titles of the same name make way.
    expect(document.querySelector("#energy figure")).not.toBeNull();
    expect(document.querySelector("#energy-2 table")).not.toBeNull();
    expect(document.querySelector("nav #contents, #contents-2 figure")).not.toBeNull();
  });

  it("has headings that go down a step at a time", () => {
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(({ tagName }) => Number(tagName[1]));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [i, level] of levels.slice(1).entries()) expect(level - levels[i]!).toBeLessThanOrEqual(1);
  });

  it("has a name and a description for every drawing, and no reference that leads nowhere", () => {
    const drawings = [...document.querySelectorAll("svg")];
    expect(drawings).toHaveLength(6);
    for (const drawing of drawings) {
      expect(drawing.getAttribute("role")).toBe("img");
      for (const key of ["aria-labelledby", "aria-describedby"]) {
        expect(document.getElementById(drawing.getAttribute(key)!)?.textContent, key).toMatch(/\w/);
      }
    }
    for (const [, id] of html.matchAll(/url\(#([^)]+)\)/g)) expect(document.getElementById(id!), id).not.toBeNull();
  });

  it("follows light and dark, with the figures on the paper of the page", () => {
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).toContain("svg.chart .paper { fill: none; }");
    expect(document.querySelectorAll("svg.chart .paper")).toHaveLength(6);
  });

  it("is the same every time", () => {
    expect(renderReport(report)).toBe(html);
  });
});
