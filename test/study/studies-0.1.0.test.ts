import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { csvParse } from "d3-dsv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statusOf } from "../../src/study/journals/status.js";
import { openStudyFolder } from "../../src/study/journals/study-folder.js";
import { readStudy } from "../../src/study/read-study.js";
import { collectStudy } from "../../src/tables/collect.js";
import { tinyDigits, writeFolder } from "../cli/idx-files.js";
import { root, temporaryFolder } from "../cli/run-cli.js";
import { runHere } from "./run-here.js";

const fixtures = join(root, "test", "fixtures", "studies-0.1.0");
/** Where they were made: their paths are absolute. */
const ORIGIN = "/tmp/synaptic-caching-0.1.0";
const folder = temporaryFolder();
let counter = 0;

/** A copy of one of the studies, to be changed. */
function copyOf(name: string): { out: string; yaml: string } {
  const project = join(folder, `copy ${counter++}`);
  cpSync(join(fixtures, name), join(project, name), { recursive: true });
  for (const file of [`${name}.yaml`, "patterns.csv", "targets.csv"]) cpSync(join(fixtures, file), join(project, file));
  return { out: join(project, name), yaml: join(project, `${name}.yaml`) };
}

const rowsOf = (file: string) => csvParse(readFileSync(file, "utf8"));
/** Columns whose content is new: hashes, and paths that are seen from the folder. */
const isNew = (key: string): boolean => /(Sha256|File)$/.test(key);
const known = (file: string) =>
  rowsOf(file).map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !isNew(key))));
/** What 0.1.0 has collected, by the names of now: a threshold that was sought stood under the name of the one asked for. */
const knownFormer = (file: string, name: string) =>
  known(file).map((row) =>
    name === "sought-thresholds" ? { ...row, threshold: "auto", foundThreshold: row.threshold } : row,
  );

describe.each([
  ["random-patterns", 3, 6],
  ["own-patterns", 2, 4],
  ["own-digits", 2, 4],
  ["sought-thresholds", 3, 6],
] as const)("a study of 0.1.0 on %s", (name, doneCount, jobCount) => {
  // Its digits are known by this path alone.
  beforeAll(() => {
    if (name === "own-digits") writeFolder(join(ORIGIN, "digits"), tinyDigits());
  });

  it("is read and collected without its data", async () => {
    const { out } = copyOf(name);
    const recorded = knownFormer(join(out, "results.csv"), name);
    for (const file of ["patterns.csv", "targets.csv"]) rmSync(join(out, "..", file));
    expect(await statusOf(out)).toMatchObject({
      doneCount,
      jobCount,
      missingCount: jobCount - doneCount,
      failedCount: 0,
    });
    expect(collectStudy(out)).toMatchObject({ rowCount: doneCount, jobCount });
    expect(known(join(out, "results.csv"))).toEqual(recorded);
  });

  it("goes on, and keeps what it has", async () => {
    const { out, yaml } = copyOf(name);
    const recorded = knownFormer(join(out, "results.csv"), name);
    const study = name === "own-digits" ? join(ORIGIN, "own-digits.yaml") : yaml;
    if (study !== yaml) cpSync(yaml, study);
    const { lines, failures } = runHere(out, readStudy(study));
    expect({ lines: lines.trimEnd().split("\n").length, failures }).toEqual({
      lines: jobCount - doneCount,
      failures: [],
    });
    expect(await statusOf(out)).toMatchObject({
      doneCount: jobCount,
      programs: [{ count: jobCount - doneCount }, { count: doneCount }],
    });
    collectStudy(out);
    const rows = known(join(out, "results.csv"));
    for (const row of recorded) {
      const paths = "dataset" in row ? { dataset: expect.stringMatching(/digits$/) } : {};
      expect(rows).toContainEqual({ ...row, ...paths });
    }
    // From now on it is a study like any other, also for its own document.
    expect(runHere(out, readStudy(join(out, "study.json"))).lines).toBe("");
  });
});

it("digits of 0.1.0 under another path are refused, with the way to convert them", () => {
  const { out, yaml } = copyOf("own-digits");
  writeFolder(join(dirname(yaml), "digits"), tinyDigits());
  expect(() => openStudyFolder(out, readStudy(yaml))).toThrow(
    /another study, with dataset "\/tmp\/synaptic-caching-0\.1\.0\/digits" \(recorded by its path alone: put the data there once\)/,
  );
});

beforeAll(() => mkdirSync(ORIGIN, { recursive: true }));
afterAll(() => rmSync(ORIGIN, { recursive: true, force: true }));
