import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Job, type JobOf, keyOf, type ResultOf, runJob } from "../../../src/jobs/index.js";
import { figures } from "../../../src/paper/figures.js";
import { summariseJobs } from "../../../src/paper/provenance.js";
import { formatCsv } from "../../../src/report/csv.js";
import { toJson } from "../../../src/schema/result.js";
import { schemaVersion, version } from "../../../src/schema/version.js";
import type { DataSource } from "../../../src/tasks/own-data.js";
import { collect, sweep, tableWithoutTimes, writeStudy } from "../../study/studies.js";
import { refusalOf } from "../in-process.js";
import { documentOf, program, root, syncache, temporaryFolder } from "../run-cli.js";

const folder = temporaryFolder();

/** What `verify` says of a file, with its status. */
async function verdictOf(file: string, ...args: string[]) {
  const { status, stdout, stderr } = await syncache("verify", file, "--json", ...args);
  expect(stderr).toBe("");
  const { same, count, differences } = JSON.parse(stdout);
  return { status, same, count, keys: differences.map(({ key }: { key: string }) => key) };
}

const changed = (file: string, from: RegExp, to: string): string => {
  const copy = file.replace(/(\.\w+)$/, "-changed$1");
  const text = readFileSync(file, "utf8");
  expect(text).toMatch(from);
  writeFileSync(copy, text.replace(from, to));
  return copy;
};

it("verifies the document of a learner, and notices a changed digit", async () => {
  const args = "--input-count 30 --pattern-count 20 --threshold auto --decay-time 50 --curve --runs 2";
  const file = join(folder, "perceptron.json");
  writeFileSync(file, JSON.stringify(await documentOf("perceptron", ...args.split(" "))));
  expect(await verdictOf(file)).toEqual({ status: 0, same: true, count: 2, keys: [] });
  const other = changed(file, /"epochCount":\d+/, '"epochCount":99');
  expect(await verdictOf(other)).toEqual({ status: 1, same: false, count: 2, keys: ["epochCount"] });
  expect((await syncache("verify", other)).stdout).toMatch(
    /^Different: 1 .*\n {2}run 1, epochCount: recorded 99, found \d+\n$/,
  );
});

