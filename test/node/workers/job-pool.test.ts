import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Job } from "../../../src/jobs/index.js";
import { tinyDigits, writeFolder } from "../../cli/idx-files.js";
import { root, temporaryFolder } from "../../cli/run-cli.js";

// Worker threads load the built program, so that it is what is tested here.
const built = join(root, "dist", "node", "workers", "job-pool.js");
const { JobPool, runHere }: typeof import("../../../src/node/workers/job-pool.js") = await import(
  /* @vite-ignore */ built
);

const folder = temporaryFolder();
const small = { inputCount: 20, patternCount: 20 };
const cases = join(root, "test", "fixtures", "cases");

const jobs: Record<string, Job> = {
  "a perceptron": { kind: "perceptron", parameters: { ...small, seed: 3, decayTime: 50, curve: true } },
  "own patterns": {
    kind: "perceptron",
    parameters: { policy: "none" },
    files: { patterns: join(cases, "p01-patterns.npy"), targets: join(cases, "p01-targets.npy") },
  },
  "many settings": {
    kind: "perceptron-settings",
    parameters: { ...small, decayTime: Number.POSITIVE_INFINITY },
    settings: [
      { policy: "local-local", threshold: 0.5 },
      { policy: "global-global", threshold: Number.POSITIVE_INFINITY },
    ],
  },
  "a network": {
    kind: "mlp",
    parameters: { dataset: writeFolder(join(folder, "digits"), tinyDigits()), hiddenCount: 3, maxPatterns: 50 },
  },
};
const missing: Job = { kind: "perceptron", parameters: {}, files: { patterns: "nowhere.csv", targets: "y.csv" } };
const [perceptron] = Object.values(jobs) as [Job];

let pool: InstanceType<typeof JobPool>;
const open = (threads: number) => {
  pool = new JobPool(threads);
  return pool;
};
afterEach(() => pool.close());

describe("JobPool", () => {
  it.each([1, 2])("gives on %i threads what runs here", async (threads) => {
    open(threads).start(Object.values(jobs), () => undefined);
    for (const [what, job] of Object.entries(jobs)) expect(await pool.result(job), what).toEqual(runHere(job));
  });

  it("runs equal jobs once, whatever the order of their keys", async () => {
    const { kind, parameters } = perceptron;
    const same = { parameters: Object.fromEntries(Object.entries(parameters).reverse()), kind } as Job;
    const done: Job[] = [];
    open(2).start([perceptron, same, perceptron], (job) => done.push(job));
    pool.start([same], (job) => done.push(job));
    const result = await pool.result(perceptron);
    expect(await pool.result(same)).toBe(result);
    expect(done).toEqual([perceptron]);
  });

  it("passes a refusal on as what it is, and goes on with the others", async () => {
    const done: Job[] = [];
    open(1).start([missing, perceptron], (job) => done.push(job));
    await expect(pool.result(missing)).rejects.toThrow('cannot read "nowhere.csv": there is no such file');
    // The class of the built program is not that of the sources.
    await expect(pool.result(missing)).rejects.toHaveProperty("name", "UsageError");
    expect(await pool.result(perceptron)).toEqual(runHere(perceptron));
    expect(done).toEqual([perceptron]);
  });

  it("begins jobs in the order given, or the longest first", async () => {
    const inputCounts = [20, 60, 40];
    const list = inputCounts.map(
      (inputCount): Job => ({ kind: "perceptron", parameters: { inputCount, patternCount: 10 } }),
    );
    const seen: unknown[] = [];
    const see = (job: Job): unknown => seen.push((job.parameters as { inputCount: number }).inputCount);
    // One thread takes one job after the other, as they come.
    await open(1).runInOrder(list, see);
    await pool.run(list, see);
    expect(seen).toEqual([...inputCounts, 60, 40, 20]);
  });

  it("passes on what breaks", async () => {
    const broken = { kind: "perceptron-settings", parameters: small, settings: null } as unknown as Job;
    open(1).start([broken], () => undefined);
    await expect(pool.result(broken)).rejects.not.toHaveProperty("name", "UsageError");
  });

  it("has no result of a job that was never started", async () => {
    await expect(open(1).result(perceptron)).rejects.toThrow("was never started");
  });

  it("ends its threads when it is closed, whatever they are doing", () => {
    // In a process of its own: it ends only when no thread is left.
    const script = join(folder, "close.mjs");
    writeFileSync(
      script,
      `import { JobPool } from ${JSON.stringify(built)};
      const pool = new JobPool(2);
      const long = { inputCount: 1000, patternCount: 1999, engine: "reference" };
      pool.start([1, 2, 3].map((seed) => ({ kind: "perceptron", parameters: { ...long, seed } })), () => undefined);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await pool.close();`,
    );
    const { status, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8", timeout: 30_000 });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

describe("runHere", () => {
  it("passes a refusal on as what it is", () => {
    open(1);
    expect(() => runHere(missing)).toThrow('cannot read "nowhere.csv"');
  });
});
