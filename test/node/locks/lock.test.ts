import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Lock } from "../../../src/node/locks/lock.js";
import { LockHeld, LockLost } from "../../../src/node/locks/lock-errors.js";
import { holdersOf } from "../../../src/node/locks/lock-holders.js";
import type { LockTiming } from "../../../src/node/locks/lock-watch.js";
import { identityOfThisProcess } from "../../../src/node/locks/process-identity.js";
import { type TakeOptions, takeLock } from "../../../src/node/locks/take-lock.js";
import { UsageError } from "../../../src/schema/usage-error.js";
import { root, temporaryFolder } from "../../cli/run-cli.js";

const base = temporaryFolder();
let counter = 0;
function newFolder(): string {
  const folder = join(base, String(counter++));
  mkdirSync(folder);
  return folder;
}

/** A fiftieth of the real times. */
const timing: LockTiming = { beat: 100, poll: 4, old: 1_200, confirm: 240, still: 400 };
const work = { what: "part of this study", remedy: "Wait, or add --wait 600", timing };
const take = (folder: string, options: Partial<TakeOptions> = {}): Promise<Lock> =>
  takeLock(folder, "part", { ...work, ...options });
const holder = async (folder: string) => (await holdersOf(folder, ["part"], timing)).get("part") ?? null;

const module = join(root, "dist", "node", "locks", "take-lock.js");
const importing = `import { takeLock } from ${JSON.stringify(module)}; const work = { what: "it", remedy: "Wait" };`;

const elsewhere = { host: "elsewhere", bootId: "another", startedAs: "another start" };
/** Leaves a lock behind as another would have. */
function leave(folder: string, claim: object | string, mtime?: number): string {
  const text = typeof claim === "string" ? claim : JSON.stringify({ ...identityOfThisProcess(), ...claim });
  const file = join(folder, "part.lock-1");
  writeFileSync(file, text);
  if (mtime !== undefined) utimesSync(file, mtime, mtime);
  return file;
}
const now = (): number => Date.now() / 1000;

