import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { readPatternSet } from "../../../src/node/data/read-patterns.js";
import { UsageError } from "../../../src/schema/usage-error.js";
import { formatNpy } from "../../../src/tasks/npy.js";

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
  ["x.tsv", "1\t-1\t1\n-1\t1\t1\n"],
  ["x.txt", "1 -1 1\n-1 1 1\n"],
  ["x.dat", "1;-1;1\r\n-1;1;1\r\n"],
])("reads %s", (name, content) =>
  expect(readPatternSet(write(name, content), csvTargets).patterns).toEqual(Int8Array.of(1, -1, 1, -1, 1, 1)),
);

it("keeps a first column that counts the rows only where it is told to", () => {
  const patterns = write("ramp.csv", "0,1\n1,1\n2,1\n");
  const targets = write("ramp-targets.csv", "1\n1\n-1\n");
  expect(() => readPatternSet(patterns, targets)).toThrow("ramp.csv: the first column counts the rows from 0");
  expect(readPatternSet(patterns, targets, { keepFirstColumn: true }).inputCount).toBe(2);
});

it("names of rows in the targets are refused as such", () =>
  expect(() => readPatternSet(csvPatterns, write("named.csv", '"1",1\n"2",-1\n"3",1\n'))).toThrow(
    "named.csv: the first column counts the rows from 1",
  ));

describe("targets of two other values come with the line that recodes them", () => {
  const adviceOn = (file: string): string => {
    try {
      readPatternSet(csvPatterns, file);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      return (error as Error).message;
    }
    return "";
  };
  const csv = (name: string, content: string) => adviceOn(write(name, content));

  it("as the kind of file needs it", () => {
    const zeros = adviceOn(write("t0.npy", formatNpy([2], Int8Array.of(0, 1))));
    expect(zeros).toContain(`numpy.save("NEW.npy", numpy.where(numpy.load("${join(folder, "t0.npy")}") == 1, 1, -1))`);
    expect(zeros).toContain("They are 0 and 1: ");
    expect(zeros).toContain("makes +1 of 1 and -1 of 0.");
    expect(csv("t0.csv", "0\n1\n")).toMatch(
      /numpy\.savetxt\("NEW\.csv", numpy\.where\(numpy\.loadtxt\(".*t0\.csv"\) == 1, 1, -1\), fmt="%d"\)/,
    );
    expect(csv("t2.csv", "2\n1\n")).toContain("makes +1 of 2 and -1 of 1.");
    expect(csv("row.csv", "0;1\n")).toContain('row.csv", delimiter=";") == 1');
    expect(csv("quoted.csv", '"0"\n"1"\n')).toContain(`quoted.csv", quotechar='"') == 1`);
    expect(csv("marked.csv", "\uFEFF0\n1\n")).toContain('marked.csv", encoding="utf-8-sig") == 1');
  });

  const hasNumpy = spawnSync("python3", ["-c", "import numpy"]).status === 0;
  it.skipIf(!hasNumpy && !process.env.CI)("that gives targets which are read", () => {
    const lines: [string, string | Uint8Array][] = [
      ["a.csv", "0\r\n1\r\n"],
      ["b.csv", "\uFEFF1,2\n"],
      ["c.tsv", '"2"\t"1"\n'],
      ["d.txt", "# labels\n0\n0\n"],
      ["e.npy", formatNpy([2, 1], Float64Array.of(0, 1))],
      ["f.csv", "0.25\n-7\n"],
      ["g.csv", "3\n5\n"],
    ];
    for (const [name, content] of lines) {
      const said = adviceOn(write(name, content));
      const line = /numpy\.save.*(?:fmt="%d"\)|, -1\)\))/.exec(said)?.[0];
      expect(line, said).toBeDefined();
      execFileSync("python3", ["-c", `import numpy; ${line}`], { cwd: folder });
      const recoded = readPatternSet(csvPatterns, join(folder, name.endsWith("npy") ? "NEW.npy" : "NEW.csv"));
      const second = name === "a.csv" || name === "b.csv" || name === "e.npy" || name === "g.csv";
      expect(Array.from(recoded.targets), name).toEqual(name === "d.txt" ? [-1, -1] : second ? [-1, 1] : [1, -1]);
    }
  });

  it("and classes, headers and measured values with what else there is to do", () => {
    const three = write("three.csv", "1,1\n1,1\n-1,1\n");
    const said = (name: string, content: string) => {
      expect(() => readPatternSet(three, write(name, content))).toThrow(UsageError);
      try {
        readPatternSet(three, join(folder, name));
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    };
    expect(said("classes.csv", "3\n7\n9\n")).toContain("They are 3 classes: ");
    expect(said("classes.csv", "3\n7\n9\n")).toContain("== 9, 1, -1)");
    expect(said("pandas.csv", "0\n1\n-1\n")).toContain("header=False leaves it out");
    expect(said("real.csv", "0.5\n1\n-1\n")).toContain("such as those above 0");
  });
});

it.each([
  ["p01", 100, 150],
  ["p02", 200, 200],
  ["p03", 200, 200],
  ["p04", 200, 200],
])("reads the case %s", (name, inputCount, patternCount) => {
  const path = (what: string) => fileURLToPath(new URL(`../../fixtures/cases/${name}-${what}.npy`, import.meta.url));
  const set = readPatternSet(path("patterns"), path("targets"));
  expect(set).toMatchObject({ inputCount, patternCount });
  expect(new Set(set.patterns)).toEqual(new Set([1, -1]));
});

describe("refuses, and names the file", () => {
  it.each([
    ["another extension", "x.xls", csvTargets, 'x.xls: the name must end in .npy, .csv, .txt, .tsv, .dat, got ".xls".'],
    ["no extension", csvPatterns, "targets", 'targets: the name must end in .npy, .csv, .txt, .tsv, .dat, got "".'],
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
