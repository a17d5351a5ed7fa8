import { describe, expect, it } from "vitest";
import { CLASS_COUNT, initialWeights } from "../../src/mlp/network.js";
import { backpropagationRule } from "../../src/mlp/rule.js";
import { expectClose } from "../math/close.js";
import { forward, squaredError, targetsOf } from "./by-definition.js";
import { tinyDigits } from "./tiny-digits.js";

const { train } = tinyDigits(20);
const hiddenCount = 6;
const second = hiddenCount * train.pixelCount;
const size = second + CLASS_COUNT * hiddenCount;
// Standard deviation ½ instead of 0.01: enough for every unit to be in a curved part of its logistic function.
const weights = initialWeights(size, 5).map((w) => 50 * w);

function proposed(gradient: "exact" | "authors", image: number, learningRate = 0.1): Float64Array {
  const change = new Float64Array(size).fill(99);
  const rule = backpropagationRule(train, { hiddenCount, learningRate, gradient });
  expect(rule.propose(weights, image, change)).toBe(true);
  return change;
}

const images = Array.from({ length: train.imageCount }, (_, image) => image);

describe("the gradient exact", () => {
  // Central differences err by h² f‴/6 ≈ 1e-10 f‴ at h = 2e-5, f‴ being of order 1 here, and by the rounding of f,
  // 1e-16/h = 5e-12; the largest derivatives are about 0.1.
  const h = 2e-5;
  const ABSOLUTE = 1e-9;

  it.each(images)("goes down the slope of ½ Σ (t − y)² at image %d", (image) => {
    const change = proposed("exact", image, 1);
    for (let i = 0; i < size; i++) {
      const errorAt = (w: number): number => squaredError(weights.with(i, w), train, image, hiddenCount);
      const slope = (errorAt(weights[i]! + h) - errorAt(weights[i]! - h)) / (2 * h);
      expectClose(change[i]!, -slope, { absolute: ABSOLUTE }, { image, synapse: i });
    }
  });
});

describe("the gradient of the authors' program", () => {
  // By definition: δ_k = e_k y_k (1 − y_k) at the outputs, but h_j (1 − h_j) Σ_k w_kj e_k at the hidden units.
  it.each(images)("passes the error itself back, with w before the update, at image %d", (image) => {
    const change = proposed("authors", image);
    const { input, hidden, output } = forward(weights, train, image, hiddenCount);
    const errors = targetsOf(train, image).map((t, k) => t - output[k]!);
    for (let j = 0; j < hiddenCount; j++) {
      const h = hidden[j]!;
      const back = errors.reduce((sum, e, k) => sum + weights[second + k * hiddenCount + j]! * e, 0);
      for (let i = 0; i < train.pixelCount; i++) {
        const synapse = j * train.pixelCount + i;
        const expected = 0.1 * h * (1 - h) * back * input[i]!;
        expectClose(change[synapse]!, expected, { absolute: 1e-14 }, { image, synapse });
      }
      for (let k = 0; k < CLASS_COUNT; k++) {
        const synapse = second + k * hiddenCount + j;
        const y = output[k]!;
        expectClose(change[synapse]!, 0.1 * errors[k]! * y * (1 - y) * h, { absolute: 1e-14 }, { image, synapse });
      }
    }
  });

  it("is another than the exact one in the hidden layer only", () => {
    const [exact, authors] = [proposed("exact", 0), proposed("authors", 0)];
    expect(authors.slice(second)).toEqual(exact.slice(second));
    // y(1 − y) ≤ ¼ is what the exact gradient multiplies every error by on its way back.
    const norm = (vector: Float64Array): number => Math.hypot(...vector.slice(0, second));
    const difference = exact.map((value, i) => value - authors[i]!);
    expect(norm(difference)).toBeGreaterThan(0.5 * norm(authors));
  });
});

describe.each(["exact", "authors"] as const)("the rule with the gradient %s", (gradient) => {
  it("is linear in the learning rate", () => {
    const [one, ten] = [proposed(gradient, 3, 0.01), proposed(gradient, 3, 0.1)];
    one.forEach((value, i) => {
      expectClose(10 * value, ten[i]!, { relative: 1e-14 }, { i });
    });
  });

  it("writes every element of the change, 0 where a pixel is dark, whatever was presented before", () => {
    const rule = backpropagationRule(train, { hiddenCount, learningRate: 0.1, gradient });
    const change = new Float64Array(size);
    for (const image of [...images, ...images]) rule.propose(weights, image, change);
    expect(change).toEqual(proposed(gradient, images.at(-1)!));
    const dark = [...train.pixels.slice(-train.pixelCount)].map((pixel) => pixel === 0);
    expect(dark).toContain(true);
    dark.forEach((isDark, i) => {
      if (isDark) expect(change[i], `pixel ${i}`).toBe(0);
    });
  });

  it("does not write to the weights", () => {
    const before = weights.slice();
    proposed(gradient, 1);
    expect(weights).toEqual(before);
  });
});
