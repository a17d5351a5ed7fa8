import { Command } from "commander";
import { version } from "../schema/version.js";
import { type CommandName, commandNames, commands } from "./commands.js";
import { HINT } from "./flag-words.js";
import { explain, guardFlags } from "./flags.js";
import { addHelp } from "./help/add-help.js";

/** The commands that a command line names, `help NAME` and values of flags included: one too many costs a moment. */
const namedIn = (args: readonly string[]): CommandName[] => commandNames.filter((name) => args.includes(name));

/** Whether every flag of a command line is one of a command; if not, it has to be said whose it is. */
function knowsFlags(command: Command | undefined, args: readonly string[]): boolean {
  const known = new Set(["--help", "--version", "--debug", ...(command?.options.map(({ long }) => long) ?? [])]);
  return args.filter((arg) => arg.startsWith("--")).every((arg) => known.has(arg.split("=")[0]!));
}

/** What the help of the program shows of a command that is not loaded. */
function nameOnly(name: CommandName): Command {
  const { usage } = commands[name];
  const [, ...args] = usage.split(" ");
  const command = new Command(name).usage(usage);
  return args.length === 0 ? command : command.arguments(args.join(" "));
}

/**
 * The command `syncache`, to be parsed once. It throws a `CommanderError` where commander has printed a message or the
 * help, and the error of a command otherwise.
 *
 * @param args what will be parsed: only the commands that it names are loaded, as loading takes longer than most work
 */
export async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command("syncache")
    .description("What does it cost a synapse to learn, and how much of that can be saved?")
    .version(version, "-V, --version", "show the version")
    .showHelpAfterError(HINT)
    .exitOverride();
  const load = async (names: readonly CommandName[]): Promise<Map<CommandName, Command>> =>
    new Map(await Promise.all(names.map(async (name) => [name, await commands[name].load()] as const)));
  addHelp(program, "Options:");
  let loaded = await load(namedIn(args));
  const [first] = loaded.values();
  if (!knowsFlags(first, args)) loaded = await load(commandNames);

  const all = commandNames.map((name) => loaded.get(name) ?? nameOnly(name));
  for (const [k, command] of all.entries()) {
    command.description(commands[commandNames[k]!].description);
    addHelp(command.copyInheritedSettings(program));
    program.addCommand(guardFlags(command));
  }
  for (const command of [program, ...all]) {
    command.configureOutput({ outputError: (message, write) => write(explain(message, command, all)) });
  }
  return program;
}
