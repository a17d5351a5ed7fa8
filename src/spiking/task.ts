import { randomStream } from "../math/random.js";
import { check, isCount } from "../schema/check.js";
import { model } from "./model.js";

const MAXIMUM_PATTERNS = 1_000_000;

/** Two active inputs, and what the visual input teaches: its rate is scaled by the label. */
export interface AudioVisualPattern {
  inputs: readonly [number, number];
  label: 0.5 | 1;
}

/**
 * Two distinct inputs of 100, every pair as likely, and a label of 1 or ½ with probability ½. Patterns are drawn
 * independently, so that two may share inputs. With the same seed, fewer patterns are the first ones of more.
 *
 * @throws UsageError unless `patternCount` is an integer from 1 on that an array can have
 */
export function audioVisualPatterns(patternCount: number, seed: number): AudioVisualPattern[] {
  const isPossible = isCount(patternCount, 1, MAXIMUM_PATTERNS);
  check(isPossible, "patternCount", `an integer from 1 to ${MAXIMUM_PATTERNS}`, patternCount, "Give how many to draw.");
  const inputs = randomStream(seed, "patterns");
  const labels = randomStream(seed, "targets");
  const below = (count: number): number => Math.floor(inputs.uniform() * count);
  return Array.from({ length: patternCount }, () => {
    const first = below(model.inputCount);
    const second = below(model.inputCount - 1);
    // One of the other inputs: those from `first` on are one further.
    return { inputs: [first, second < first ? second : second + 1], label: labels.uniform() < 0.5 ? 0.5 : 1 };
  });
}
