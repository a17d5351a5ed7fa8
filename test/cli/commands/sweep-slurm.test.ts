import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "../in-process.js";
import { program, syncache, temporaryFolder } from "../run-cli.js";

// What needs a cluster is in test/slurm/slurm.test.ts; here is a machine that has none.
const folder = temporaryFolder();
const study = join(folder, "study.yaml");
const out = join(folder, "out");
const path = process.env.PATH;

beforeAll(() => {
  writeFileSync(
    study,
    "name: small\nlearner: perceptron\nparameters: { inputCount: 10, patternCount: 5 }\nseeds: 1..2\n",
  );
  process.env.PATH = folder;
});
afterAll(() => {
  process.env.PATH = path;
});

describe("syncache sweep --engine slurm", () => {
  const submit = ["sweep", study, "--out", out, "--engine", "slurm"];

  it("says so where there is no sbatch, names --shard, and leaves nothing behind", async () => {
    expect(await refusalOf(...submit)).toMatch(/sbatch is not found[\s\S]*--shard 1\/4/);
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    [["--shard", "1/2"], /--shard is not for --engine slurm/],
    [["--fail-fast"], /--fail-fast is not for --engine slurm/],
    [["--max-parallel", "0"], /--max-parallel must be an integer from 1/],
    [["--task-minutes", "-1"], /--task-minutes must be a number > 0 and ≤ 10000, got "-1"/],
    [["--slurm", "array=1-9"], /--slurm cannot set array/],
    [["--jobs", "0"], /--jobs must be an integer from 1/],
  ])("refuses %j before it looks for Slurm", async (flags, message) => {
    expect(await refusalOf(...submit, ...flags)).toMatch(message);
  });

  it("has flags that mean nothing for another engine", async () => {
    const local = ["sweep", study, "--out", out];
    expect(await refusalOf(...local, "--partition", "long")).toMatch(/--partition is for --engine slurm/);
    expect(await refusalOf(...local, "--engine", "cloud")).toMatch(/--engine must be local or slurm, got "cloud"/);
  });
});

it("--status tells what the journals say, and that Slurm cannot be asked", async () => {
  await syncache("sweep", study, "--out", out);
  mkdirSync(join(out, "slurm"));
  const submission = { number: 1, name: "small-00000000", job: { id: "7" }, shardCount: 1, shards: [1] };
  writeFileSync(join(out, "slurm", "submission-0001.json"), JSON.stringify(submission));
  const { status, stdout, stderr } = await syncache("sweep", "--status", out);
  expect(stdout).toContain("done: 2 of 2 jobs (100 %)");
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("squeue is not found") });
});

it("--cancel of a study that was never submitted cancels nothing", async () => {
  const { status, stdout } = await syncache("sweep", "--cancel", join(folder, "elsewhere"));
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
});

it("tasks are started with the flags of Node that this process was given", async () => {
  const programs = mkdtempSync(join(folder, "bin-"));
  const pretend = (name: string, script: string): void =>
    writeFileSync(join(programs, name), `#!/bin/bash\n${script}\n`, { mode: 0o755 });
  pretend("scontrol", "echo 'MaxArraySize = 11'");
  pretend("sbatch", "echo 41");
  const flags = ["--disable-wasm-trap-handler", "--max-old-space-size=300"];
  const submit = ["sweep", study, "--out", join(folder, "flags"), "--engine", "slurm", "--json"];
  const env = { ...process.env, PATH: `${programs}:/usr/bin:/bin` };
  const { stdout } = spawnSync(process.execPath, [...flags, program, ...submit], { env, encoding: "utf8" });
  const script = readFileSync(JSON.parse(stdout).script, "utf8");
  expect(script).toContain(` \\\n  ${flags.join(" \\\n  ")} \\\n  ${program}`);
});
