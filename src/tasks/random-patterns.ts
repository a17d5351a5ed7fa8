import { type RandomStream, randomStream } from "../math/random.js";
import { check, isAtLeast } from "../schema/check.js";
import { areUnbiased, biasedEntries, type PatternStatistics } from "./biased-patterns.js";
import { checkPatternSetSize, type PatternSet } from "./pattern-set.js";

/**
 * Random patterns: every entry and every target is +1 or −1 with probability 1/2, independently. Entries may have other
 * statistics; targets have not, and are the same whatever the entries.
 *
 * Rows are drawn one after the other, and targets from a stream of their own: with the same seed and N, fewer patterns
 * are the first ones of more, and the targets do not depend on N.
 *
 * @param seed integer in 0 … 2⁵³ − 1
 * @throws {UsageError} if a count, a coding level or a correlation is out of its range
 */
export function randomPatterns(
  inputCount: number,
  patternCount: number,
  seed: number,
  statistics: PatternStatistics = {},
): PatternSet {
  checkPatternSetSize(inputCount, patternCount, "random patterns");
  checkStatistics(statistics);
  return {
    inputCount,
    patternCount,
    patterns: areUnbiased(statistics)
      ? randomSigns(patternCount * inputCount, randomStream(seed, "patterns"))
      : biasedEntries(inputCount, patternCount, seed, statistics),
    targets: randomSigns(patternCount, randomStream(seed, "targets")),
  };
}

function checkStatistics({ codingLevel, patternCorrelation }: PatternStatistics): void {
  const isShare = (value: number): boolean => isAtLeast(value, 0) && value <= 1;
  const isLevel = codingLevel === undefined || (isShare(codingLevel) && codingLevel > 0);
  check(isLevel, "codingLevel", "a number > 0 and ≤ 1", codingLevel, "Leave it out for entries of ±1.");
  const isCorrelation = patternCorrelation === undefined || isShare(patternCorrelation);
  check(isCorrelation, "patternCorrelation", "a number from 0 to 1", patternCorrelation, "Use 0 for none.");
}

/** Four signs for four bits, as the bytes of one 32-bit word in memory order: 1 is +1 and 0 is −1. */
const fourSigns = new Uint32Array(
  Int8Array.from({ length: 64 }, (_, i) => (((i >> 2) >> (i & 3)) & 1 ? 1 : -1)).buffer,
);

/** One bit a sign, 32 signs a draw, the low bit first. Four at a time, as patterns are drawn anew for every run. */
function randomSigns(count: number, stream: RandomStream): Int8Array {
  const words = new Uint32Array(8 * Math.ceil(count / 32));
  for (let word = 0; word < words.length; word += 8) {
    const bits = stream.nextUint32();
    for (let k = 0; k < 8; k++) words[word + k] = fourSigns[(bits >>> (4 * k)) & 15]!;
  }
  return new Int8Array(words.buffer, 0, count);
}
