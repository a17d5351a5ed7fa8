import type { Command } from "commander";
import { policySummaries } from "../../caching/policies.js";

/** The page that explains what commands share, for the others to refer to. */
const HOME = "perceptron";

/** What stands between the flags and the examples; what several commands have is explained on one page only. */
export function notesOf(command: Command): string[] {
  if (!command.options.some(({ long }) => long === "--policy")) return [];
  if (command.name() !== HOME) return [`What each policy consolidates: syncache help ${HOME}`];
  const lines = Object.entries(policySummaries).map(([name, summary]) => `  ${name}: ${summary}`);
  return [["Policies, and what they consolidate:", ...lines].join("\n")];
}
