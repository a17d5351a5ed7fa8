import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { program as main } from "./run-cli.js";

/** The program as it is built, as its worker threads are files of it. */
const load = (name: string) => import(/* @vite-ignore */ pathToFileURL(join(dirname(main), `${name}.js`)).href);
const { createProgram }: typeof import("../../src/cli/create-program.js") = await load("create-program");
const { reportError }: typeof import("../../src/cli/report-error.js") = await load("report-error");

/** What a command line came to. */
export interface Outcome {
  status: number;
  stdout: string;
  stderr: string;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `syncache` within this process, which takes a hundredth of the time of starting another one. Tests of one file may run
 * side by side; these runs take turns, as what is printed and the exit status are the process's.
 */
export function inProcess(...args: string[]): Promise<Outcome> {
  const turn = last.then(() => run(args));
  last = turn.catch(() => undefined);
  return turn;
}

async function run(args: string[]): Promise<Outcome> {
  const printed = { stdout: "", stderr: "" };
  const { log, error: logError } = console;
  const writers = { stdout: process.stdout.write, stderr: process.stderr.write };
  console.log = (text = "") => {
    printed.stdout += `${text}\n`;
  };
  console.error = (text = "") => {
    printed.stderr += `${text}\n`;
  };
  for (const name of ["stdout", "stderr"] as const) {
    process[name].write = ((text: string) => {
      printed[name] += text;
      return true;
    }) as typeof process.stdout.write;
  }
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await (await createProgram(args)).parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = reportError(error, args);
  } finally {
    console.log = log;
    console.error = logError;
    process.stdout.write = writers.stdout;
    process.stderr.write = writers.stderr;
  }
  const status = Number(process.exitCode);
  process.exitCode = before;
  return { status, ...printed };
}

/** What is said to wrong usage: status 2, nothing on stdout, on stderr a message and no stack. */
export async function refusalOf(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await inProcess(...args);
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: "", stderr: expect.stringMatching(/\S/) });
  expect(stderr).not.toMatch(/^\s+at /m);
  return stderr;
}
