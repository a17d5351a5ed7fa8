import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

export { temporaryFolder } from "../temporary-folder.js";

/** The folder of the clone. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The program as it is installed. */
export const program = join(root, "dist", "cli", "main.js");
if (!existsSync(program)) {
  throw new Error(`${program} is missing. These tests run the built program: use npm test, which builds it first.`);
}

/** How long a run may take on a busy machine; the longest takes a few seconds on a free one. */
const PATIENCE_MS = 50_000;

/** What a program that has ended left behind. */
export interface Ended {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** How `start` starts. */
export interface StartOptions {
  cwd?: string;
  /** In addition to the environment of the tests. */
  env?: Record<string, string>;
  /** A program, with arguments, that runs Node. */
  through?: readonly string[];
}

/** Starts `syncache`; what it prints is collected, and `ended` resolves when it has ended. */
export function start(args: readonly string[], { cwd = tmpdir(), env = {}, through = [] }: StartOptions = {}) {
  const [command, ...rest] = [...through, process.execPath, program, ...args];
  const options = { cwd, env: { ...process.env, ...env }, timeout: PATIENCE_MS, killSignal: "SIGKILL" as const };
  const child = spawn(command!, rest, options);
  child.stdin.end();
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      printed[name] += text;
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => resolve({ status, signal, ...printed }));
  });
  return { child, ended };
}

/** Runs `syncache` to its end. Neither stdout nor stderr is a terminal. */
export const syncache = (...args: string[]): Promise<Ended> => start(args).ended;

/** What is said of a threshold that each run finds for itself, and of nothing else. */
const REMARK = /^(syncache: θ is chosen for each run, [^\n]*\n)?$/;

/** The JSON document of a run that ended well, which must be all there is on stdout. */
export async function documentOf(...args: string[]) {
  const { status, stdout, stderr } = await syncache(...args, "--json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(REMARK) });
  const document = JSON.parse(stdout);
  expect(stdout).toBe(`${JSON.stringify(document)}\n`);
  return document;
}
