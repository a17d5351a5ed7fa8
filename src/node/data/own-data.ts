import type { DigitTask, PatternSet } from "../../tasks/index.js";
import { BUILT_IN_DIGITS, type DataHashes, type PatternFiles } from "../../tasks/own-data.js";
import { DataExaminer, hashOfHashes } from "./data-hashes.js";
import { readDigits } from "./read-digits.js";
import { readPatternSet } from "./read-patterns.js";

/**
 * Patterns and targets of the user with the hashes of their files, from one reading of each.
 *
 * @param expected hashes that the files must have, as far as they are known
 * @throws {UsageError} if a file cannot be read, does not hold what it should, or has changed
 */
export function readOwnPatterns(files: PatternFiles, expected?: DataHashes): { task: PatternSet; hashes: DataHashes } {
  const examiner = new DataExaminer(expected);
  const task = readPatternSet(files.patterns, files.targets, files, examiner.examine);
  return { task, hashes: examiner.hashes };
}

/**
 * Digits with the hashes of their four files, each decompressed, and under `dataset` the hash of the four; without hashes
 * where they are those of the package, whose files are checked against the canonical sums.
 *
 * @param expected hashes that the files must have, as far as they are known
 * @throws {UsageError} if a file is missing, does not hold what it should, or has changed
 */
export function readOwnDigits(dataset: string, expected?: DataHashes): { task: DigitTask; hashes?: DataHashes } {
  if (dataset === BUILT_IN_DIGITS) return { task: readDigits(dataset) };
  const examiner = new DataExaminer(expected);
  const task = readDigits(dataset, examiner.examine);
  const whole = hashOfHashes(examiner.hashes);
  examiner.compare("dataset", whole, dataset);
  return { task, hashes: { ...examiner.hashes, dataset: whole } };
}
