import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { callSlurm, SlurmError } from "../../src/slurm/call.js";
import { temporaryFolder } from "../temporary-folder.js";
import { fakePrograms } from "./fake-programs.js";

const folder = temporaryFolder();
/** Long enough for a script to begin on a busy machine. */
const SECONDS = 2;
const { pretend } = fakePrograms(folder, SECONDS);

const failureOf = async (script: string, most?: number): Promise<SlurmError> => {
  pretend("sinfo", script);
  const error = await callSlurm("sinfo", [], most).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(SlurmError);
  return error as SlurmError;
};

/** Processes of a group that have not ended; the machine may not have cleared away those that have. */
function livingOf(group: number): string[] {
  return readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    let stat: string;
    try {
      stat = readFileSync(`/proc/${name}/stat`, "utf8");
    } catch {
      return false; // It has ended since the folder was read.
    }
    const [state, , processGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(processGroup) === group && state !== "Z" && state !== "X";
  });
}

describe.skipIf(process.platform !== "linux")("a program that does not end", () => {
  it.each([
    ["sleeps", "sleep 100"],
    ["ignores signals", "trap '' TERM INT HUP; while :; do sleep 0.1; done"],
    ["has answered, but not ended", "echo 123; exec sleep 100"],
    ["waits for an answer that nobody gives, then sleeps", "read answer; sleep 100"],
    ["has ended, and left something that holds its output", "sleep 100 & exit 0"],
  ])("and %s is killed after the time there is for it, with what it started", async (_, script) => {
    const pidFile = join(folder, "pid");
    const begin = performance.now();
    const { message, unsettled } = await failureOf(`echo $$ > '${pidFile}'\n${script}`);
    const seconds = (performance.now() - begin) / 1000;
    expect(message).toMatch(
      /^sinfo has not ended within 2 seconds and was killed\. .*scontrol ping.*SYNCACHE_SLURM_SECONDS/,
    );
    expect(unsettled).toBe(true);
    // Timers may come a millisecond early; a busy machine lets them come late.
    expect(seconds).toBeGreaterThan(SECONDS - 0.01);
    expect(seconds).toBeLessThan(SECONDS + 10);
    const group = Number(readFileSync(pidFile, "utf8"));
    for (let tries = 0; livingOf(group).length > 0 && tries < 100; tries++) await sleep(20);
    expect(livingOf(group)).toEqual([]);
  });
});

describe("a program that prints without end", () => {
  it("on stdout is killed before it fills the memory", async () => {
    expect((await failureOf("exec yes")).message).toMatch(
      /^sinfo has printed more than 1 MiB, .* was killed\. See what/,
    );
    expect((await failureOf("exec yes", 2 ** 24)).message).toMatch(/more than 16 MiB/);
  });

  it("on stderr is heard no longer, and killed when its time is over", async () => {
    expect((await failureOf("yes >&2")).message).toMatch(/has not ended within 2 seconds/);
  });

  it("on stderr alone loses no answer", async () => {
    pretend("sinfo", "yes | head -c 5000000 >&2; echo answer");
    const { stdout, stderr } = await callSlurm("sinfo", []);
    expect(stdout).toBe("answer\n");
    expect(stderr.length).toBeLessThan(2 ** 21);
  });
});

describe("a program that fails", () => {
  it.each([
    ["exit 3", "sinfo failed: it ended with status 3", true],
    ["kill -KILL $$", "sinfo failed: it was ended by SIGKILL", true],
    ["echo 'sinfo: error: Invalid account' >&2; exit 1", "sinfo failed: sinfo: error: Invalid account", false],
    ["echo 123; echo 'error: Invalid account' >&2; exit 1", "sinfo failed: error: Invalid account", true],
    ["echo 'on stdout'; exit 1", "sinfo failed: on stdout", true],
    ["echo 'Socket timed out on send/recv operation' >&2; exit 1", /Socket timed out/, true],
    ["echo 'Zero Bytes were transmitted or received' >&2; exit 1", /Zero Bytes/, true],
    ["echo 'Unable to contact slurm controller (connect failure)' >&2; exit 1", /Unable to contact/, true],
    ["echo 'Requested time limit is invalid (missing or exceeds some limit)' >&2; exit 1", /time limit/, false],
  ])("by %j says why, and whether it may have done its work", async (script, message, unsettled) => {
    const error = await failureOf(script);
    if (typeof message === "string") expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    expect(error.unsettled).toBe(unsettled);
  });

  it("shows the end of what it said, without what a terminal would obey", async () => {
    const { message } = await failureOf(
      `yes 'warning' | head -10000 >&2; printf '\\033[2J\\a error: at last\\r\\n' >&2; exit 1`,
    );
    expect(message).toMatch(/^sinfo failed: … [\s\S]*\\u\{001b\}\[2J\\u\{0007\} error: at last$/);
    expect(message.length).toBeLessThan(1100);
  });
});

describe("callSlurm", () => {
  it("cannot start what is not there, or is no program", async () => {
    await expect(callSlurm("no-such-program", [])).rejects.toThrow(UsageError);
    pretend("sinfo", "exit 0");
    const { PATH } = process.env;
    process.env.PATH = "/dev/null";
    try {
      await expect(callSlurm("sinfo", [])).rejects.toThrow(/^sinfo (is not found|cannot be started)/);
    } finally {
      process.env.PATH = PATH;
    }
  });

  it.each(["0", "-1", "3601", "soon", "1e9", ""])("refuses %j seconds", async (seconds) => {
    process.env.SYNCACHE_SLURM_SECONDS = seconds;
    await expect(callSlurm("sinfo", [])).rejects.toThrow(
      /SYNCACHE_SLURM_SECONDS must be a number of seconds > 0 and ≤ 3600/,
    );
  });

  it("hears what a person has set for these programs only where it changes nothing that is read here", async () => {
    pretend("sinfo", `env | grep -E '^(SQUEUE|SCANCEL|SBATCH|SLURM|LC_ALL)' | sort`);
    const set = {
      ...{ SQUEUE_FORMAT: "%i", SCANCEL_INTERACTIVE: "1", SBATCH_WAIT: "1", SBATCH_ARRAY_INX: "1-3" },
      ...{ SBATCH_ACCOUNT: "energy", SLURM_CLUSTERS: "alpha", SLURM_BITSTR_LEN: "8", LC_ALL: "de_DE" },
    };
    const before = { ...process.env };
    Object.assign(process.env, set);
    try {
      const { stdout } = await callSlurm("sinfo", []);
      expect(stdout.trim().split("\n").sort()).toEqual(
        ["LC_ALL=C", "SBATCH_ACCOUNT=energy", "SLURM_BITSTR_LEN=0", "SLURM_CLUSTERS=alpha"].sort(),
      );
    } finally {
      for (const key of Object.keys(set)) {
        if (before[key] === undefined) delete process.env[key];
        else process.env[key] = before[key];
      }
    }
  });
});
