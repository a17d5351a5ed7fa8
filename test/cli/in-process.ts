import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
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

/** Runs `syncache` within this process, which takes a hundredth of the time of starting another one. */
export async function inProcess(...args: string[]): Promise<Outcome> {
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
