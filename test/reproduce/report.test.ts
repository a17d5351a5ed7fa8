import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { claims } from "../../src/paper/claims.js";
import { figures } from "../../src/paper/figures.js";
import { type Found, reportFile, writeReport } from "../../src/reproduce/report.js";
import { loadDrawing } from "../../src/reproduce/write-figure.js";
import { temporaryFolder } from "../temporary-folder.js";

const folder = temporaryFolder();
const drawing = await loadDrawing();
const drawn = figures.slice(0, 3).map((figure) => ({ figure, panels: [], files: [] }));
const checked = claims.slice(0, 2).map((claim) => ({ claim, measurement: { values: [1], sample: "a test" } }));
const complete: Found = { drawn, checked, figureCount: 3, claimCount: 2, isComplete: true };
const partOf: Found = { ...complete, drawn: drawn.slice(1, 2), checked: [], isComplete: false };
const text = (out: string, name = "report.html"): string => readFileSync(join(out, name), "utf8");

it("says that it is not complete, and how far it is, as long as it is not", () => {
  writeReport(drawing, folder, "quick", partOf);
  expect(text(folder)).toContain("This page is not complete: 1 of 3 figures and 0 of 2 claims are done.");
  expect(text(folder, "claims.csv").trim().split("\n").length).toBeLessThanOrEqual(1);
});

it("is in the end the same bytes as one made in a single go", () => {
  writeReport(drawing, folder, "quick", complete);
  const atOnce = mkdtempSync(join(folder, "once-"));
  writeReport(drawing, atOnce, "quick", complete);
  for (const name of ["report.html", "claims.csv"]) expect(text(folder, name)).toBe(text(atOnce, name));
  expect(readFileSync(reportFile(folder), "utf8")).not.toContain("not complete");
});
