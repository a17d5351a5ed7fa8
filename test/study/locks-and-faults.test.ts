import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { readJournal } from "../../src/study/journals/read-journal.js";
import { refusalOf } from "../cli/in-process.js";
import { type StartOptions, start, syncache, temporaryFolder } from "../cli/run-cli.js";
import { canUnshare, faultLibrary } from "../node/faults.js";
import { collect, smallStudy, sweep, writeStudy } from "./studies.js";

const folder = temporaryFolder();
let counter = 0;
const newFolder = (): string => join(folder, `out ${counter++}`);
const small = writeStudy(join(folder, "small.yaml"), smallStudy([50, 60]));
/** Minutes of work, in jobs of some ten milliseconds. */
const long = writeStudy(
  join(folder, "long.yaml"),
  "{ name: long, learner: perceptron, parameters: { inputCount: 500, patternCount: 700 }, grid: { threshold: [0.5, 1.5] }, seeds: 1..20000 }",
);

/** What collecting writes where there are no curves. */
const TABLES = ["results.csv", "results.parquet", "summary.csv", "summary.parquet"];

const journal = (out: string): string => join(out, "journal", "shard-1-of-1.jsonl");
const lockFile = (out: string, number = 1): string => join(out, "journal", `shard-1-of-1.lock-${number}`);
const idsIn = (out: string): string[] => [...readJournal(journal(out))].map(({ record }) => record.id);

/** Begins the long study, and waits until it has recorded something. */
async function begin(out: string, options: StartOptions = {}) {
  const running = start(["sweep", long, "--out", out, "--jobs", "1"], options);
  while (running.child.exitCode === null && !(existsSync(journal(out)) && readFileSync(journal(out)).length > 0)) {
    await sleep(20);
  }
  expect(running.child.exitCode).toBeNull();
  return running;
}

const noStack = (stderr: string): void => expect(stderr).not.toMatch(/^\s+at /m);
const noClaim = (stdout: string): void => expect(stdout).not.toContain("All jobs are recorded");

/** A folder in which another has left a lock, of a study that is not begun. */
function leaveLock(text: string, mtime?: number): string {
  const out = newFolder();
  mkdirSync(join(out, "journal"), { recursive: true });
  writeFileSync(lockFile(out), text);
  if (mtime !== undefined) utimesSync(lockFile(out), mtime, mtime);
  return out;
}
/** As an earlier version wrote it, on another machine. */
const elsewhere = JSON.stringify({ host: "elsewhere", pid: 17, startedAs: "x 1" });

const unshare = canUnshare();
const library = faultLibrary();
const faults = (env: Record<string, string>): StartOptions => ({ env: { LD_PRELOAD: library!, ...env } });
const run = (args: readonly string[], env: Record<string, string>) => start(args, faults(env)).ended;

/** Tests that mostly wait for the beats of a lock. They stand side by side, and together take as long as the longest of them. */
const beside = { concurrent: true, timeout: 120_000 };