describe("a lock", () => {
  it("is held by one, and free when released", async () => {
    const folder = newFolder();
    const first = await take(folder);
    await expect(take(folder)).rejects.toThrow(UsageError);
    await expect(take(folder)).rejects.toThrow(`process ${process.pid}`);
    expect(await holder(folder)).toMatchObject({ pid: process.pid });
    first.release();
    expect(await holder(folder)).toBeNull();
    (await take(folder)).release();
  });

  it("names file, holder, since when, and what to do, where another has it", async () => {
    const folder = newFolder();
    const lock = await take(folder);
    const message = await take(folder).catch((error: Error) => error.message);
    for (const part of [lock.file, `process ${process.pid} on ${identityOfThisProcess().host}`, "--wait 600"]) {
      expect(message).toContain(part);
    }
    const since = / since (\S+) /.exec(String(message))![1]!;
    expect(Math.abs(Date.parse(since) - Date.now())).toBeLessThan(10_000);
    lock.release();
  });

  it("shows no control characters of another's file", async () => {
    const folder = newFolder();
    leave(folder, { ...elsewhere, host: `a\u001b[31m${"b".repeat(500)}` });
    const message = await take(folder).catch((error: Error) => error.message);
    expect(message).toContain("on a?[31mbbb");
    expect(String(message).length).toBeLessThan(600);
  });

  it("keeps apart names, also those that begin alike", async () => {
    const folder = newFolder();
    const names = ["shard-1-of-2", "shard-1-of-20", "shard-2-of-2"];
    for (const lock of await Promise.all(names.map((name) => takeLock(folder, name, work)))) lock.release();
  });

  it("leaves one file behind, or none", async () => {
    const folder = newFolder();
    for (let k = 0; k < 5; k++) (await take(folder)).release();
    expect(readdirSync(folder)).toHaveLength(1);
    (await take(folder, { leaveNothing: true })).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is free when that is written into its file, whatever its time, also after it was copied", async () => {
    const folder = newFolder();
    const lock = await take(newFolder());
    lock.release();
    leave(folder, readFileSync(lock.file, "utf8"), now());
    expect(await holder(folder)).toBeNull();
    (await take(folder)).release();
  });

  it("is not released by a time of 0", async () => {
    const folder = newFolder();
    const lock = await take(folder);
    utimesSync(lock.file, 0, 0);
    await expect(take(folder)).rejects.toThrow(LockHeld);
    lock.release();
  });

  it("of an earlier version is released by a time of 0, and only then", async () => {
    const folder = newFolder();
    const { host, pid, startedAs } = identityOfThisProcess();
    const claim = JSON.stringify({ host, pid, startedAs });
    leave(folder, claim, now());
    await expect(take(folder)).rejects.toThrow(`process ${pid}`);
    leave(folder, claim, 0);
    expect(await holder(folder)).toBeNull();
    (await take(folder)).release();
  });

  it("is not held by a process that was killed, even before its parent has noticed", async () => {
    const folder = newFolder();
    const program = `${importing} await takeLock(${JSON.stringify(folder)}, "part", work); console.log("held"); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    await expect(take(folder)).rejects.toThrow(`process ${child.pid}`);
    child.kill("SIGKILL");
    while ((await holder(folder)) !== null);
    (await take(folder)).release();
  });

  it("is not held by a later process that has the number of a dead one", async () => {
    const folder = newFolder();
    leave(folder, { startedAs: "another start" });
    (await take(folder)).release();
  });

  it("waits for its turn, and gives up when the time is over or a signal comes", async () => {
    const folder = newFolder();
    const first = await take(folder);
    await expect(take(folder, { waitSeconds: 0.05 })).rejects.toThrow(LockHeld);
    const controller = new AbortController();
    const waiting = take(folder, { waitSeconds: 3600, signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toThrow(LockHeld);
    const second = take(folder, { waitSeconds: 60 });
    first.release();
    (await second).release();
  });
});

describe("a lock whose process cannot be seen", () => {
  /** Writes into a lock file as its holder on another machine does. */
  function beating(file: string, time: () => number) {
    const timer = setInterval(() => utimesSync(file, time(), time()), timing.beat);
    return () => clearInterval(timer);
  }

  it.each([
    ["the clock here", 0],
    ["a clock that is two minutes slow", -120],
    ["a clock that is two minutes fast", 120],
  ])("is held as long as it shows signs of life, by %s", async (_, offset) => {
    const folder = newFolder();
    const file = leave(folder, elsewhere, now() + offset);
    const stop = beating(file, () => now() + offset + counter++ / 1000);
    // Long enough for a dead one to be taken, by far.
    await expect(take(folder, { waitSeconds: (2 * timing.still) / 1000 })).rejects.toThrow("on elsewhere");
    expect(await holder(folder)).toMatchObject({ host: "elsewhere" });
    stop();
    (await take(folder, { waitSeconds: 60 })).release();
  });

  it.each([
    ["two minutes old", -120],
    ["of tomorrow", 86_400],
  ])("is taken without waiting where its file is %s and keeps still", async (_, offset) => {
    const folder = newFolder();
    leave(folder, elsewhere, now() + offset);
    const said: string[] = [];
    const lock = await take(folder, { onWait: (message) => said.push(message) });
    expect(said).toEqual([expect.stringContaining("seems to be dead")]);
    lock.release();
  });

  it("is not taken at once where its file is new", async () => {
    const folder = newFolder();
    leave(folder, elsewhere, now());
    await expect(take(folder)).rejects.toThrow("on elsewhere");
  });

  it("is not called dead on another machine with the name of this one, or in another container", async () => {
    for (const claim of [{ bootId: "another" }, { namespaces: "pid:[1]" }, { namespaces: null }]) {
      const folder = newFolder();
      leave(folder, { ...claim, pid: 4_194_303, startedAs: "another start" }, now());
      await expect(take(folder)).rejects.toThrow("process 4194303");
      expect(await holder(folder)).toMatchObject({ pid: 4_194_303 });
    }
  });
});

describe("a lock file that says nothing", () => {
  it.each(["", "null", "5", "{}", "[1]", '"x"', '{"host":5,"pid":1}', '{"host":"a","pid":-1}', "\0\0\0", "{"])(
    "as %j does, holds nothing after a while",
    async (text) => {
      const folder = newFolder();
      leave(folder, text, now());
      expect(await holder(folder)).toBeNull();
      (await take(folder)).release();
    },
  );

  it("is mended by a holder that is alive, who keeps the lock", async () => {
    const folder = newFolder();
    const lock = await take(folder);
    writeFileSync(lock.file, "null");
    await expect(take(folder)).rejects.toThrow(`process ${process.pid}`);
    expect(lock.lost.aborted).toBe(false);
    lock.release();
  });

  it("may be a pipe or a folder", async () => {
    const folder = newFolder();
    spawnSync("mkfifo", [join(folder, "part.lock-1")]);
    mkdirSync(join(folder, "part.lock-2"));
    (await take(folder)).release();
  });
});

describe("the holder of a lock", () => {
  const longEnough = (): Promise<void> => sleep(8 * timing.beat);

  it("keeps it while its file cannot be written for a moment", async () => {
    const folder = newFolder();
    const lock = await take(folder);
    // A folder in the file's place: it can be looked at, and not be written.
    renameSync(lock.file, `${lock.file}.away`);
    mkdirSync(lock.file);
    await sleep(3 * timing.beat);
    rmSync(lock.file, { recursive: true });
    renameSync(`${lock.file}.away`, lock.file);
    await longEnough();
    expect(lock.lost.aborted).toBe(false);
    const before = readFileSync(lock.file, "utf8");
    await longEnough();
    expect(readFileSync(lock.file, "utf8")).not.toBe(before);
    lock.release();
  });

  it.each([
    ["its folder is moved", (folder: string) => renameSync(folder, `${folder}.moved`), "moved or removed"],
    ["its file is removed", (_: string, file: string) => rmSync(file), "it is gone"],
    ["another has taken it", (folder: string) => writeFileSync(join(folder, "part.lock-2"), "{}"), "taken it over"],
    ["another's file is there", (folder: string) => leave(folder, elsewhere), "replaced"],
  ])("learns that it is lost when %s", async (_, lose, reason) => {
    const folder = newFolder();
    const lock = await take(folder);
    lose(folder, lock.file);
    await longEnough();
    expect(lock.lost.aborted).toBe(true);
    expect(lock.lost.reason).toBeInstanceOf(LockLost);
    expect(lock.lost.reason.message).toContain(reason);
    lock.release();
  });

  it("learns that it is lost at the latest when it lets go", async () => {
    const folder = newFolder();
    const lock = await take(folder);
    rmSync(folder, { recursive: true });
    lock.release();
    expect(lock.lost.aborted).toBe(true);
  });
});

it("is taken by exactly one of many that find it abandoned at once", () => {
  const folder = newFolder();
  leave(folder, { startedAs: "another start" });
  // All wait for the same moment, then hold for longer than that moment can last.
  const program = `${importing}
    while (Date.now() < Number(process.argv[1])) {}
    try { await takeLock(${JSON.stringify(folder)}, "part", work); console.log("held"); setTimeout(() => process.exit(), 1500); }
    catch (error) { console.log(error.name); }`;
  const shell = Array.from({ length: 8 }, () => '"$NODE" --input-type=module --eval "$PROGRAM" "$AT" &').join("\n");
  const { stdout } = spawnSync("sh", ["-c", `${shell}\nwait`], {
    encoding: "utf8",
    env: { ...process.env, NODE: process.execPath, PROGRAM: program, AT: String(Date.now() + 2500) },
  });
  const said = stdout.trim().split("\n").sort();
  expect(said).toEqual([...Array.from({ length: 7 }, () => "UsageError"), "held"]);
  expect(readFileSync(join(folder, "part.lock-2"), "utf8")).toContain('"pid"');
});
