import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { flagOf } from "../../src/cli/flag-words.js";
import { mlpSchema } from "../../src/mlp/parameters.js";
import { figures } from "../../src/paper/figures.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import { version } from "../../src/schema/version.js";
import { spikingSchema } from "../../src/spiking/parameters.js";
import { program, start, syncache, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();

describe.concurrent("syncache", () => {
  it.each([["--help"], ["-h"], ["help"]])("lists its commands on stdout with %s", async (flag) => {
    const { status, stdout, stderr } = await syncache(flag);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const command of ["perceptron", "mlp", "spiking", "theory", "reproduce"]) {
      expect(stdout).toMatch(new RegExp(`^ {2}${command} .* [a-z]`, "m"));
    }
  });

  it("given nothing, lists its commands on stderr and ends with 2", async () => {
    const { status, stdout, stderr } = await syncache();
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toBe((await syncache("--help")).stdout);
  });

  it("prints its version and nothing else", async () => {
    expect(await syncache("--version")).toEqual({ status: 0, signal: null, stdout: `${version}\n`, stderr: "" });
  });

  it.each([
    ["perceptron", perceptronSchema.shape],
    ["mlp", mlpSchema.shape],
    ["spiking", spikingSchema.shape],
  ])("%s --help names every flag, with its default", async (command, shape) => {
    const { status, stdout, stderr } = await syncache(command, "--help");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const flag of [...Object.keys(shape).map(flagOf), "--json", "--out", "--jobs", "--debug"]) {
      expect(stdout).toMatch(new RegExp(`^ {2}${flag}[ \n]`, "m"));
    }
    const policy = `--policy <name> .* \\[none, .*; default: ${shape.policy.parse(undefined)}\\]`;
    expect(stdout.replaceAll(/\s+/g, " ")).toMatch(new RegExp(policy));
  });

  it("reproduce --help names the figures", async () => {
    // The list is broken into lines to fit the screen.
    const help = (await syncache("reproduce", "--help")).stdout.replaceAll(/\s+/g, " ");
    expect(help).toContain(`${figures.map(({ id }) => id).join(", ")}, or all`);
  });
});

describe.concurrent("the reader of stdout", () => {
  it("may close it early", async () => {
    const many = ["perceptron", "--input-count", "20", "--pattern-count", "5", "--runs", "5000", "--json"];
    const { child, ended } = start(many);
    child.stdout.once("data", () => child.stdout.destroy());
    const { status, signal, stdout, stderr } = await ended;
    expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: "" });
    expect(stdout.length).toBeLessThan(1e6); // The whole document is larger, so that it was cut.
  });

  it.runIf(existsSync("/dev/full"))("may be a full disk: status 1 and a message", () => {
    const args = [program, "theory", "--json"];
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", full, "pipe"], encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^syncache: .*(ENOSPC|no space)/m);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe.concurrent("Ctrl-C", () => {
  /** Milliseconds from the signal to the end; without it these runs would take minutes. */
  const SOON = 10_000;

  it.each<[where: string, args: string[], told?: RegExp]>([
    ["on this thread", ["perceptron", "--pattern-count", "1990", "--engine", "reference"]],
    ["on worker threads", ["perceptron", "--pattern-count", "1900", "--runs", "5000", "--jobs", "2"]],
    ["in a network", ["mlp", "--max-patterns", "100000000", "--evaluate-every", "100000000"]],
    // Where the report is, is told before there is anything in it.
    [
      "while figures are made",
      ["reproduce", "1c", "--jobs", "2"],
      /^Report: .*report\.html \(it grows with every figure\)\n$/,
    ],
  ])("ends a run %s at once, and leaves no temporary file", async (where, args, told = /^$/) => {
    const out = join(folder, where);
    const { child, ended } = start([...args, "--out", out]);
    const firstWords = once(child.stdout, "data");
    // The folder is made just before the work starts.
    while (!existsSync(out) && child.exitCode === null) await wait(50);
    // On a busy machine it may take long until something is told.
    if (!told.test("")) await firstWords;
    await wait(700);
    expect(child.exitCode).toBeNull();
    const signalled = performance.now();
    child.kill("SIGINT");
    const { status, signal, stdout, stderr } = await ended;
    expect(performance.now() - signalled).toBeLessThan(SOON);
    expect(signal ?? status).toBe(signal === null ? 130 : "SIGINT");
    expect(stdout).toMatch(told);
    expect(stderr).toMatch(/^(syncache: interrupted\. .*\n)?$/);
    expect(readdirSync(out).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
