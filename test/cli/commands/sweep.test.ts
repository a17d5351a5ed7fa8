import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { collect, smallStudy, sweep, tableWithoutTimes, writeStudy } from "../../study/studies.js";
import { refusalOf } from "../in-process.js";
import { program, start, syncache, temporaryFolder } from "../run-cli.js";

const folder = temporaryFolder();
let counter = 0;
const newFolder = (): string => join(folder, `out ${counter++}`);
const newStudy = (text: string): string => writeStudy(join(folder, `study ${counter++}.yaml`), text);

const hundred = newStudy(smallStudy([60, 70]));
/** Jobs of a tenth of a second and more, which leave time to interrupt them. */
const slow = newStudy(
  "{ name: slow, learner: perceptron, parameters: { engine: reference, patternCount: 1300 }, seeds: 1..40 }",
);
const journal = (out: string): string => join(out, "journal", "shard-1-of-1.jsonl");
const linesOf = (out: string): string[] => readFileSync(journal(out), "utf8").trimEnd().split("\n");

describe("syncache sweep", () => {
  it("runs every job once, and nothing the second time", async () => {
    const out = newFolder();
    expect(await sweep(hundred, "--out", out)).toMatchObject({ recordedCount: 100 });
    expect(await sweep(hundred, "--out", out)).toMatchObject({ recordedCount: 0 });
    expect(new Set(linesOf(out).map((line) => JSON.parse(line).id)).size).toBe(100);
  });

  it("gives the same table on any number of threads and shards, also in two processes at once", async () => {
    const [one, two, shards] = [newFolder(), newFolder(), newFolder()];
    await sweep(hundred, "--out", one, "--jobs", "1");
    await sweep(hundred, "--out", two, "--jobs", "2");
    const parts = ["1/3", "2/3", "3/3"].map((shard) =>
      sweep(hundred, "--out", shards, "--shard", shard, "--jobs", "1"),
    );
    const counts = (await Promise.all(parts)).map(({ recordedCount }) => recordedCount);
    expect(counts).toEqual([34, 33, 33]);
    // What the parts have done counts for the whole.
    expect(await sweep(hundred, "--out", shards)).toMatchObject({ recordedCount: 0 });
    for (const out of [one, two, shards]) expect(await collect(out)).toMatchObject({ rowCount: 100 });
    expect(tableWithoutTimes(two)).toBe(tableWithoutTimes(one));
    expect(tableWithoutTimes(shards)).toBe(tableWithoutTimes(one));
  });

  it("extends a study that has changed, and collects it as it is now", async () => {
    const [out, fresh] = [newFolder(), newFolder()];
    await sweep(newStudy(smallStudy([60])), "--out", out);
    expect(await sweep(hundred, "--out", out)).toMatchObject({ recordedCount: 50 });
    const narrow = newStudy(smallStudy([70]));
    expect(await sweep(narrow, "--out", out)).toMatchObject({ recordedCount: 0 });
    await sweep(narrow, "--out", fresh);
    for (const folder of [out, fresh]) expect(await collect(folder)).toMatchObject({ rowCount: 50, jobCount: 50 });
    expect(tableWithoutTimes(out)).toBe(tableWithoutTimes(fresh));
  });

  it("refuses the folder of another study", async () => {
    const out = newFolder();
    const one = "learner: perceptron, parameters: { inputCount: 10, patternCount: 10 } }";
    await sweep(newStudy(`{ name: one, ${one}`), "--out", out);
    const before = readFileSync(join(out, "study.json"), "utf8");
    const refused = (text: string) => refusalOf("sweep", newStudy(text), "--out", out);
    expect(await refused(`{ name: two, ${one}`)).toContain('holds another study, with name "one", not "two"');
    expect(await refused("{ name: one, learner: mlp }")).toContain('learner "perceptron", not "mlp"');
    expect(await refused(`{ name: one, ${one.replace("patternCount: 10", "patternCount: 11")}`)).toMatch(
      /patternCount 10, not 11\. .*put them into the grid/,
    );
    expect(readFileSync(join(out, "study.json"), "utf8")).toBe(before);
    // What the message advises.
    const both = "{ name: one, learner: perceptron, parameters: { inputCount: 10 }, grid: { patternCount: [10, 11] } }";
    expect(await sweep(newStudy(both), "--out", out)).toMatchObject({ recordedCount: 1 });
  });

  it("refuses to replace tables that are not of a study", async () => {
    const out = newFolder();
    mkdirSync(out);
    writeFileSync(join(out, "results.csv"), "precious");
    expect(await refusalOf("sweep", hundred, "--out", out)).toContain("holds results.csv and no study");
  });

  it("goes on where the set-up of a folder was cut short", async () => {
    const out = newFolder();
    mkdirSync(join(out, "journal"), { recursive: true });
    writeFileSync(join(out, "study.json.new-77.77-0.tmp"), '{"na');
    writeFileSync(join(out, "study.json.new-77"), '{"na');
    writeFileSync(join(out, "journal", ".shard-1-of-1.left.tmp"), '{"ho');
    // An hour old: no one is at it any more.
    const past = Date.now() / 1000 - 3600;
    const left = ["study.json.new-77.77-0.tmp", "study.json.new-77", join("journal", ".shard-1-of-1.left.tmp")];
    for (const name of left) utimesSync(join(out, name), past, past);
    expect(await sweep(hundred, "--out", out)).toMatchObject({ recordedCount: 100 });
    expect(readdirSync(out).sort()).toEqual(["journal", "study.json"]);
    expect(readdirSync(join(out, "journal")).sort()).toEqual(["shard-1-of-1.jsonl", "shard-1-of-1.lock-1"]);
  });

  it("goes on from its own study.json, wherever that is called from", async () => {
    const out = newFolder();
    await sweep(hundred, "--out", out, "--shard", "1/2");
    expect(await sweep(join(out, "study.json"), "--out", out)).toMatchObject({ recordedCount: 50 });
  });

  it("records a job that fails, tries it again, and ends with 1", async () => {
    const out = newFolder();
    // A Gram matrix of a million patterns is more than there is memory for.
    const text =
      "{ name: f, learner: perceptron, parameters: { inputCount: 10 }, grid: { patternCount: [5, 1000000] }, seeds: 1..2 }";
    const study = newStudy(text);
    const once = await syncache("sweep", study, "--out", out);
    expect(once).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/2 jobs failed\. To try them again: .*sweep/),
    });
    expect(once.stderr).toContain("1000000 patterns");
    const status = JSON.parse((await syncache("sweep", "--status", out, "--json")).stdout);
    expect(status).toMatchObject({ jobCount: 4, doneCount: 2, failedCount: 2, missingCount: 2 });
    expect(status.failures[0]).toMatchObject({ count: 2, message: expect.stringContaining("1000000 patterns") });
    // They are tried again and fail again.
    expect(await syncache("sweep", study, "--out", out)).toMatchObject({ status: 1 });
    expect(linesOf(out).filter((line) => JSON.parse(line).error !== undefined)).toHaveLength(4);
  });

  it("stops at the first job that fails with --fail-fast", async () => {
    const out = newFolder();
    const text =
      "{ name: f, learner: perceptron, parameters: { inputCount: 10, patternCount: 1000000 }, seeds: 1..50 }";
    const { status, stderr } = await syncache("sweep", newStudy(text), "--out", out, "--fail-fast", "--jobs", "1");
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining("49 jobs are left") });
    expect(linesOf(out)).toHaveLength(1);
  });

  it("counts a run that did not converge as a result", async () => {
    const text = "{ name: u, learner: perceptron, parameters: { inputCount: 10, patternCount: 40, maxEpochs: 2 } }";
    const out = newFolder();
    const { status, stderr } = await syncache("sweep", newStudy(text), "--out", out);
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining("1 runs did not converge") });
    await collect(out);
    expect(readFileSync(join(out, "results.csv"), "utf8")).toMatch(/,false,/);
  });

  it("stops at a damaged line with its place, and keeps all others", async () => {
    const out = newFolder();
    await sweep(hundred, "--out", out);
    const lines = linesOf(out);
    const damaged = [...lines.slice(0, 41), lines[41]!.slice(0, 40), ...lines.slice(42), ""].join("\n");
    writeFileSync(journal(out), damaged);
    for (const args of [
      [hundred, "--out", out],
      ["--status", out],
      ["--collect", out],
    ]) {
      const { status, stderr } = await syncache("sweep", ...args);
      expect({ status, stderr }).toMatchObject({
        status: 1,
        stderr: expect.stringContaining(`${journal(out)}, line 42`),
      });
    }
    expect(readFileSync(journal(out), "utf8")).toBe(damaged);
    writeFileSync(journal(out), [...lines.slice(0, 41), ...lines.slice(42), ""].join("\n"));
    expect(await sweep(hundred, "--out", out)).toMatchObject({ recordedCount: 1 });
  });

  it("repairs a torn last line without a word", async () => {
    const out = newFolder();
    await sweep(hundred, "--out", out);
    appendFileSync(journal(out), '{"id":"half');
    const { status, stdout } = await syncache("sweep", "--collect", out, "--json");
    expect({ status, rows: JSON.parse(stdout).rowCount }).toEqual({ status: 0, rows: 100 });
    expect(await sweep(hundred, "--out", out)).toMatchObject({ recordedCount: 0 });
    expect(linesOf(out)).toHaveLength(100);
  });

  it("keeps two processes off the same shard, and lets both work on different ones", async () => {
    const out = newFolder();
    const first = start(["sweep", slow, "--out", out, "--shard", "1/2", "--jobs", "1"]);
    while (!existsSync(join(out, "journal", "shard-1-of-2.jsonl"))) await new Promise((r) => setTimeout(r, 10));
    const refusal = await refusalOf("sweep", slow, "--out", out, "--shard", "1/2");
    expect(refusal).toMatch(new RegExp(`another process works on shard-1-of-2 .*process ${first.child.pid} `));
    const status = JSON.parse((await syncache("sweep", "--status", out, "--json")).stdout);
    expect(status.running).toEqual([expect.objectContaining({ shard: "1/2", pid: first.child.pid })]);
    const second = start(["sweep", slow, "--out", out, "--shard", "2/2", "--jobs", "1"]);
    while (!existsSync(join(out, "journal", "shard-2-of-2.jsonl"))) await new Promise((r) => setTimeout(r, 10));
    for (const { child } of [first, second]) child.kill("SIGKILL");
    await Promise.all([first.ended, second.ended]);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("on %s finishes the running jobs, says how to go on, and ends with %i", async (signal, expected) => {
    const out = newFolder();
    const { child, ended } = start(["sweep", slow, "--out", out, "--jobs", "2"]);
    while (!existsSync(journal(out)) || readFileSync(journal(out), "utf8") === "") {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    child.kill(signal);
    const { status, stderr } = await ended;
    expect({ status, stderr }).toMatchObject({
      status: expected,
      stderr: expect.stringContaining("To go on: syncache sweep '"),
    });
    const done = linesOf(out).length;
    expect(stderr).toContain(`${40 - done} jobs are left`);
    expect(readFileSync(journal(out), "utf8").endsWith("\n")).toBe(true);
  });

  it("estimates jobs, time and disk without writing anything", async () => {
    const out = newFolder();
    const { status, stdout } = await syncache("sweep", hundred, "--out", out, "--dry-run", "--json");
    const estimate = JSON.parse(stdout);
    expect({ status, jobs: estimate.jobCount, missing: estimate.missingCount }).toEqual({
      status: 0,
      jobs: 100,
      missing: 100,
    });
    expect(existsSync(out)).toBe(false);
    await sweep(hundred, "--out", out);
    await collect(out);
    const written = [journal(out), join(out, "results.csv"), join(out, "results.parquet")];
    const bytes = written.reduce((sum, file) => sum + readFileSync(file).length, 0);
    // Lines differ by some digits, and the tables are a guess.
    expect(estimate.estimatedBytes / bytes).toBeGreaterThan(0.7);
    expect(estimate.estimatedBytes / bytes).toBeLessThan(1.5);
    expect(estimate.estimatedSeconds).toBeGreaterThan(0);
    expect((await syncache("sweep", hundred, "--dry-run")).stdout).toMatch(
      /jobs: 100\n.*time: about .*\n.*disk: about/,
    );
  });

  it("gives the names of files to no shell", async () => {
    const marker = join(folder, "marker");
    const name = `$(touch ${marker}) \`touch ${marker}\`; touch ${marker} 'x`;
    const out = join(folder, "it's $(touch marker) `out`");
    const study = writeStudy(join(folder, "a '$(touch marker)' study.yaml"), smallStudy([60], JSON.stringify(name)));
    const { stdout } = await syncache("sweep", study, "--out", out);
    expect(existsSync(marker)).toBe(false);
    expect(readdirSync(folder)).not.toContain("marker");
    // The command that is printed can be copied into a shell as it stands.
    const command = /syncache (sweep --collect .*)$/m.exec(stdout)![1]!;
    const shell = spawnSync("sh", ["-c", `"$NODE" "$PROGRAM" ${command}`], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NODE: process.execPath, PROGRAM: program },
    });
    expect({ status: shell.status, stdout: shell.stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("50 runs"),
    });
    expect(readdirSync(folder)).not.toContain("marker");
    rmSync(out, { recursive: true });
  });

  it("prints a JSON Schema that knows the learners and their parameters", async () => {
    const { status, stdout } = await syncache("sweep", "--schema");
    const schema = JSON.parse(stdout);
    const [perceptron, mlp] = schema.oneOf ?? schema.anyOf;
    expect(status).toBe(0);
    expect(perceptron.properties.learner.const).toBe("perceptron");
    expect(Object.keys(perceptron.properties.grid.properties)).toContain("maintenanceCost");
    expect(Object.keys(mlp.properties.parameters.properties)).toContain("hiddenCount");
    expect(stdout).not.toContain("null,");
  });

  it.each<[what: string, args: string[], message: RegExp]>([
    ["no study", [], /one of STUDY\.yaml, --status DIR/],
    ["two things at once", [hundred, "--status", folder], /got 2 of them/],
    ["no folder", [hundred], /--out <folder> is needed/],
    ["a shard that is none", [hundred, "--out", "x", "--shard", "3/2"], /--shard must be i\/n/],
    ["an engine that is none", [hundred, "--out", "x", "--engine", "cloud"], /--engine must be local/],
    ["the status of a folder without a study", ["--status", folder], /holds no study/],
    ["to collect what is not there", ["--collect", join(folder, "nowhere")], /holds no study/],
  ])("refuses %s", async (_, args, message) => expect(await refusalOf("sweep", ...args)).toMatch(message));
});
