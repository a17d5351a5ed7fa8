import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { JSDOM } from "jsdom";
import { beforeAll, describe, expect, it } from "vitest";
import { claims } from "../../../src/paper/claims.js";
import { version } from "../../../src/schema/version.js";
import { type Ended, syncache, temporaryFolder } from "../run-cli.js";

const out = join(temporaryFolder(), "figures");
const text = (name: string): string => readFileSync(join(out, name), "utf8");

let ended: Ended;
beforeAll(async () => {
  ended = await syncache("reproduce", "2B", "--out", out);
});

describe("reproduce 2b", () => {
  it("prints the verdicts and where the report is, and nothing else where there is no terminal", () => {
    expect(ended).toMatchObject({ status: 0, stderr: "" });
    for (const { id } of claims)
      expect(ended.stdout).toMatch(new RegExp(`^ {2}${id} +(reproduced|differs|not checked)`, "m"));
    expect(ended.stdout).toContain(`Open the report: ${join(out, "report.html")}`);
    expect(ended.stdout).not.toContain("\x1b");
  });

  it("writes the figure as SVG, PNG, CSV and provenance, the verdicts, and a report", () => {
    expect(readdirSync(out).sort()).toEqual([
      "claims.csv",
      ...["csv", "png", "svg"].map((ending) => `figure-2b-local-local.${ending}`),
      "figure-2b.csv",
      "figure-2b.json",
      "figure-2b.png",
      "figure-2b.svg",
      "jobs.jsonl",
      "report.html",
    ]);
  });

  it("draws an SVG that is well-formed and a PNG at twice its size", () => {
    const { documentElement } = new JSDOM(text("figure-2b.svg"), { contentType: "image/svg+xml" }).window.document;
    expect(documentElement.namespaceURI).toBe("http://www.w3.org/2000/svg");
    expect(documentElement.querySelectorAll("[aria-label=line] path").length).toBeGreaterThanOrEqual(3);
    const png = readFileSync(join(out, "figure-2b.png"));
    expect(png.subarray(0, 8)).toEqual(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));
    const size = ["width", "height"].map((name) => 2 * Number(documentElement.getAttribute(name)));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(size);
  });

  it("writes what it draws as a table", () => {
    const rows = csvParse(text("figure-2b.csv"));
    expect(rows.columns).toEqual(["series", "threshold", "energy", "standardError"]);
    expect(new Set(rows.map((row) => row.series))).toEqual(
      new Set(["consolidation", "maintenance", "total", "theory, total"]),
    );
    const energyOf = (series: string, threshold: string) =>
      Number(rows.find((row) => row.series === series && row.threshold === threshold)!.energy);
    expect(energyOf("total", "5.5") / (energyOf("consolidation", "5.5") + energyOf("maintenance", "5.5"))).toBeCloseTo(
      1,
      12,
    );
  });

  it("says how the figure came about", () => {
    const provenance = JSON.parse(text("figure-2b.json"));
    expect(provenance).toMatchObject({
      schemaVersion: 2,
      version,
      figure: "2b",
      scale: "quick",
      node: process.version,
    });
    // Ten seeds of one trajectory for all thresholds: one line.
    expect(provenance).toMatchObject({ jobCount: 10, unconvergedCount: 0, engines: ["fast"] });
    expect(provenance.common).toEqual({ inputCount: 1000, patternCount: 1000 });
    expect(provenance.groups).toHaveLength(1);
    expect(provenance.groups[0].seeds).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("judges the claims this figure is enough for, and leaves the others unchecked", () => {
    const verdicts = Object.fromEntries(csvParse(text("claims.csv")).map((row) => [row.claim, row.verdict]));
    expect(Object.keys(verdicts)).toEqual(claims.map(({ id }) => id));
    expect(verdicts["free-cache-is-minimal"]).toBe("reproduced");
    expect(verdicts["mnist-20-fold"]).toBe("not checked");
  });

  it("writes a report that opens offline", () => {
    const { document } = new JSDOM(text("report.html")).window;
    expect(document.title).not.toBe("");
    expect(document.querySelector("#figure-2b svg")).not.toBeNull();
    expect(document.querySelectorAll("script[src], link[href], img")).toHaveLength(0);
    const links = [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")!);
    const files = links.filter((href) => !/^(#|https:)/.test(href));
    expect(files).toEqual(
      expect.arrayContaining(["figure-2b.svg", "figure-2b.png", "figure-2b.csv", "figure-2b.json"]),
    );
    for (const href of files) expect(existsSync(join(out, href)), href).toBe(true);
  });
});
