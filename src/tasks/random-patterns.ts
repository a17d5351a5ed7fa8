import { type RandomStream, randomStream } from "../math/random.js";
import { checkPatternSetSize, type PatternSet } from "./pattern-set.js";

/**
 * Random patterns: every entry and every target is +1 or −1 with probability 1/2, independently.
 *
 * Rows are drawn one after the other, and targets from a stream of their own: with the same seed and N, fewer patterns
 * are the first ones of more, and the targets do not depend on N.
 *
 * @param seed integer in 0 … 2⁵³ − 1
 * @throws {UsageError} if a count is out of its range
 */
export function randomPatterns(inputCount: number, patternCount: number, seed: number): PatternSet {
  checkPatternSetSize(inputCount, patternCount, "random patterns");
  return {
    inputCount,
    patternCount,
    patterns: randomSigns(patternCount * inputCount, randomStream(seed, "patterns")),
    targets: randomSigns(patternCount, randomStream(seed, "targets")),
  };
}

/** One bit a sign, 32 signs a draw, the low bit first; 1 is +1 and 0 is −1. */
function randomSigns(count: number, stream: RandomStream): Int8Array {
  const signs = new Int8Array(count);
  for (let begin = 0; begin < count; begin += 32) {
    let bits = stream.nextUint32();
    const end = Math.min(begin + 32, count);
    for (let i = begin; i < end; i++, bits >>>= 1) signs[i] = 2 * (bits & 1) - 1;
  }
  return signs;
}
