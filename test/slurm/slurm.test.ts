import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { tableWithoutTimes } from "../study/studies.js";
import { temporaryFolder } from "../temporary-folder.js";
import { type Cluster, startCluster } from "./cluster.js";

const cluster = (await startCluster()) as Cluster;
const folder = temporaryFolder();

/** A busy machine may take long for the whole way; a free one needs about half a minute. */
const PATIENCE_MS = 300_000;

/** Names that a shell, or Slurm, would make something of. */
const nasty = join(folder, `it's "%a" $(touch stray)\n; touch stray`);

function writeStudy(name: string, seeds: string): string {
  const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.yaml`);
  writeFileSync(
    file,
    `name: ${JSON.stringify(name)}
learner: perceptron
parameters: { inputCount: 500, patternCount: 700, policy: local-global }
grid: { threshold: [0.5, 2.5, 4.5], decayTime: [1000, .inf] }
seeds: ${seeds}
`,
  );
  return file;
}

/** What a command that ends well prints on stdout. */
async function syncache(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await cluster.syncache(...args);
  expect({ status, stderr }, args.join(" ")).toEqual({ status: 0, stderr: expect.any(String) });
  return stdout;
}

async function statusOf(out: string) {
  return JSON.parse(await syncache("sweep", "--status", out, "--json"));
}

/** Waits until the status of a study is as wanted; returns it. */
async function until(out: string, wanted: (status: Awaited<ReturnType<typeof statusOf>>) => boolean) {
  for (;;) {
    const status = await statusOf(out);
    if (wanted(status)) return status;
    await sleep(100);
  }
}

const nothingQueued = ({ slurm }: { slurm: { jobs: unknown[] } }) => slurm.jobs.length === 0;

describe.skipIf(cluster === null)("a study on a real Slurm cluster", { timeout: PATIENCE_MS }, () => {
  it("ends as it does locally, though a task was killed in the middle", async () => {
    mkdirSync(nasty);
    const study = writeStudy("energy of 'thresholds' $(touch stray)", "1..250");
    const [local, out] = [join(nasty, "local"), join(nasty, "on Slurm")];
    const submit = ["sweep", study, "--out", out, "--engine", "slurm"];

    const printed = await syncache(...submit, "--task-minutes", "0.04");
    expect(printed).toMatch(/^Submitted Slurm job \d+: 1500 jobs in (\d+) of \1 tasks\n/);
    const { job, shardCount } = JSON.parse(readFileSync(join(out, "slurm", "submission-0001.json"), "utf8"));
    expect(shardCount).toBeGreaterThan(1);
    expect((await statusOf(out)).slurm.jobs).toMatchObject([{ job: job.id, shardCount }]);

    expect(await syncache(...submit)).toMatch(/^Nothing to submit: \d+ jobs are in tasks/);

    // In the middle: a task that was not the first to begin has recorded something and is still running. The first ones may
    // be at their end by now.
    const killed = Math.ceil(shardCount / 2) + 1;
    const journal = join(out, "journal", `shard-${killed}-of-${shardCount}.jsonl`);
    while (!existsSync(journal) || readFileSync(journal, "utf8") === "") await sleep(20);
    const kill = await cluster.run("scancel", "--signal=KILL", "--batch", `${job.id}_${killed}`);
    expect(kill).toMatchObject({ status: 0 });
    const { slurm } = await until(out, (status) => status.slurm.unassignedCount > 0);
    expect(slurm.jobs).toMatchObject([{ job: job.id }]);

    // Only the killed one is submitted again, while the others go on.
    const again = await syncache(...submit);
    expect(again).toContain(`: ${slurm.unassignedCount} jobs in 1 of ${shardCount} tasks\n`);
    const second = JSON.parse(readFileSync(join(out, "slurm", "submission-0002.json"), "utf8"));
    expect(second).toMatchObject({ shardCount, shards: [killed] });
    expect(await until(out, nothingQueued)).toMatchObject({ jobCount: 1500, missingCount: 0, failedCount: 0 });
    expect(await syncache(...submit)).toMatch(/^All jobs are recorded/);

    await syncache("sweep", study, "--out", local);
    for (const each of [local, out]) await syncache("sweep", "--collect", each);
    expect(tableWithoutTimes(out)).toBe(tableWithoutTimes(local));
    expect(readdirSync(join(out, "slurm", "logs"))).toContain(`0001-task-${killed}.log`);
    expect(existsSync(join(out, "slurm", "stray"))).toBe(false);
  });

  it("waits in the queue, is changed only when no task waits, and can be cancelled", async () => {
    const study = writeStudy("waiting", "1..400");
    const out = join(folder, "waiting");
    const submit = ["sweep", study, "--out", out, "--engine", "slurm", "--partition", "closed"];

    // A task of a millisecond would be a job each; this cluster takes a hundred (MaxArraySize is 101).
    const printed = await syncache(...submit, "--task-minutes", "0.00001", "--max-parallel", "3", "--time", "10:00");
    expect(printed).toContain("2400 jobs in 100 of 100 tasks");
    const { slurm } = await statusOf(out);
    expect(slurm.jobs).toMatchObject([{ states: { PENDING: 100 }, reasons: ["PartitionDown"] }]);
    expect(slurm.unassignedCount).toBe(0);
    expect((await cluster.run("squeue", "--noheader", "--partition=closed", "--format=%K %l")).stdout.trim()).toBe(
      "1-100%3 10:00",
    );

    writeStudy("waiting", "1..401");
    const changed = await cluster.syncache(...submit);
    expect(changed).toMatchObject({ status: 2, stdout: "" });
    expect(changed.stderr).toMatch(
      /the study has changed, and 100 tasks of Slurm job \d+ are still queued .*--cancel DIR/,
    );

    expect(await syncache("sweep", "--cancel", out)).toMatch(/^Cancelled Slurm job \d+: 100 tasks\n$/);
    expect(await until(out, nothingQueued)).toMatchObject({ slurm: { unassignedCount: 2400 } });
    expect(await syncache("sweep", "--cancel", out)).toMatch(/nothing was cancelled/);

    expect(await syncache(...submit)).toMatch(/: 2406 jobs in 1 of 1 tasks\n/);
    await syncache("sweep", "--cancel", out);
  });

  it("says what Slurm says when it refuses, and submits the same when that is mended", async () => {
    const study = writeStudy("refused", "1..2");
    const out = join(folder, "refused");
    const submit = ["sweep", study, "--out", out, "--engine", "slurm"];
    const { status, stdout, stderr } = await cluster.syncache(...submit, "--partition", "nowhere");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/sbatch failed: .*invalid partition specified: nowhere/);
    expect(await syncache(...submit, "--slurm", "begin=now+1hour", "--slurm", "comment=a b")).toMatch(
      /: 12 jobs in 1 of 1 tasks\n/,
    );
    expect((await statusOf(out)).slurm.jobs).toMatchObject([{ states: { PENDING: 1 } }]);
    await syncache("sweep", "--cancel", out);
  });

  it("needs a folder that Slurm can find", async () => {
    const out = join(folder, "back\\slash");
    const refused = await cluster.syncache("sweep", writeStudy("x", "1"), "--out", out, "--engine", "slurm");
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining("no folder with a backslash") });
    expect(existsSync(out)).toBe(false);
  });
});
