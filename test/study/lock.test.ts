import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { holderOf, Lock } from "../../src/study/lock.js";
import { identityOfThisProcess } from "../../src/study/process-identity.js";
import { root, temporaryFolder } from "../cli/run-cli.js";

const base = temporaryFolder();
let counter = 0;
function newFolder(): string {
  const folder = join(base, String(counter++));
  mkdirSync(folder);
  return folder;
}

const module = join(root, "dist", "study", "lock.js");
/** A program that takes the lock, says so, and waits to be killed. */
const holding = (folder: string): string[] => [
  "--input-type=module",
  "--eval",
  `import { Lock } from ${JSON.stringify(module)}; new Lock(${JSON.stringify(folder)}, "part"); ` +
    'console.log("held"); setInterval(() => {}, 1000);',
];

/** Leaves a lock behind as another would have. */
const leave = (folder: string, claim: object): void =>
  writeFileSync(join(folder, "part.lock-1"), JSON.stringify({ ...identityOfThisProcess(), ...claim }));

describe("a lock", () => {
  it("is held by one, and free when released", () => {
    const folder = newFolder();
    const first = new Lock(folder, "part");
    expect(() => new Lock(folder, "part")).toThrow(UsageError);
    expect(() => new Lock(folder, "part")).toThrow(`process ${process.pid}`);
    expect(holderOf(folder, "part")).toMatchObject({ pid: process.pid });
    first.release();
    expect(holderOf(folder, "part")).toBeNull();
    new Lock(folder, "part").release();
  });

  it("keeps apart names, also those that begin alike", () => {
    const folder = newFolder();
    const locks = ["shard-1-of-2", "shard-1-of-20", "shard-2-of-2"].map((name) => new Lock(folder, name));
    for (const lock of locks) lock.release();
  });

  it("leaves one file behind", () => {
    const folder = newFolder();
    for (let k = 0; k < 5; k++) new Lock(folder, "part").release();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it("is not held by a process that was killed, even before its parent has noticed", async () => {
    const folder = newFolder();
    const child = spawn(process.execPath, holding(folder), { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    expect(() => new Lock(folder, "part")).toThrow(`process ${child.pid}`);
    // The child is a zombie until this process returns to its event loop.
    child.kill("SIGKILL");
    while (holderOf(folder, "part") !== null);
    new Lock(folder, "part").release();
  });

  it("is not held by a later process that has the number of a dead one", () => {
    const folder = newFolder();
    leave(folder, { startedAs: "another start" });
    new Lock(folder, "part").release();
  });

  it("is held by a process of another machine as long as it shows signs of life", () => {
    const folder = newFolder();
    leave(folder, { host: "elsewhere" });
    expect(() => new Lock(folder, "part")).toThrow("on elsewhere");
    // Two minutes are twice what is allowed.
    const past = Date.now() / 1000 - 120;
    utimesSync(join(folder, "part.lock-1"), past, past);
    new Lock(folder, "part").release();
  });

  it("is not held by a file that is empty", () => {
    const folder = newFolder();
    writeFileSync(join(folder, "part.lock-1"), "");
    new Lock(folder, "part").release();
  });

  it("is taken by exactly one of many that find it abandoned at once", () => {
    const folder = newFolder();
    leave(folder, { startedAs: "another start" });
    // All wait for the same moment, then hold for longer than that moment can last.
    const program = `
      import { Lock } from ${JSON.stringify(module)};
      while (Date.now() < Number(process.argv[1])) {}
      try { new Lock(${JSON.stringify(folder)}, "part"); console.log("held"); setTimeout(() => process.exit(), 1500); }
      catch (error) { console.log(error.name); }`;
    const shell = Array.from({ length: 8 }, () => '"$NODE" --input-type=module --eval "$PROGRAM" "$AT" &').join("\n");
    const { stdout } = spawnSync("sh", ["-c", `${shell}\nwait`], {
      encoding: "utf8",
      env: { ...process.env, NODE: process.execPath, PROGRAM: program, AT: String(Date.now() + 1500) },
    });
    const said = stdout.trim().split("\n").sort();
    expect(said).toEqual([...Array.from({ length: 7 }, () => "UsageError"), "held"]);
    expect(readFileSync(join(folder, "part.lock-2"), "utf8")).toContain('"pid"');
  });
});
