import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { faultLibrary } from "../node/faults.js";
import { refusalOf } from "./in-process.js";
import { start, syncache, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
const journal = (out: string): string => join(out, "jobs.jsonl");
const linesOf = (out: string): string[] =>
  existsSync(journal(out)) ? readFileSync(journal(out), "utf8").split("\n").slice(0, -1) : [];
/** Figure 2B at scale quick: ten jobs, on one thread. */
const figure = (out: string, ...flags: string[]) => ["reproduce", "2b", "--jobs", "1", "--out", out, ...flags];

/** One that has done a job, and is stopped: it is alive. */
async function begin(out: string) {
  const running = start(figure(out));
  while (linesOf(out).length < 1 && running.child.exitCode === null) await sleep(5);
  running.child.kill("SIGSTOP");
  expect(running.child.exitCode).toBeNull();
  return running;
}

it("lets no second one into its folder, and another wait for it", { timeout: 120_000 }, async () => {
  const out = join(folder, "shared");
  const { child, ended } = await begin(out);
  const second = start(figure(out, "--wait", "100"));
  const waiting = second.ended;
  await once(second.child.stderr, "data");
  const message = await refusalOf(...figure(out));
  for (const part of ["another process works on the figures in", "process ", " since ", "reproduce.lock-1", "--wait"]) {
    expect(message).toContain(part);
  }
  child.kill("SIGCONT");
  expect(await ended).toMatchObject({ status: 0 });
  expect(await waiting).toMatchObject({ status: 0, stderr: expect.stringContaining("Waiting for it") });
  expect(new Set(linesOf(out).map((line) => JSON.parse(line).id)).size).toBe(20);
  expect(linesOf(out)).toHaveLength(20);
  expect(readdirSync(out).filter((name) => name.includes("lock"))).toEqual([]);
});

it("ends with 130 on Ctrl-C, also while it waits, and lets go of the folder", { timeout: 120_000 }, async () => {
  const out = join(folder, "signals");
  const { child, ended } = await begin(out);
  const waiting = start(figure(out, "--wait", "100"));
  await once(waiting.child.stderr, "data");
  waiting.child.kill("SIGINT");
  expect(await waiting.ended).toMatchObject({ status: 130, stdout: "" });
  child.kill("SIGINT");
  child.kill("SIGCONT");
  expect((await ended).status).toBe(130);
  expect(readdirSync(out).filter((name) => name.includes("lock"))).toEqual([]);
});

it("refuses a wrong --wait before anything is written", async () => {
  const out = join(folder, "refused");
  expect(await refusalOf(...figure(out, "--wait", "foo"))).toContain("--wait must be a whole number of seconds");
  expect(existsSync(out)).toBe(false);
});

const library = faultLibrary();
it.runIf(library !== null)("claims no result that the disk does not keep", async () => {
  const out = join(folder, "late");
  const env = { LD_PRELOAD: library!, FAIL_FSYNC: "jobs.jsonl" };
  const { status, stdout, stderr } = await start(figure(out), { env }).ended;
  expect({ status, stdout }).toEqual({ status: 1, stdout: expect.not.stringContaining("Open the report") });
  expect(stderr).toMatch(/does not keep .*jobs\.jsonl: EIO.* jobs \(.*\) are not known to be kept/);
  expect(linesOf(out)).toEqual([]);
});

const disk = join(folder, "small disk");
mkdirSync(disk);
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], { encoding: "utf8" });
const canMount = mounted.status === 0;
afterAll(() => {
  if (canMount) spawnSync("umount", [disk]);
});
if (!canMount)
  console.error(`SKIPPED: reproduce on a full disk. Mounting a tmpfs needs root on Linux: ${mounted.stderr}`);
it("has a small disk, at least in CI", () => expect(canMount || process.env.CI !== "true").toBe(true));

it.runIf(canMount)("says what to do when the disk is full", async () => {
  const out = join(disk, "out");
  mkdirSync(out);
  writeFileSync(join(disk, "filler"), Buffer.alloc(236 << 10));
  const { status, stderr } = await syncache(...figure(out));
  expect(status).toBe(1);
  expect(stderr).toMatch(/the disk is full.*Make space, then run the same command again\./);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(readdirSync(out).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});
