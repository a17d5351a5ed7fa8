import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { readPatternSet } from "../../src/node/read-patterns.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { formatNpy } from "../../src/tasks/npy.js";

const folder = mkdtempSync(join(tmpdir(), "patterns-"));
afterAll(() => rmSync(folder, { recursive: true }));
function write(name: string, data: string | Uint8Array): string {
  writeFileSync(join(folder, name), data);
  return join(folder, name);
}

const npyPatterns = write("x.npy", formatNpy([2, 3], Int8Array.of(1, -1, 1, -1, 1, 1)));
const npyTargets = write("y.npy", formatNpy([2], Float64Array.of(1, -1)));
const csvPatterns = write("x.CSV", "1,-1,1\r\n-1,1,1\r\n");
const csvTargets = write("y.csv", "\uFEFF1,-1\n");

it.each([
  [npyPatterns, npyTargets],
  [npyPatterns, csvTargets],
  [csvPatterns, npyTargets],
  [csvPatterns, csvTargets],
])("reads %s and %s", (patterns, targets) =>
  expect(readPatternSet(patterns, targets)).toEqual({
    inputCount: 3,
    patternCount: 2,
    patterns: Int8Array.of(1, -1, 1, -1, 1, 1),
    targets: Int8Array.of(1, -1),
  }),
);

it.each([
  ["p01", 100, 150],
  ["p02", 200, 200],
  ["p03", 200, 200],
  ["p04", 200, 200],
])("reads the case %s", (name, inputCount, patternCount) => {
  const path = (what: string) => fileURLToPath(new URL(`../fixtures/cases/${name}-${what}.npy`, import.meta.url));
  const set = readPatternSet(path("patterns"), path("targets"));
  expect(set).toMatchObject({ inputCount, patternCount });
  expect(new Set(set.patterns)).toEqual(new Set([1, -1]));
});

describe("refuses, and names the file", () => {
  it.each([
    ["another extension", "x.txt", csvTargets, 'x.txt: the name must end in .npy or .csv, got ".txt".'],
    ["no extension", csvPatterns, "targets", 'targets: the name must end in .npy or .csv, got "".'],
    ["a missing file", csvPatterns, "missing.csv", 'cannot read "missing.csv": there is no such file'],
    [
      "text that is not UTF-8",
      write("z.csv", Uint8Array.of(0xff, 0xfe, 49, 0)),
      csvTargets,
      "z.csv: must be UTF-8 text",
    ],
    ["files swapped", npyTargets, npyPatterns, "y.npy: patterns must have the shape P×N"],
  ])("%s", (_, patterns, targets, message) => {
    expect(() => readPatternSet(patterns, targets)).toThrow(UsageError);
    expect(() => readPatternSet(patterns, targets)).toThrow(message);
  });
});
