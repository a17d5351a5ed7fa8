#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { UsageError } from "../schema/usage-error.js";
import { version } from "../schema/version.js";
import { mlpCommand } from "./mlp.js";
import { HINT, inFlags } from "./options.js";
import { perceptronCommand } from "./perceptron.js";
import { plotCommand } from "./plot.js";
import { reproduceCommand } from "./reproduce.js";
import { spikingCommand } from "./spiking.js";
import { sweepCommand } from "./sweep.js";
import { theoryCommand } from "./theory.js";
import { verifyCommand } from "./verify.js";

/** Exit status: 0 done, 1 failed while running, 2 wrong usage. */
const FAILED = 1;
const WRONG_USAGE = 2;

const program = new Command("syncache")
  .description("What does it cost a synapse to learn, and how much of that can be saved?")
  .version(version)
  .option("--debug", "show where in the program an error came from")
  .showHelpAfterError(HINT)
  .exitOverride();

const learners = [perceptronCommand, mlpCommand, spikingCommand];
const studies = [sweepCommand, plotCommand, verifyCommand];
for (const create of [...learners, theoryCommand, reproduceCommand, ...studies]) {
  program.addCommand(create().copyInheritedSettings(program).option("--debug", "show where an error came from"));
}

/** Prints what went wrong and returns the exit status that says so. */
function report(error: unknown): number {
  // Commander has printed its own message, or the help, already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error(`syncache: ${process.argv.includes("--debug") ? stack : inFlags(message)}`);
  return error instanceof UsageError ? WRONG_USAGE : FAILED;
}

// The reader of a pipe may close it early (`syncache … | head`); that is its right and no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : report(error));
});
// Where nobody reads the messages, the status still tells.
process.stderr.on("error", () => undefined);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
