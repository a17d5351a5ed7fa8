import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetMetadata } from "hyparquet";
import { describe, expect, it } from "vitest";
import { codeFingerprint } from "../../../src/node/code-fingerprint.js";
import { indexJournals } from "../../../src/study/journals/index-journals.js";
import { describePrograms, programsOf, recordedBy } from "../../../src/study/journals/programs.js";
import { statusOf } from "../../../src/study/journals/status.js";
import { journalFile } from "../../../src/study/journals/study-folder.js";
import { readStudy } from "../../../src/study/read-study.js";
import workBatch from "../../../src/study/running/batch-worker.js";
import { parseShard, WHOLE } from "../../../src/study/running/shard.js";
import { jobAt, partsOf } from "../../../src/study/study.js";
import { collectStudy } from "../../../src/tables/collect.js";
import { root, temporaryFolder } from "../../cli/run-cli.js";
import { runHere } from "../run-here.js";

const folder = temporaryFolder();
const yaml = join(folder, "study.yaml");
writeFileSync(yaml, "{ name: a, learner: perceptron, parameters: { inputCount: 10, patternCount: 5 }, seeds: 1..3 }");
const study = readStudy(yaml);

/** Records jobs as if another program had computed them. */
function record(out: string, code: string, indices: number[], shard = WHOLE): void {
  const jobs = indices.map((index) => jobAt(study, index));
  appendFileSync(journalFile(out, shard), workBatch({ study: partsOf(study), code, jobs }).lines);
}

describe("a study that several programs have computed", () => {
  const out = join(folder, "mixed");

  it("counts them, one as well as many", async () => {
    runHere(out, study, "one");
    expect([...programsOf(study, indexJournals(out))]).toEqual([["one", 3]]);
    record(out, "two", [1]);
    const index = indexJournals(out);
    // The later line counts.
    expect(describePrograms(programsOf(study, index))).toBe("2 by one, 1 by two");
    expect([...recordedBy(index, "two").keys()]).toEqual([jobAt(study, 1).id]);
    expect((await statusOf(out)).programs).toEqual([
      { program: "one", count: 2 },
      { program: "two", count: 1 },
    ]);
  });

  it("says so in the metadata of its tables", () => {
    const { programs, files } = collectStudy(out);
    expect([...programs]).toEqual([
      ["one", 2],
      ["two", 1],
    ]);
    const { buffer, byteOffset, byteLength } = readFileSync(files.find((file) => file.endsWith("results.parquet"))!);
    const { key_value_metadata } = parquetMetadata(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
    const entry = key_value_metadata!.find(({ key }) => key === "synaptic-caching")!;
    expect(JSON.parse(entry.value!).programs).toEqual({ one: 2, two: 1 });
  });

  it("counts the later run where the journals are two, and one of the same program once", () => {
    const [first, second] = [parseShard("1/2"), parseShard("2/2")];
    const both = join(folder, "both");
    runHere(both, study, "one");
    record(both, "two", [0], first);
    record(both, "two", [0], second);
    const { done } = indexJournals(both);
    expect(done.get(jobAt(study, 0).id)).toMatchObject({ program: "two", file: journalFile(both, first) });
  });
});

/** The built program, with a file of it changed. */
function programWith(name: string, file: string): string {
  const copy = join(folder, name);
  for (const part of ["dist", "package.json"]) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  appendFileSync(join(copy, "dist", file), "// changed\n");
  return copy;
}

function syncache(program: string, ...args: string[]) {
  const main = join(program, "dist", "cli", "main.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, "sweep", ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

it("is noticed, and run again on request, when a file that computes has changed, and not when one that prints has", () => {
  const out = join(folder, "edited");
  const [computes, prints] = [programWith("computes", "perceptron/rule.js"), programWith("prints", "cli/table.js")];
  const fingerprints = [root, computes, prints].map((program) => codeFingerprint(join(program, "dist")));
  expect(fingerprints[2]).toBe(fingerprints[0]);
  expect(fingerprints[1]).not.toBe(fingerprints[0]);

  syncache(root, yaml, "--out", out);
  expect(JSON.parse(readFileSync(journalFile(out, WHOLE), "utf8").split("\n")[0]!).code).toBe(fingerprints[0]);
  writeFileSync(yaml, readFileSync(yaml, "utf8").replace("1..3", "1..4"));
  const more = syncache(computes, yaml, "--out", out);
  expect(more).toMatchObject({ status: 0, stderr: expect.stringContaining(`mixes programs`) });
  expect(more.stderr).toContain(`3 by ${fingerprints[0]}`);
  expect(syncache(root, "--status", out).stdout).toMatch(/mixed: .*2 programs/);
  expect(syncache(root, "--collect", out)).toMatchObject({ status: 0, stderr: expect.stringContaining("2 programs") });

  const again = syncache(computes, yaml, "--out", out, "--recompute-old", "--json");
  expect(again.stderr).not.toContain("mixes");
  expect(JSON.parse(again.stdout)).toMatchObject({ missingCount: 3, recordedCount: 3 });
  expect(JSON.parse(syncache(computes, yaml, "--out", out, "--recompute-old", "--json").stdout).missingCount).toBe(0);
  expect(syncache(root, "--collect", out)).toMatchObject({ status: 0, stderr: "" });
});
