import type { Command } from "commander";
import { type LearnerName, learnerNames, learnerTable } from "../learners/table.js";

interface CommandEntry {
  description: string;
  /** Its arguments, as its usage shows them. */
  usage: string;
  load(): Promise<Command>;
}

const learnerEntry = (name: LearnerName): CommandEntry => ({
  description: learnerTable[name].summary,
  usage: "[options]",
  load: async () => {
    const [{ learnerCommand }, learner] = await Promise.all([
      import("./commands/learner.js"),
      learnerTable[name].load(),
    ]);
    return learnerCommand(learner);
  },
});

const learnerCommands = Object.fromEntries(learnerNames.map((name) => [name, learnerEntry(name)])) as Record<
  LearnerName,
  CommandEntry
>;

/** Every command, in the order of the help. Its file is loaded when it is asked for. */
export const commands = {
  ...learnerCommands,
  account: {
    description: "count what the weights of any simulator cost under a policy, from files or standard input",
    usage: "[options] [source...]",
    load: async () => (await import("./commands/account.js")).accountCommand(),
  },
  theory: {
    description: "what the theory predicts for a perceptron, without a simulation",
    usage: "[options]",
    load: async () => (await import("./commands/theory.js")).theoryCommand(),
  },
  devices: {
    description: "memory cells with what writing, holding and wearing out is known of them",
    usage: "[options]",
    load: async () => (await import("./commands/devices.js")).devicesCommand(),
  },
  explain: {
    description: "every number of a memory cell, with its range and source",
    usage: "[options] <name>",
    load: async () => (await import("./commands/explain.js")).explainCommand(),
  },
  reproduce: {
    description: "compute figures of the paper anew, and a verdict on its claims",
    usage: "[options] [figures...]",
    load: async () => (await import("./commands/reproduce.js")).reproduceCommand(),
  },
  sweep: {
    description: "run a study: every combination of parameters and seeds in a YAML file",
    usage: "[options] [study]",
    load: async () => (await import("./commands/sweep.js")).sweepCommand(),
  },
  plot: {
    description: "draw a result of a study against a parameter: mean and standard error over the seeds",
    usage: "[options] <folder>",
    load: async () => (await import("./commands/plot.js")).plotCommand(),
  },
  protocol: {
    description: "run a timetable of patterns, pauses, tests and energy in a YAML file on one neuron",
    usage: "[options] [protocol]",
    load: async () => (await import("./commands/protocol.js")).protocolCommand(),
  },
  verify: {
    description: "run a recorded result again, and say whether it is the same (status 0) or not (1)",
    usage: "[options] <file>",
    load: async () => (await import("./commands/verify.js")).verifyCommand(),
  },
} as const satisfies Record<string, CommandEntry>;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as CommandName[];
