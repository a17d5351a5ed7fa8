import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { statusOf } from "../../src/study/journals/status.js";
import { openStudyFolder, studyOfFolder } from "../../src/study/journals/study-folder.js";
import { readStudy } from "../../src/study/read-study.js";
import workBatch from "../../src/study/running/batch-worker.js";
import { jobAt, jobsOf, partsOf } from "../../src/study/study.js";
import { collectStudy } from "../../src/tables/collect.js";
import { tinyDigits, writeFolder } from "../cli/idx-files.js";
import { temporaryFolder } from "../temporary-folder.js";
import { runHere } from "./run-here.js";

const folder = temporaryFolder();
let counter = 0;

const TRAIN = "train-images-idx3-ubyte";

/** A project of its own: data beside the files of two studies. */
function newProject(): string {
  const project = join(folder, `project ${counter++}`);
  writeFolder(join(project, "digits"), tinyDigits());
  writeFileSync(join(project, "p.csv"), "1,1,-1\n-1,1,1\n1,-1,1\n");
  writeFileSync(join(project, "t.csv"), "1\n-1\n1\n");
  const digits = "parameters: { dataset: digits, hiddenCount: 2, maxPatterns: 20, evaluateEvery: 20 }";
  writeFileSync(join(project, "digits.yaml"), `{ name: d, learner: mlp, ${digits}, seeds: 1..2 }`);
  const patterns = "parameters: { patternsFile: p.csv, targetsFile: t.csv }, grid: { threshold: [1, 2.5] }";
  writeFileSync(join(project, "patterns.yaml"), `{ name: p, learner: perceptron, ${patterns} }`);
  return project;
}

/** Changes one entry, or the last byte, and leaves the data as good as they were. */
function change(file: string): void {
  const bytes = readFileSync(file);
  if (file.endsWith(".csv")) writeFileSync(file, bytes.toString().replace(/^1,1/, "1,-1"));
  else
    writeFileSync(
      file,
      Uint8Array.from(bytes, (byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte)),
    );
}

const idsOf = (file: string): string[] => [...jobsOf(readStudy(file))].map(({ id }) => id);

describe("digits of one's own", () => {
  it("have the ids of what they hold, under any name and compressed", () => {
    const project = newProject();
    const study = join(project, "digits.yaml");
    const ids = idsOf(study);
    const text = readFileSync(study, "utf8");
    renameSync(join(project, "digits"), join(project, "images"));
    writeFileSync(study, text.replace("dataset: digits", "dataset: images"));
    expect(idsOf(study)).toEqual(ids);
    const file = join(project, "images", TRAIN);
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
    rmSync(file);
    expect(idsOf(study)).toEqual(ids);
    rmSync(`${file}.gz`);
    writeFileSync(file, tinyDigits()[TRAIN]!);
    change(file);
    expect(idsOf(study)).not.toEqual(ids);
  });

  it("go on in the folder of a study when they were renamed, and not when they have changed", async () => {
    const project = newProject();
    const [study, out] = [join(project, "digits.yaml"), join(project, "out")];
    runHere(out, readStudy(study));
    renameSync(join(project, "digits"), join(project, "images"));
    writeFileSync(study, readFileSync(study, "utf8").replace("dataset: digits", "dataset: images"));
    expect(runHere(out, readStudy(study)).lines).toBe("");
    expect(await statusOf(out)).toMatchObject({ doneCount: 2, missingCount: 0 });
    change(join(project, "images", TRAIN));
    expect(() => openStudyFolder(out, readStudy(study))).toThrow(/holds another study, with other data in .*images/);
  });

  it("are refused where they are not there, and where two folders hold the same", () => {
    const project = newProject();
    const study = join(project, "both.yaml");
    cpSync(join(project, "digits"), join(project, "copy"), { recursive: true });
    const refusal = (values: string) => {
      writeFileSync(study, `name: b\nlearner: mlp\ngrid:\n  dataset: [${values}]\n`);
      expect(() => readStudy(study)).toThrow(UsageError);
      return expect(() => readStudy(study));
    };
    refusal("digits, none").toThrow(/both\.yaml, line 4, grid\.dataset: .*none/);
    refusal("digits, copy").toThrow(/copy and .*digits hold the same data\. Keep one/);
    rmSync(join(project, "digits", TRAIN));
    refusal("digits").toThrow(new RegExp(`line 4, grid\\.dataset: .*${TRAIN}`));
  });
});

describe.each([
  ["digits.yaml", `digits/${TRAIN}`],
  ["digits.yaml", "digits/t10k-labels-idx1-ubyte"],
  ["patterns.yaml", "p.csv"],
  ["patterns.yaml", "t.csv"],
])("%s", (name, file) => {
  it(`is not run on another ${file} than it began with`, () => {
    const project = newProject();
    const study = readStudy(join(project, name));
    const path = join(project, file);
    if (file === "t.csv") writeFileSync(path, "-1\n-1\n1\n");
    else change(path);
    const { failures, lines } = workBatch({ study: partsOf(study), code: "code", jobs: [jobAt(study, 0)] });
    expect(failures).toEqual([
      { id: jobAt(study, 0).id, message: expect.stringContaining(`${path}: these data have changed`) },
    ]);
    expect(JSON.parse(lines).run).toBeUndefined();
  });
});

it.each(["digits.yaml", "patterns.yaml"])("%s can be looked at, collected and moved without its data", async (name) => {
  const project = newProject();
  const out = join(project, "results", "out");
  mkdirSync(join(project, "results"));
  const { lines } = runHere(out, readStudy(join(project, name)));
  expect(lines).not.toBe("");
  expect(readFileSync(join(out, "study.json"), "utf8")).not.toContain(folder);
  const before = await statusOf(out);
  const table = () => readFileSync(join(collectStudy(out).files[0]!), "utf8");
  const first = table();
  for (const data of ["digits", "p.csv", "t.csv"]) rmSync(join(project, data), { recursive: true });
  expect(await statusOf(out)).toEqual(before);
  expect(table()).toBe(first);

  const laptop = join(folder, `laptop ${counter++}`);
  renameSync(out, laptop);
  expect(await statusOf(laptop)).toEqual(before);
  expect(readFileSync(collectStudy(laptop).files[0]!, "utf8")).toBe(first);
  // The ids do not hang on where the data were.
  expect([...jobsOf(studyOfFolder(laptop))].map(({ id }) => id)).toEqual(
    lines
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).id),
  );
});

it("a project goes on where it was moved with its data", () => {
  const project = newProject();
  const out = join(project, "out");
  runHere(out, readStudy(join(project, "digits.yaml")));
  const moved = join(folder, `moved ${counter++}`);
  renameSync(project, moved);
  expect(runHere(join(moved, "out"), readStudy(join(moved, "out", "study.json"))).lines).toBe("");
});
