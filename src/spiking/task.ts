import { randomStream } from "../math/random.js";
import { model } from "./model.js";

/** Two active inputs, and what the visual input teaches: its rate is scaled by the label. */
export interface AudioVisualPattern {
  inputs: readonly [number, number];
  label: 0.5 | 1;
}

/**
 * Two distinct inputs of 100, every pair as likely, and a label of 1 or ½ with probability ½. Patterns are drawn
 * independently, so that two may share inputs. With the same seed, fewer patterns are the first ones of more.
 */
export function audioVisualPatterns(patternCount: number, seed: number): AudioVisualPattern[] {
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
