import type { Command } from "commander";
import { policySummaries } from "../../caching/policies.js";
import { soughtThresholds } from "../../perceptron/sought-thresholds.js";

/** The page that explains what commands share, for the others to refer to. */
const HOME = "perceptron";

const listOf = (heading: string, texts: Readonly<Record<string, string>>): string =>
  [heading, ...Object.entries(texts).map(([name, text]) => `  ${name}: ${text}`)].join("\n");

/** What stands between the flags and the examples; what several commands have is explained on one page only. */
export function notesOf(command: Command): string[] {
  if (!command.options.some(({ long }) => long === "--policy")) return [];
  if (command.name() !== HOME) return [`What each policy consolidates: syncache help ${HOME}`];
  return [
    listOf("Policies, and what they consolidate:", policySummaries),
    listOf("Thresholds that are found:", soughtThresholds),
  ];
}
