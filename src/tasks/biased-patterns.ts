import { randomStream } from "../math/random.js";

/** How random patterns are distributed, where they are not ±1 with probability 1/2, independently. */
export interface PatternStatistics {
  /**
   * f, the coding level: the mean share of active inputs. Entries are then 1 where an input is active and 0 where it is silent
   * (Tsodyks and Feigel'man, Europhys. Lett. 1988;6:101); without it they are ±1, and f is 1/2.
   */
  codingLevel?: number | undefined;
  /**
   * m, the correlation of every pattern with a prototype that all have in common: an entry is that of the prototype with
   * probability m, and drawn afresh otherwise. So two patterns correlate by m². ±1 patterns are those of Gardner (J. Phys. A
   * 1988;21:257) with bias m, but for the signs of the inputs, which say what the prototype is.
   */
  patternCorrelation?: number | undefined;
}

/** Whether patterns are the usual ones. */
export const areUnbiased = ({ codingLevel, patternCorrelation = 0 }: PatternStatistics): boolean =>
  codingLevel === undefined && patternCorrelation === 0;

const DRAWS = 2 ** 32;

/**
 * Entries of P patterns of N inputs, row after row. There is one draw an entry, which is active if it is below the probability that
 * the prototype gives it: f + m(1 − f) where that is active, and f(1 − m) where it is not. So a larger f or m changes as few
 * entries as it has to. The prototype has a stream of its own.
 */
export function biasedEntries(
  inputCount: number,
  patternCount: number,
  seed: number,
  { codingLevel, patternCorrelation: correlation = 0 }: PatternStatistics,
): Int8Array {
  const level = codingLevel ?? 0.5;
  const silent = codingLevel === undefined ? -1 : 0;
  const prototype = randomStream(seed, "prototype");
  const limits = Float64Array.from({ length: inputCount }, () => {
    const isActive = prototype.nextUint32() < level * DRAWS;
    return DRAWS * (isActive ? level + correlation * (1 - level) : level * (1 - correlation));
  });
  const stream = randomStream(seed, "patterns");
  const entries = new Int8Array(inputCount * patternCount);
  for (let first = 0; first < entries.length; first += inputCount) {
    for (let i = 0; i < inputCount; i++) entries[first + i] = stream.nextUint32() < limits[i]! ? 1 : silent;
  }
  return entries;
}
