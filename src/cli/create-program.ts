import { Command } from "commander";
import { version } from "../schema/version.js";
import { explain, guardFlags } from "./flags.js";
import { mlpCommand } from "./mlp.js";
import { HINT } from "./options.js";
import { perceptronCommand } from "./perceptron.js";
import { plotCommand } from "./plot.js";
import { reproduceCommand } from "./reproduce.js";
import { spikingCommand } from "./spiking.js";
import { sweepCommand } from "./sweep.js";
import { theoryCommand } from "./theory.js";
import { verifyCommand } from "./verify.js";

const learners = [perceptronCommand, mlpCommand, spikingCommand];
const studies = [sweepCommand, plotCommand, verifyCommand];

/**
 * The command `syncache`, to be parsed once. It throws a `CommanderError` where commander has printed a message or the
 * help, and the error of a command otherwise.
 */
export function createProgram(): Command {
  const program = new Command("syncache")
    .description("What does it cost a synapse to learn, and how much of that can be saved?")
    .version(version)
    .option("--debug", "show where in the program an error came from")
    .showHelpAfterError(HINT)
    .exitOverride();
  const commands = [...learners, theoryCommand, reproduceCommand, ...studies].map((create) => create());
  for (const command of commands) {
    command.copyInheritedSettings(program).option("--debug", "show where an error came from");
    program.addCommand(guardFlags(command));
  }
  for (const command of [program, ...commands]) {
    command.configureOutput({ outputError: (message, write) => write(explain(message, command, commands)) });
  }
  return program;
}
