import type { DigitSet } from "../../src/tasks/digits.js";

/** Activities of a network of one hidden layer, from the definitions: dense, with Math.exp, and no thought for speed. */
export interface Activities {
  input: number[];
  hidden: number[];
  output: number[];
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** y_k = σ(Σ_j w_kj h_j), h_j = σ(Σ_i v_ji x_i), x = pixels/255; v lies before w, row by row. */
export function forward(weights: ArrayLike<number>, images: DigitSet, image: number, hiddenCount: number): Activities {
  const { pixelCount, pixels } = images;
  const input = Array.from({ length: pixelCount }, (_, i) => pixels[image * pixelCount + i]! / 255);
  const layer = (from: readonly number[], count: number, offset: number): number[] =>
    Array.from({ length: count }, (_, row) =>
      logistic(from.reduce((sum, x, i) => sum + weights[offset + row * from.length + i]! * x, 0)),
    );
  const hidden = layer(input, hiddenCount, 0);
  return { input, hidden, output: layer(hidden, 10, hiddenCount * pixelCount) };
}

/** What the outputs are taught: 0.99 for the class of the image, 0.01 for the others. */
export const targetsOf = (images: DigitSet, image: number): number[] =>
  Array.from({ length: 10 }, (_, k) => (k === images.labels[image] ? 0.99 : 0.01));

/** ½ Σ_k (t_k − y_k)². */
export function squaredError(weights: ArrayLike<number>, images: DigitSet, image: number, hiddenCount: number): number {
  const { output } = forward(weights, images, image, hiddenCount);
  const targets = targetsOf(images, image);
  return output.reduce((sum, y, k) => sum + (targets[k]! - y) ** 2 / 2, 0);
}
