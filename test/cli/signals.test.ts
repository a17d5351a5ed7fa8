import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { start, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();

/** Where Node lets a debugger in. */
const DEBUGGER = { host: "127.0.0.1", port: 9229 };

/** Whether somebody answers there. */
const isOpen = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(DEBUGGER, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });

/** From a signal to the end; without it these runs would take minutes. */
const SOON = 15_000;

describe.each(["SIGUSR1", "SIGUSR2"] as const)("%s, by which a scheduler announces the end,", (name) => {
  it.each<[where: string, args: string[], end: string]>([
    ["a run", ["perceptron", "--pattern-count", "1990", "--engine", "reference"], name],
    ["many seeds on one thread", ["perceptron", "--pattern-count", "1900", "--runs", "5000", "--jobs", "1"], name],
    ["many seeds on two", ["perceptron", "--pattern-count", "1900", "--runs", "5000", "--jobs", "2"], "SIGTERM"],
    ["a network", ["mlp", "--max-patterns", "100000000", "--evaluate-every", "100000000"], name],
    ["many spiking networks", ["spiking", "--runs", "5000", "--jobs", "2"], "SIGTERM"],
  ])("ends %s at once, and opens no port", async (_, args, end) => {
    const { child, ended } = start([...args, "--out", mkdtempSync(join(folder, "run-"))]);
    await wait(4000);
    expect(child.exitCode).toBeNull();
    const signalled = performance.now();
    child.kill(name);
    const { signal, stdout, stderr } = await ended;
    expect(performance.now() - signalled).toBeLessThan(SOON);
    // Until threads are started nobody listens, however busy the program is, and the signal itself ends it.
    expect([name, end]).toContain(signal);
    expect(stdout).toBe("");
    expect(stderr).not.toMatch(/Debugger|ws:/);
  });

  it("ends reproduce with the status of SIGTERM, and says how to go on", async () => {
    const out = mkdtempSync(join(folder, "figures-"));
    const { child, ended } = start(["reproduce", "1c", "--jobs", "2", "--out", out]);
    while (!existsSync(join(out, "jobs.jsonl")) && child.exitCode === null) await wait(50);
    await wait(500);
    expect(child.exitCode).toBeNull();
    child.kill(name);
    const { status, stderr } = await ended;
    expect({ status, stderr }).toEqual({ status: 143, stderr: expect.stringContaining("syncache: interrupted. ") });
    expect(stderr).not.toMatch(/Debugger|ws:/);
  });

  it("lets a study finish and record the running jobs, though SIGTERM follows", async () => {
    const study = join(folder, "study.yaml");
    const parameters = "{ inputCount: 300, patternCount: 400, engine: reference }";
    writeFileSync(study, `name: slow\nlearner: perceptron\nparameters: ${parameters}\nseeds: 1..40\n`);
    const out = mkdtempSync(join(folder, "study-"));
    const journal = join(out, "journal", "shard-1-of-1.jsonl");
    const { child, ended } = start(["sweep", study, "--out", out, "--jobs", "2"]);
    while (!existsSync(journal) || readFileSync(journal, "utf8") === "") await wait(10);
    child.kill(name);
    child.kill("SIGTERM");
    const { status, stderr } = await ended;
    expect({ status, stderr }).toEqual({ status: 143, stderr: expect.stringContaining("To go on: syncache sweep ") });
    expect(stderr).not.toMatch(/Debugger|ws:/);
    expect(stderr.match(/finishing the running jobs/g)).toHaveLength(1);
    const lines = readFileSync(journal, "utf8").split("\n").slice(0, -1);
    expect(stderr).toContain(`${40 - lines.length} jobs are left`);
  });
});

it("SIGUSR1 does not open port 9229 while a study finishes its jobs", async () => {
  // Somebody else's debugger may be there already: then there is nothing to see.
  expect(await isOpen(), "port 9229 is taken before the test").toBe(false);
  const study = join(folder, "long.yaml");
  const parameters = "{ inputCount: 1000, patternCount: 1990, engine: reference }";
  writeFileSync(study, `name: long\nlearner: perceptron\nparameters: ${parameters}\nseeds: 1..4\n`);
  const { child, ended } = start(["sweep", study, "--out", join(folder, "long"), "--jobs", "1"]);
  let said = "";
  child.stderr.on("data", (text: string) => {
    said += text;
  });
  while (!said.includes("4 jobs to run")) await wait(20);
  child.kill("SIGUSR1");
  while (!said.includes("finishing the running jobs")) await wait(20);
  await wait(300);
  expect(child.exitCode).toBeNull();
  expect(await isOpen()).toBe(false);
  child.kill("SIGKILL");
  await ended;
});
