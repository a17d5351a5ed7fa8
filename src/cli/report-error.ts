import { CommanderError } from "commander";
import { UsageError } from "../schema/usage-error.js";
import { inFlags } from "./flag-words.js";

/** Exit status: 0 done, 1 failed while running, 2 wrong usage. */
const FAILED = 1;
const WRONG_USAGE = 2;

/** Prints what went wrong and returns the exit status that says so. */
export function reportError(error: unknown, args: readonly string[]): number {
  // Commander has printed its own message, or the help, already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error(`syncache: ${args.includes("--debug") ? stack : inFlags(message)}`);
  return error instanceof UsageError ? WRONG_USAGE : FAILED;
}
