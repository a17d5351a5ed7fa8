import type { Command } from "commander";
import { shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import type { PatternFiles } from "../tasks/own-data.js";

/** What was typed of own patterns. */
interface Typed extends Record<string, unknown> {
  patternsFile?: string;
  targetsFile?: string;
  keepFirstColumn?: boolean;
}

export const addPatternFlags = (command: Command): Command =>
  command
    .option("--patterns-file <file>", "learn these patterns: P×N numbers in .npy, or as text in .csv, .tsv, .txt, .dat")
    .option("--targets-file <file>", "their targets: P numbers, each +1 or -1")
    .option("--keep-first-column", "learn the first column of a text file also where it counts the rows");

/** The files of own patterns, where both are named. */
export function patternFilesOf({ patternsFile, targetsFile, keepFirstColumn }: Typed): PatternFiles | undefined {
  if (patternsFile === undefined && targetsFile === undefined) {
    if (!keepFirstColumn) return undefined;
    throw new UsageError("--keep-first-column is about own data, and needs --patterns-file. Leave it out without one.");
  }
  if (patternsFile === undefined || targetsFile === undefined) {
    const [given, missing] = patternsFile === undefined ? ["targets", "patterns"] : ["patterns", "targets"];
    throw new UsageError(`--${given}-file needs --${missing}-file beside it; only one of the two was given.`);
  }
  for (const [flag, path] of Object.entries({ "--patterns-file": patternsFile, "--targets-file": targetsFile })) {
    if (path === "") throw new UsageError(`${flag} must be the path of a .npy or text file, got "". Give a path.`);
  }
  return { patterns: patternsFile, targets: targetsFile, ...(keepFirstColumn ? { keepFirstColumn } : {}) };
}

/** The files as a document states them. */
export const statedFiles = ({ patterns, targets, ...options }: PatternFiles) => ({
  patternsFile: patterns,
  targetsFile: targets,
  ...options,
});

interface Sizes {
  inputCount: number;
  patternCount: number;
}

/** Sizes that are typed beside own data must be those of the files. */
export function checkSizes(typed: Typed, parameters: Sizes, task: Sizes): void {
  for (const [key, flag, what] of [
    ["inputCount", "--input-count", "columns"],
    ["patternCount", "--pattern-count", "rows"],
  ] as const) {
    if (typed[key] !== undefined && parameters[key] !== task[key]) {
      throw new UsageError(
        `${flag} must be ${task[key]}, the ${what} of ${shownPath(typed.patternsFile!)}, got ${parameters[key]}. Leave it out.`,
      );
    }
  }
}
