import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { cancel, findJob, largestArray, parseQueue, queuedTasks, submit } from "../../src/study/slurm-client.js";
import { temporaryFolder } from "../cli/run-cli.js";

// How a real Slurm answers is in slurm.test.ts. Here are answers that it gives rarely, or elsewhere.
const folder = temporaryFolder();
const path = process.env.PATH;
let programs: string;

beforeEach(() => {
  programs = mkdtempSync(join(folder, "bin-"));
  mkdirSync(programs, { recursive: true });
  process.env.PATH = programs;
});
afterEach(() => {
  process.env.PATH = path;
});

/** A program that prints what is given, its arguments too where `"$*"` stands in it. */
function pretend(name: string, script: string): void {
  writeFileSync(join(programs, name), `#!/bin/bash\n${script}\n`, { mode: 0o755 });
}

describe("submit", () => {
  it("reads the job number from the last line, with the cluster after it", async () => {
    pretend("sbatch", "echo 'Welcome to the institute!'; echo '123;alpha'");
    expect(await submit([], "script.sh")).toEqual({ id: "123", cluster: "alpha" });
  });

  it("says what sbatch said when it refuses", async () => {
    pretend("sbatch", "echo 'sbatch: error: invalid account' >&2; exit 1");
    await expect(submit([], "script.sh")).rejects.toThrow("sbatch failed: sbatch: error: invalid account");
  });

  it("does not take anything for a job number", async () => {
    pretend("sbatch", "echo 'Submitted, perhaps'");
    await expect(submit([], "script.sh")).rejects.toThrow('"Submitted, perhaps", which is no job number');
  });

  it("names the way without Slurm where there is no sbatch", async () => {
    await expect(submit([], "script.sh")).rejects.toThrow(UsageError);
    await expect(submit([], "script.sh")).rejects.toThrow(/^sbatch is not found[\s\S]*--shard 1\/4/);
  });

  it("hands on its arguments one by one, through no shell", async () => {
    pretend("sbatch", 'printf "<%s>" "$@" >&2; exit 1');
    const args = ["--account=a b;$(touch stray)", "--comment='\n\""];
    await expect(submit(args, "it's.sh")).rejects.toThrow(
      `<--parsable>${args.map((arg) => `<${arg}>`).join("")}<it's.sh>`,
    );
  });
});

describe("largestArray", () => {
  it("is one less than MaxArraySize, which is the first number that is too large", async () => {
    pretend("scontrol", "echo 'MaxArraySize            = 1001'");
    expect(await largestArray()).toBe(1000);
  });

  it("refuses a cluster that has array jobs switched off", async () => {
    pretend("scontrol", "echo 'MaxArraySize            = 0'");
    await expect(largestArray()).rejects.toThrow(/allows no array jobs .* Use --shard/);
  });
});

describe("queuedTasks", () => {
  it("leaves out tasks that have ended, other jobs, and the name of the cluster", async () => {
    pretend(
      "squeue",
      "printf 'CLUSTER: alpha\\n7|1|RUNNING|None\\n7|2|PENDING|Resources\\n7|3|COMPLETED|None\\n8|1|RUNNING|None\\n'",
    );
    expect(await queuedTasks({ id: "7" })).toEqual([
      { jobId: "7", index: 1, state: "RUNNING", reason: "None" },
      { jobId: "7", index: 2, state: "PENDING", reason: "Resources" },
    ]);
  });

  it("are none of a job that Slurm has forgotten, and a failure is no such job", async () => {
    pretend("squeue", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1");
    expect(await queuedTasks({ id: "7" })).toEqual([]);
    pretend("squeue", "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1");
    await expect(queuedTasks({ id: "7" })).rejects.toThrow("Unable to contact slurm controller");
  });

  it("asks the cluster that has the job, whatever the person has set for squeue", async () => {
    pretend("squeue", `echo "$* \${SQUEUE_FORMAT-unset}" >&2; exit 1`);
    process.env.SQUEUE_FORMAT = "%i";
    try {
      await expect(queuedTasks({ id: "7", cluster: "alpha" })).rejects.toThrow(/--jobs=7 --clusters=alpha unset$/);
    } finally {
      delete process.env.SQUEUE_FORMAT;
    }
  });
});

it("findJob is null where no job has the name", async () => {
  pretend("squeue", "exit 0");
  expect(await findJob("thresholds-12345678")).toBeNull();
});

it("cancel ends the whole job", async () => {
  pretend("scancel", 'echo "$*" >&2; exit 1');
  await expect(cancel({ id: "7", cluster: "alpha" })).rejects.toThrow("scancel failed: --clusters=alpha 7");
});

it("parseQueue keeps bars in the reason", () => {
  expect(parseQueue("7|1|PENDING|a|b\n")).toEqual([{ jobId: "7", index: 1, state: "PENDING", reason: "a|b" }]);
});