describe("the lock of a shard", () => {
  it.runIf(unshare)("is kept by a process in a container that has the same host name", async () => {
    const out = newFolder();
    const { child, ended } = await begin(out, {
      through: ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"],
    });
    const message = await refusalOf("sweep", long, "--out", out);
    for (const part of ["another process works on shard-1-of-1", hostname(), lockFile(out), " since ", "--wait"]) {
      expect(message).toContain(part);
    }
    const { stdout } = await syncache("sweep", "--status", out, "--json");
    expect(JSON.parse(stdout).running).toHaveLength(1);
    child.kill("SIGKILL");
    await ended;
  });

  it("is kept by a process whose clock is two minutes slow", beside, async () => {
    // As another machine keeps it: by its own clock, every five seconds.
    const slow = (): number => Date.now() / 1000 - 120;
    const out = leaveLock(elsewhere, slow());
    writeFileSync(journal(out), "");
    const timer = setInterval(() => utimesSync(lockFile(out), slow(), slow()), 5_000);
    const refused = await syncache("sweep", small, "--out", out);
    const { stdout } = await syncache("sweep", "--status", out, "--json");
    clearInterval(timer);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining("process 17 on elsewhere") });
    expect(JSON.parse(stdout).running).toEqual([{ shard: "1/1", host: "elsewhere", pid: 17 }]);
  });

  it("is free in the end where its file is damaged, or of a time to come", beside, async () => {
    const outs = [leaveLock("null"), leaveLock(elsewhere, Date.now() / 1000 + 86_400)];
    const ends = await Promise.all(outs.map((out) => sweep(small, "--out", out)));
    expect(ends.map(({ recordedCount }) => recordedCount)).toEqual([100, 100]);
    expect(ends[1]!.stderr).toContain("seems to be dead");
    writeFileSync(lockFile(outs[0]!, 2), "null");
    expect(await syncache("sweep", "--status", outs[0]!)).toMatchObject({ status: 0, stderr: "" });
  });

  it.runIf(library !== null).each(["EACCES", "ESTALE"])(
    "outlives signs of life that fail with %s, as those of a server that is away",
    beside,
    async (code) => {
      const stale: Record<string, string> = code === "ESTALE" ? { FAIL_OPEN_STALE: "1" } : {};
      const out = newFolder();
      const away = `${out} is away`;
      const options = faults({ FAIL_OPEN: "shard-1-of-1.lock-", FAULT_WHILE: away, ...stale });
      const { child, ended } = await begin(out, options);
      writeFileSync(away, "");
      await sleep(8_000);
      rmSync(away);
      const before = readFileSync(lockFile(out), "utf8");
      await sleep(6_000);
      expect(readFileSync(lockFile(out), "utf8")).not.toBe(before);
      child.kill("SIGINT");
      const { status, stderr } = await ended;
      expect(status).toBe(130);
      noStack(stderr);
    },
  );

  it("ends with the status of the signal where one comes while it waits for the lock", async () => {
    const out = newFolder();
    const { child, ended } = await begin(out);
    const waiting = (["SIGINT", "SIGTERM"] as const).map(async (signal) => {
      const second = start(["sweep", long, "--out", out, "--wait", "600"]);
      await once(second.child.stderr, "data");
      second.child.kill(signal);
      return second.ended;
    });
    expect(await Promise.all(waiting)).toEqual([
      { status: 130, signal: null, stdout: "", stderr: expect.stringContaining("stopped waiting: another process") },
      { status: 143, signal: null, stdout: "", stderr: expect.stringContaining("stopped waiting: another process") },
    ]);
    child.kill("SIGINT");
    expect((await ended).status).toBe(130);
  });

  it("is said to be lost, after what was finished is recorded, when the folder is moved", async () => {
    const out = newFolder();
    const { ended } = await begin(out);
    renameSync(out, `${out} moved`);
    const { status, stdout, stderr } = await ended;
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(
      /the lock .* is lost: it is gone, as its folder was moved or removed\..*Run the same command again/,
    );
    noStack(stderr);
    expect(readFileSync(journal(`${out} moved`), "utf8").endsWith("\n")).toBe(true);
    expect(idsIn(`${out} moved`).length).toBeGreaterThan(0);
  });

  it("is said to be lost when another has taken it, which keeps it", async () => {
    const out = newFolder();
    const { ended } = await begin(out);
    const taken = readFileSync(lockFile(out), "utf8").replace(/"token":"[^"]*"/, '"token":"other"');
    writeFileSync(lockFile(out, 2), taken);
    const { status, stderr } = await ended;
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("another process has taken it over"),
    });
    noStack(stderr);
    expect(readFileSync(lockFile(out, 2), "utf8")).toBe(taken);
  });

  it.runIf(library !== null)("needs no hard links, nor does the rest", async () => {
    const out = newFolder();
    expect(await run(["sweep", small, "--out", out], { FAIL_LINK: "/" })).toMatchObject({ status: 0 });
    expect(await sweep(small, "--out", out)).toMatchObject({ recordedCount: 0 });
    expect(await collect(out)).toMatchObject({ rowCount: 100 });
    expect(readdirSync(out).sort()).toEqual(["journal", "study.json", ...TABLES].sort());
  });
});

describe("--status", () => {
  it("writes nothing, also where a lock is another machine's", async () => {
    const out = newFolder();
    await sweep(small, "--out", out, "--shard", "1/2");
    const [, name] = /(shard-1-of-2)/.exec(readdirSync(join(out, "journal")).join())!;
    const lock = join(out, "journal", `${name}.lock-2`);
    writeFileSync(lock, elsewhere);
    // A file that was made and removed would show in the times of the folders.
    for (const path of [out, join(out, "journal")]) utimesSync(path, 1e9, 1e9);
    const { stdout } = await syncache("sweep", "--status", out);
    expect(stdout).toContain("running: shard 1/2, process 17 on elsewhere");
    for (const path of [out, join(out, "journal")]) expect(statSync(path).mtimeMs).toBe(1e12);
  });
});

