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

const own = claims.filter(({ figure }) => figure === "2b");

let ended: Ended;
beforeAll(async () => {
  ended = await syncache("reproduce", "2B", "--out", out);
});

describe("reproduce 2b", () => {
  it("says first where the report grows, then its claims as sentences and what came of them, and nothing else", () => {
    expect(ended).toMatchObject({ status: 0, stderr: "" });
    const lines = ended.stdout.trimEnd().split("\n");
    expect(lines[0]).toBe(`Report: ${join(out, "report.html")} (it grows with every figure)`);
    const sentences = lines.slice(1, -3);
    expect(sentences).toHaveLength(own.length);
    own.forEach(({ statement, id }, k) => {
      expect(sentences[k]).toContain(`: ${statement} (found `);
      expect(sentences[k]).toMatch(/^(Reproduced|Differs|Not checked): /);
      expect(ended.stdout).not.toContain(id);
    });
    expect(lines.at(-3)).toContain(`Of ${own.length} claim`);
    expect(lines.at(-1)).toMatch(/^Open the report of 1 figure, made in /);
    expect(lines.at(-1)!.endsWith(join(out, "report.html"))).toBe(true);
    expect(ended.stdout).not.toContain("\x1b");
  });

  it("writes the figure as SVG, PNG, CSV and provenance, the verdicts, and a report", () => {
    expect(readdirSync(out).sort()).toEqual([
      "claims.csv",
      ...["beyond", "local-local"].flatMap((chart) =>
        ["csv", "png", "svg"].map((ending) => `figure-2b-${chart}.${ending}`),
      ),
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
    // The theory is for caches of one synapse each, which the figure beside this one shows.
    const parts = ["consolidation", "maintenance", "total"];
    expect(new Set(rows.map((row) => row.series))).toEqual(new Set(parts));
    const beside = csvParse(text("figure-2b-local-local.csv"));
    expect(new Set(beside.map((row) => row.series))).toEqual(
      new Set([...parts, "theory, consolidation", "theory, maintenance", "theory"]),
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
    // Ten seeds of one trajectory for all thresholds: one line, and one for the policy that is not the paper's.
    expect(provenance).toMatchObject({ jobCount: 20, unconvergedCount: 0, engines: ["fast"] });
    expect(provenance.common).toEqual({ inputCount: 1000, patternCount: 1000 });
    expect(provenance.groups).toHaveLength(2);
    for (const { seeds } of provenance.groups) expect(seeds).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("judges the claims of this figure, and no others", () => {
    const verdicts = csvParse(text("claims.csv")).map((row) => [row.claim, row.verdict]);
    expect(verdicts.map(([claim]) => claim)).toEqual(own.map(({ id }) => id));
    for (const [, verdict] of verdicts) expect(["reproduced", "differs"]).toContain(verdict);
  });

  it("makes the same report of results that are kept", { timeout: 120_000 }, async () => {
    const before = text("report.html");
    await syncache("reproduce", "2b", "--out", out);
    expect(text("report.html")).toBe(before);
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
