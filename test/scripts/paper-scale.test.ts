import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { claims } from "../../src/paper/claims.js";
import { paperFigures } from "../../src/paper/figures.js";
import { formatCsv } from "../../src/report/csv.js";
import { root, temporaryFolder } from "../cli/run-cli.js";

const ofPaper = claims.filter(({ isBeyondPaper }) => !isBeyondPaper);
const temporary = temporaryFolder();
let folder: string;

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const provenance = (id: string, changed: object = {}): void => {
  const head = { figure: id, scale: "paper", version: "9.9.9", node: "v20.1.0", durationSeconds: 60.4 };
  write(`figure-${id}.json`, JSON.stringify({ ...head, jobCount: 7, unconvergedCount: 2, ...changed }));
};
const job = (startedAt: string, finishedAt: string, durationSeconds: number): string =>
  JSON.stringify({ startedAt, finishedAt, durationSeconds });

/** The folder of a finished run, made up: four hours of threads in two of wall time, and one claim that differs. */
beforeEach(() => {
  folder = mkdtempSync(join(temporary, "paper-"));
  for (const { id } of paperFigures) provenance(id);
  const rows = claims.map(({ id, statement }, k) => {
    const verdict = k === 1 ? "differs" : "reproduced";
    return { claim: id, statement, verdict, found: `${k}.5`, expected: "≥ |1|", sample: "9 runs" };
  });
  write("claims.csv", formatCsv(rows));
  const energies = { "0.85, with caching": [9, 5, 5.5, 7], "0.93, with caching": [9, 8, 7, 2] };
  const sizes = Object.entries(energies).flatMap(([series, list]) =>
    list.map((energy, k) => ({ series, hiddenCount: 10 * (k + 1), energy, standardError: 0.4 })),
  );
  write(
    "figure-5c.csv",
    formatCsv([...sizes, { series: "0.85, with caching", hiddenCount: 50, energy: null, standardError: null }]),
  );
  write("report.html", "<p>done</p>");
  const day = "2020-01-01T";
  write(
    "jobs.jsonl",
    `${job(`${day}10:00:00Z`, `${day}11:00:00Z`, 7200)}\n${job(`${day}09:30:00Z`, `${day}11:30:00Z`, 7200)}\n`,
  );
});

function run(...args: string[]) {
  const document = join(folder, "paper-scale.md");
  const script = join(root, "scripts", "paper-scale.mjs");
  const { status, stderr } = spawnSync(process.execPath, [script, folder, document, ...args], { encoding: "utf8" });
  return { status, stderr, text: () => readFileSync(document, "utf8") };
}

describe("the document on the paper's scale", () => {
  it("has version, times, every figure and claim, what differs, and the sizes of Figure 5C", () => {
    const { status, stderr, text } = run("--on", "2 cores");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const words = text().replaceAll(/\s+/g, " ");
    for (const part of [
      "with version 9.9.9, engine fast, Node 20.1.0, on 2 cores.",
      "From the start of the first of 2 jobs to the end of the last it took 120 minutes.",
      "All jobs together took 240 minutes on one thread.",
      `1 of ${ofPaper.length} claims differ`,
      `None of ${claims.length - ofPaper.length} claims differs.`,
      `- ${claims[1]!.statement}: found 1.5 (9 runs), expected ≥ |1|.`,
      // 5.5 is above 5 by less than √2 · 0.4, and 7 by more.
      "- 0.85, with caching: least at 20 hidden units, not clear of 30.",
      "- 0.93, with caching: least at 40 hidden units, clear of all others.",
    ]) {
      expect(words).toContain(part);
    }
    for (const { id } of paperFigures) expect(text()).toContain(`| ${id} | 7 | 2 | 60 |`);
    claims.forEach(({ statement }, k) => {
      expect(text()).toContain(
        `| ${statement} | ${k === 1 ? "differs" : "reproduced"} | ${k}.5 | ≥ \\|1\\| | 9 runs |`,
      );
    });
  });

  it.each([
    ["of another scale", () => provenance("2b", { scale: "quick" }), "figure 2b is at scale quick"],
    ["of two versions", () => provenance("2b", { version: "9.9.8" }), "several programs (version: 9.9.9, 9.9.8)"],
    ["whose report is not complete", () => write("report.html", "This page is not complete: 1 of 2"), "not complete"],
    ["that lacks a claim", () => write("claims.csv", "claim\n"), `lacks ${claims[0]!.id}`],
  ])("is not made of a folder %s", (_, spoil, message) => {
    spoil();
    const { status, stderr } = run();
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  });
});
