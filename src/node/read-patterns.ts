import { extname } from "node:path";
import { UsageError } from "../schema/usage-error.js";
import { parseCsvMatrix } from "../tasks/csv-matrix.js";
import { parseNpy } from "../tasks/npy.js";
import { createPatternSet, type PatternSet, type ShapedArray } from "../tasks/pattern-set.js";
import type { Examine } from "./data-hashes.js";
import { readInputFile } from "./files.js";

const parsers: Record<string, (bytes: Uint8Array, source: string) => ShapedArray> = {
  ".npy": parseNpy,
  ".csv": (bytes, source) => parseCsvMatrix(decode(bytes, source), source),
};

/**
 * Patterns (P×N) and targets (P) of the user, each in a .npy or a .csv file.
 *
 * @param examine is shown the content of a file before anything is made of it
 * @throws {UsageError} if a file cannot be read, or does not hold what it should
 */
export function readPatternSet(patternsFile: string, targetsFile: string, examine?: Examine): PatternSet {
  const [parsePatterns, parseTargets] = [parserOf(patternsFile), parserOf(targetsFile)];
  const patternBytes = readInputFile(patternsFile);
  examine?.("patterns", patternBytes, patternsFile);
  const patterns = parsePatterns(patternBytes, patternsFile);
  const targetBytes = readInputFile(targetsFile);
  examine?.("targets", targetBytes, targetsFile);
  const targets = parseTargets(targetBytes, targetsFile);
  return createPatternSet(patterns, targets, { patterns: patternsFile, targets: targetsFile });
}

function parserOf(file: string) {
  const parser = parsers[extname(file).toLowerCase()];
  if (parser) return parser;
  throw new UsageError(
    `${file}: the name must end in .npy or .csv, got ${JSON.stringify(extname(file))}. ` +
      "Save the array with numpy.save, or as comma-separated numbers without a header line.",
  );
}

function decode(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError(
      `${source}: must be UTF-8 text of at most 512 MiB. Save it anew as UTF-8, or with numpy.save as .npy if it is larger.`,
      { cause },
    );
  }
}