describe.runIf(library !== null)("a disk that does not keep what it took", () => {
  it("is reported when the last synchronisation fails, and no job is claimed that is not kept", async () => {
    const out = newFolder();
    const { status, stdout, stderr } = await run(["sweep", small, "--out", out], { FAIL_FSYNC: ".jsonl" });
    expect(status).toBe(1);
    noClaim(stdout);
    expect(stderr).toMatch(
      /does not keep .*shard-1-of-1\.jsonl: EIO.* The last \d+ of its jobs \([0-9a-f]+, .*\) are not known to be kept/,
    );
    expect(stderr).toContain("run the same command again");
    noStack(stderr);
    // What is not known to be kept counts as not run.
    expect(await sweep(small, "--out", out)).toMatchObject({ recordedCount: 100 });
    expect(await collect(out)).toMatchObject({ rowCount: 100 });
  });

  it("is reported also when it fails in between, after which nothing more is believed", async () => {
    const out = newFolder();
    const failing = `${out} fails`;
    const { ended } = await begin(out, faults({ FAIL_FSYNC: ".jsonl", FAULT_WHILE: failing }));
    await sleep(1_500);
    const before = idsIn(out);
    writeFileSync(failing, "");
    const { status, stdout, stderr } = await ended;
    expect(status).toBe(1);
    noClaim(stdout);
    expect(stderr).toContain("are not known to be kept");
    const after = idsIn(out);
    // Half a second is synchronised at a time: what was there for longer is kept.
    expect(after.length).toBeGreaterThan(0);
    expect(after).toEqual([...before, ...after.slice(before.length)].slice(0, after.length));
  });

  it("is reported when the journal cannot be closed", async () => {
    const out = newFolder();
    const { status, stdout, stderr } = await run(["sweep", small, "--out", out], { FAIL_CLOSE: ".jsonl" });
    expect(status).toBe(1);
    noClaim(stdout);
    expect(stderr).toMatch(/closing .*shard-1-of-1\.jsonl failed: EIO/);
    noStack(stderr);
  });

  it("leaves the tables as they were, and nothing beside them", { timeout: 120_000 }, async () => {
    const out = newFolder();
    await sweep(small, "--out", out);
    await collect(out);
    const names = readdirSync(out);
    const tables = TABLES.map((name) => join(out, name));
    const before = tables.map((file) => readFileSync(file));
    for (const [fault, part] of [
      ["FAIL_FSYNC", ".parquet"],
      ["FAIL_FSYNC", ".csv"],
      ["FAIL_CLOSE", ".parquet"],
      ["FAIL_RENAME", "results.csv"],
    ] as const) {
      const { status, stdout, stderr } = await run(["sweep", "--collect", out], { [fault]: part });
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toMatch(/cannot write ".*results\..*": E(IO|ACCES).* run the same command again/);
      noStack(stderr);
      expect(readdirSync(out)).toEqual(names);
      expect(tables.map((file) => readFileSync(file))).toEqual(before);
    }
  });

  it("is reported for documents and figures too", async () => {
    const out = newFolder();
    const args = ["perceptron", "--input-count", "10", "--pattern-count", "10", "--out", out];
    const { status, stderr } = await run(args, { FAIL_FSYNC: "perceptron.csv" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/cannot write ".*perceptron\.csv": EIO/);
    expect(readdirSync(out)).toEqual(["perceptron.json"]);
  });
});

describe("what is left behind", () => {
  it.runIf(library !== null)("by a collect that was killed is removed by the next one", async () => {
    const out = newFolder();
    await sweep(small, "--out", out);
    const { child, ended } = start(["sweep", "--collect", out]);
    while (child.exitCode === null && !readdirSync(out).some((name) => name.endsWith(".tmp"))) await sleep(1);
    child.kill("SIGKILL");
    await ended;
    writeFileSync(join(out, "results.csv.4711-0.tmp"), "of an earlier version");
    const past = Date.now() / 1000 - 3600;
    utimesSync(join(out, "results.csv.4711-0.tmp"), past, past);
    await collect(out);
    await sweep(small, "--out", out);
    expect(readdirSync(out).sort()).toEqual(["journal", "study.json", ...TABLES].sort());
  });

  it.each([
    ["--wait", "foo"],
    ["--jobs", "foo"],
  ])("by a call that is refused for %s %s is nothing", async (...flag) => {
    const out = newFolder();
    await refusalOf("sweep", small, "--out", out, ...flag);
    expect(existsSync(out)).toBe(false);
  });
});

it("lets no two processes set up a folder for two studies, where there are no hard links", async () => {
  if (library === null) return;
  const out = newFolder();
  mkdirSync(out);
  const studies = Array.from({ length: 4 }, (_, k) =>
    writeStudy(join(folder, `rival ${k}.yaml`), smallStudy([50], `rival ${k}`)),
  );
  const ends = await Promise.all(studies.map((study) => run(["sweep", study, "--out", out], { FAIL_LINK: "/" })));
  expect(ends.map(({ status }) => status).sort()).toEqual([0, 2, 2, 2]);
  for (const { status, stderr } of ends) if (status === 2) expect(stderr).toContain("holds another study");
});
