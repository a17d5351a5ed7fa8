import { describe, expect, it } from "vitest";
import { mean } from "../../src/math/statistics.js";
import { accuracy, CLASS_COUNT, ForwardPass, initialWeights, networkLayers } from "../../src/mlp/network.js";
import { expectClose } from "../math/close.js";
import { forward } from "./by-definition.js";
import { tinyDigits } from "./tiny-digits.js";

it("has pixels → hidden → ten outputs and no biases", () =>
  expect(networkLayers(784, 100)).toEqual([
    { neuronCount: 100, inputCount: 784 },
    { neuronCount: 10, inputCount: 100 },
  ]));

describe("initial weights", () => {
  const count = 79_400;
  const weights = initialWeights(count, 1);

  // Five standard errors of normal numbers with sd 0.01: sd/√n of the mean, 2sd⁴/n of the variance's square, 96 sd⁸/n of
  // the fourth moment's.
  it("are normal with mean 0 and standard deviation 0.01", () => {
    const scaled = weights.map((w) => w / 0.01);
    const noise = 5 / Math.sqrt(count);
    expectClose(mean(scaled), 0, { absolute: noise }, { count });
    expectClose(mean(scaled.map((x) => x ** 2)), 1, { absolute: noise * Math.sqrt(2) }, { count });
    expectClose(mean(scaled.map((x) => x ** 4)), 3, { absolute: noise * Math.sqrt(96) }, { count });
  });

  it("are those of the seed, and of no other", () => {
    expect(initialWeights(100, 1)).toEqual(weights.slice(0, 100));
    expect(initialWeights(100, 2)).not.toEqual(weights.slice(0, 100));
  });

  it("of a larger network begin with those of a smaller one", () =>
    expect(initialWeights(1000, 1)).toEqual(weights.slice(0, 1000)));
});

describe("a forward pass", () => {
  const { test } = tinyDigits();
  const hiddenCount = 7;
  // Larger than the initial weights, so that the activities are far from ½.
  const weights = initialWeights(hiddenCount * (test.pixelCount + CLASS_COUNT), 3).map((w) => 100 * w);
  const pass = new ForwardPass(test, hiddenCount);

  it("gives every unit the activity that its definition says", () => {
    for (let image = 0; image < test.imageCount; image++) {
      pass.present(weights, image);
      const { hidden, output } = forward(weights, test, image, hiddenCount);
      // A few dozen additions of numbers near 1, and two roundings of exp.
      hidden.forEach((h, j) => {
        expectClose(pass.hidden[j]!, h, { absolute: 1e-14 }, { image, hidden: j });
      });
      output.forEach((y, k) => {
        expectClose(pass.output[k]!, y, { absolute: 1e-14 }, { image, output: k });
      });
      expect(pass.answer, `image ${image}`).toBe(output.indexOf(Math.max(...output)));
    }
  });

  it("lists the pixels that are not 0, as 0 … 1", () => {
    pass.present(weights, 0);
    const pixels = [...test.pixels.slice(0, test.pixelCount)];
    const active = pixels.flatMap((pixel, i) => (pixel > 0 ? [i] : []));
    expect([...pass.active.slice(0, pass.activeCount)]).toEqual(active);
    expect([...pass.input.slice(0, pass.activeCount)]).toEqual(active.map((i) => pixels[i]! / 255));
    expect(active.length).toBeLessThan(test.pixelCount);
  });
});

describe("accuracy", () => {
  const { test } = tinyDigits();

  it("is the share of the images whose strongest output is their label", () => {
    const weights = initialWeights(7 * (test.pixelCount + CLASS_COUNT), 3).map((w) => 100 * w);
    const right = Array.from(test.labels).filter((label, image) => {
      const { output } = forward(weights, test, image, 7);
      return output.indexOf(Math.max(...output)) === label;
    });
    expect(accuracy(weights, test, 7)).toBe(right.length / test.imageCount);
  });

  it("of a network that always answers 3 is the share of threes", () => {
    const hiddenCount = 2;
    const weights = new Float64Array(hiddenCount * (test.pixelCount + CLASS_COUNT));
    weights.fill(1, hiddenCount * test.pixelCount + 3 * hiddenCount, hiddenCount * test.pixelCount + 4 * hiddenCount);
    const threes = Array.from(test.labels).filter((label) => label === 3).length;
    expect(accuracy(weights, test, hiddenCount)).toBe(threes / test.imageCount);
  });
});