it("says by its status what is different, also to a reader that closes the pipe", async () => {
  const file = join(folder, "unread.json");
  writeFileSync(file, JSON.stringify(await documentOf("perceptron", "--input-count", "9", "--pattern-count", "5")));
  const other = changed(file, /"epochCount":\d+/, '"epochCount":99');
  for (const [document, status] of [
    [file, 0],
    [other, 1],
  ] as const) {
    const child = spawn(process.execPath, [program, "verify", document], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.destroy();
    expect(await once(child, "close")).toEqual([status, null]);
  }
});

it("verifies the tables of a study, with a sought threshold and with an infinite one", async () => {
  const out = join(folder, "out");
  const text =
    "{ name: v, learner: perceptron, parameters: { inputCount: 30, patternCount: 20, decayTime: 50 }, grid: { threshold: [1, auto, .inf] } }";
  await sweep(writeStudy(join(folder, "study.yaml"), text), "--out", out);
  await collect(out);
  const csv = join(out, "results.csv");
  for (const file of [csv, join(out, "results.parquet")]) {
    expect(await verdictOf(file)).toEqual({ status: 0, same: true, count: 3, keys: [] });
    expect(await verdictOf(file, "--sample", "2")).toMatchObject({ status: 0, count: 2 });
  }
  const lines = readFileSync(csv, "utf8").split("\n");
  const place = lines[0]!.split(",").indexOf("energy");
  const without = join(out, "results-without.csv");
  writeFileSync(without, lines.map((line) => line.split(",").toSpliced(place, 1).join(",")).join("\n"));
  expect(await verdictOf(without)).toEqual({ status: 1, same: false, count: 3, keys: ["energy"] });
  // Without the last column but one, the time, a result is the fourth from the end.
  const other = changed(csv, /\n(perceptron,30,20,local-global,[^\n]*),true,(\d+),/, "\n$1,true,98765,");
  expect(await verdictOf(other)).toEqual({ status: 1, same: false, count: 3, keys: ["epochCount"] });
});

it("verifies a figure from its provenance and the tables beside it", async () => {
  // As `reproduce` writes them, at the scale of the tests.
  const figure = figures.find(({ id }) => id === "1c")!;
  const jobs = figure.jobs("tiny");
  const results = new Map(jobs.map((job) => [keyOf(job), runJob(job as JobOf<"perceptron">, {} as DataSource)]));
  const resultOf = ((job: Job) => results.get(keyOf(job))) as ResultOf;
  const head = { schemaVersion, version, figure: "1c", scale: "tiny" };
  const file = join(folder, "figure-1c.json");
  writeFileSync(file, toJson({ ...head, ...summariseJobs(jobs, resultOf) }));
  const tables = figure.charts(resultOf, "tiny").map(({ name, rows }) => {
    writeFileSync(join(folder, `${name}.csv`), formatCsv(rows));
    return join(folder, `${name}.csv`);
  });
  expect(await verdictOf(file)).toEqual({ status: 0, same: true, count: tables.length, keys: [] });
  writeFileSync(tables[0]!, "changed");
  expect(await verdictOf(file)).toMatchObject({ status: 1, same: false, keys: ["table"] });
  expect(await verdictOf(changed(file, /"jobCount":\d+/, '"jobCount":1'))).toMatchObject({
    keys: ["jobCount", "table"],
  });
});

it("takes what is missing or too much for a difference", async () => {
  const file = join(folder, "whole.json");
  const document = await documentOf("perceptron", "--input-count", "20", "--pattern-count", "10", "--runs", "2");
  const verdicts = async (change: (copy: typeof document) => void) => {
    const copy = structuredClone(document);
    change(copy);
    writeFileSync(file, JSON.stringify(copy));
    const { status, keys } = await verdictOf(file);
    return [status, ...keys];
  };
  expect(await verdicts(() => undefined)).toEqual([0]);
  expect(await verdicts(({ summary }) => (summary.mean.energy += 1))).toEqual([1, "summary.mean.energy"]);
  expect(await verdicts((copy) => delete copy.summary)).toEqual([1, "summary"]);
  expect(await verdicts(({ runs }) => delete runs[1].energy)).toEqual([1, "energy"]);
  expect(await verdicts(({ runs }) => (runs[0].colour = 1))).toEqual([1, "colour"]);
  expect(await verdicts(({ parameters }) => delete parameters.decayTime)).toEqual([1, "parameters.decayTime"]);
  const [status, ...keys] = await verdicts(({ runs }) => runs.pop());
  expect([status, keys]).toEqual([1, expect.arrayContaining(["summary.runCount", "runs.seed"])]);
});

it("ends on a Parquet file that would be read for ever, and does not call it different", async () => {
  const file = join(root, "test", "fixtures", "hang.parquet");
  expect(await refusalOf("verify", file)).toMatch(
    /is no Parquet file that can be read: it is damaged, as nothing came/,
  );
});

it.each([
  "5",
  "null",
  "[]",
  '"text"',
  "{}",
  '{"learner":"perceptron"}',
  '{"learner":"mlp","parameters":{},"runs":5}',
  '{"figure":5}',
])("refuses the document %s", async (text) => {
  const file = join(folder, "other.json");
  writeFileSync(file, text);
  expect(await refusalOf("verify", file)).not.toMatch(/TypeError|undefined|is not a function|is not iterable/);
});

it.each([
  [".csv", ""],
  [".csv", "learner,seed,converged\n"],
  [".json", '{"learner":"perceptron","parameters":{},"runs":[]}'],
  [".json", '{"learner":"perceptron","parameters":{},"runs":[{}]}'],
])("does not say that nothing is the same: a %s file with %j", async (kind, text) => {
  const file = join(folder, `nothing${kind}`);
  writeFileSync(file, text);
  expect(await refusalOf("verify", file)).toContain("nothing to compare");
});

it("refuses what it cannot verify", async () => {
  expect(await refusalOf("verify", join(folder, "none.json"))).toMatch(/there is no such file/);
  expect(await refusalOf("verify", join(folder, "none.csv"), "--sample", "0")).toMatch(/--sample must be an integer/);
});

it("verifies runs that share a threshold, each by itself, in a document and in the tables of a study", async () => {
  const args =
    "perceptron --input-count 30 --pattern-count 20 --threshold auto-shared --maintenance-cost 0.01 --runs 3";
  const file = join(folder, "shared.json");
  writeFileSync(file, JSON.stringify(await documentOf(...args.split(" "))));
  expect(await verdictOf(file)).toEqual({ status: 0, same: true, count: 3, keys: [] });
  const other = changed(file, /"sharedThreshold":[\d.]+/, '"sharedThreshold":99');
  expect(await verdictOf(other)).toEqual({ status: 1, same: false, count: 3, keys: ["sharedThreshold"] });

  const text = `name: shared
learner: perceptron
parameters: { inputCount: 30, patternCount: 20, maintenanceCost: 0.01 }
grid: { threshold: [2.5, auto-shared], decayTime: [40, .inf] }
seeds: 1..3
`;
  const yaml = writeStudy(join(folder, "shared.yaml"), text);
  const out = join(folder, "shared study");
  // Parts that know nothing of each other come to what one process does.
  for (const part of ["1/2", "2/2"]) await sweep(yaml, "--out", out, "--shard", part);
  await collect(out);
  const whole = join(folder, "shared whole");
  await sweep(yaml, "--out", whole);
  await collect(whole);
  expect(tableWithoutTimes(out)).toBe(tableWithoutTimes(whole));
  for (const kind of ["csv", "parquet"]) {
    expect(await verdictOf(join(out, `results.${kind}`))).toEqual({ status: 0, same: true, count: 12, keys: [] });
  }
  // More seeds change what is shared: those jobs, and no others, are run again.
  writeStudy(yaml, text.replace("1..3", "1..4"));
  expect((await sweep(yaml, "--out", whole)).recordedCount).toBe(2 * 1 + 2 * 4);
});
