import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type Ended, program, root } from "../cli/run-cli.js";

/** The script's exit status where something is missing to start a cluster. */
const UNAVAILABLE = 69;
/** On a busy machine, packages to be installed first. */
const COMMAND_PATIENCE_MS = 120_000;

/** A real Slurm cluster of one node, which ends with the tests of the file. */
export interface Cluster {
  /** Runs a program as a user of the cluster does. */
  run(command: string, ...args: string[]): Promise<Ended>;
  syncache(...args: string[]): Promise<Ended>;
}

/**
 * Starts a cluster; null, said loudly, where there can be none.
 *
 * @throws Error if it cannot be started though everything is there, and with CI=true in every case
 */
export async function startCluster(): Promise<Cluster | null> {
  const child = spawn(process.execPath, [join(root, "scripts", "slurm-cluster.mjs")], { stdio: "pipe" });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const ready = new Promise<string>((resolve) => {
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      if (printed.includes("\n")) resolve(printed);
    });
  });
  const first = await Promise.race([ready, ended]);
  if (typeof first !== "string") {
    if (first !== UNAVAILABLE || process.env.CI === "true") throw new Error(`no Slurm cluster: ${said}`);
    console.warn(`\n  !!! THE TESTS OF SLURM ARE SKIPPED !!!\n  ${said}`);
    return null;
  }
  afterAll(async () => {
    child.stdin.end();
    await ended;
  }, COMMAND_PATIENCE_MS);

  const env = { ...process.env, ...JSON.parse(first) };
  const run = (command: string, ...args: string[]): Promise<Ended> =>
    new Promise((resolve) => {
      const end = execFile(command, args, { env, timeout: COMMAND_PATIENCE_MS }, (_error, stdout, stderr) =>
        resolve({ status: end.exitCode, signal: end.signalCode, stdout, stderr }),
      );
    });
  return { run, syncache: (...args) => run(process.execPath, program, ...args) };
}
