import { check, checkRecord } from "../schema/check.js";
import { UsageError } from "../schema/usage-error.js";
import { checkPatternSetSize, type PatternSet } from "./pattern-set.js";

/**
 * Checks patterns that a caller has put together, so that no loop reads beyond an array or adds up what is no number.
 * Patterns of ±1 in 8 bits cost nothing to check, real ones a pass of additions.
 *
 * @throws UsageError for sizes that do not fit the arrays, a target other than ±1, an entry that is not finite, and a pattern
 *   so large that the sum over its squares, which one update adds to its potential, is beyond the largest number
 */
export function checkPatternSet(task: PatternSet): void {
  checkRecord(task, "task", "Make one with createPatternSet or randomPatterns.");
  const { inputCount, patternCount, patterns, targets } = task;
  checkPatternSetSize(inputCount, patternCount, "task");
  const isArray = patterns instanceof Int8Array || patterns instanceof Float64Array;
  check(isArray, "task.patterns", "an Int8Array or a Float64Array", patterns, "createPatternSet converts.");
  check(
    patterns.length === inputCount * patternCount,
    "task.patterns",
    `of length ${inputCount * patternCount} = ${patternCount} patterns × ${inputCount} inputs`,
    patterns,
    "Give the sizes that belong to the values.",
  );
  check(targets instanceof Int8Array, "task.targets", "an Int8Array", targets, "createPatternSet converts.");
  const advice = "Give one for each pattern.";
  check(targets.length === patternCount, "task.targets", `of length ${patternCount}`, targets, advice);
  const wrong = targets.findIndex((target) => target !== 1 && target !== -1);
  if (wrong >= 0) check(false, `task.targets[${wrong}]`, "+1 or -1", targets[wrong], "Recode the targets.");
  if (patterns instanceof Float64Array) checkEntries(patterns, inputCount);
}

function checkEntries(patterns: Float64Array, inputCount: number): void {
  for (let first = 0; first < patterns.length; first += inputCount) {
    const end = first + inputCount;
    // Two sums, as one would wait for itself.
    let [even, odd] = [0, 0];
    let i = first;
    for (; i + 1 < end; i += 2) {
      even += patterns[i]! * patterns[i]!;
      odd += patterns[i + 1]! * patterns[i + 1]!;
    }
    if (i < end) even += patterns[i]! * patterns[i]!;
    if (!Number.isFinite(even + odd)) refuse(patterns, inputCount, first);
  }
}

function refuse(patterns: Float64Array, inputCount: number, first: number): never {
  const row = patterns.subarray(first, first + inputCount);
  const number = first / inputCount + 1;
  const wrong = row.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new UsageError(
      `patterns must be finite numbers, got ${row[wrong]} in pattern ${number}, input ${wrong + 1}. ` +
        "Replace the value, or remove the pattern and its target.",
    );
  }
  const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  throw new UsageError(
    `patterns must be so small that the sum of the squares of each is at most ${Number.MAX_VALUE}, got entries up to ` +
      `${largest} in pattern ${number}, so that its potential overflows. Divide all patterns by the same number.`,
  );
}
