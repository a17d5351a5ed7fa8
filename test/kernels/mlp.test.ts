import { describe, expect, it } from "vitest";
import { cacheOf } from "../../src/caching/cache.js";
import { encodeCache } from "../../src/caching/kernel-code.js";
import { type PolicyName, policyNames } from "../../src/caching/policies.js";
import { type KernelImages, MlpKernel, type MlpKernelOptions } from "../../src/kernels/mlp.js";
import { randomStream } from "../../src/math/random.js";
import { accuracy, initialWeights, networkLayers } from "../../src/mlp/network.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { expectClose } from "../math/close.js";

/** Images of random pixels, half of them 0, with random labels. */
function randomImages(imageCount: number, pixelCount: number, seed = 1): KernelImages {
  const stream = randomStream(seed, "images");
  const pixel = (): number => (stream.uniform() < 0.5 ? 0 : 1 + Math.floor(255 * stream.uniform()));
  return {
    imageCount,
    pixels: Uint8Array.from({ length: imageCount * pixelCount }, pixel),
    labels: Uint8Array.from({ length: imageCount }, () => Math.floor(10 * stream.uniform())),
  };
}

/** A cache by the name of its policy, with limits and a decay as they are. */
interface GivenCache {
  policy?: PolicyName;
  limits?: [number, number];
  decayFactor?: number;
}

type Given = Partial<Omit<MlpKernelOptions, "cache">> & GivenCache;

function kernelOf({ policy = "none", limits = [0.01, 0.01], decayFactor = 0.99, ...given }: Given = {}): MlpKernel {
  const { pixelCount = 30, hiddenCount = 11 } = given;
  const setting = cacheOf({ policy, threshold: 1, decayTime: 1, period: limits[0] === Infinity ? Infinity : 5 });
  const can = ["clock", "excess", "adaptive"] as const;
  const cache = { ...encodeCache(setting, networkLayers(pixelCount, hiddenCount), "test", can), limits, decayFactor };
  const train = randomImages(7, pixelCount);
  const common = {
    learningRate: 0.3,
    exactGradient: true,
    cost: { plain: true, sizeOf: Math.abs },
    countsAll: false,
  } as const;
  const kernel = new MlpKernel({ ...common, cache, pixelCount, hiddenCount, train, test: train, ...given });
  kernel.setWeights(initialWeights(hiddenCount * (pixelCount + 10), 1));
  return kernel;
}

describe("MlpKernel", () => {
  // Blocks of 64 pixels and of 20 hidden units, from within, just full, and just exceeded.
  describe.each([1, 15, 16, 63, 64, 65, 130])("with %d pixels", (pixelCount) => {
    it.each([1, 2, 19, 20, 21, 45])("and %d hidden units classifies as the definition does", (hiddenCount) => {
      const test = randomImages(200, pixelCount, 2);
      const weights = initialWeights(hiddenCount * (pixelCount + 10), 3).map((w) => 100 * w);
      const kernel = kernelOf({ pixelCount, hiddenCount, test });
      kernel.setWeights(weights);
      const set = { ...test, pixelCount, rows: 1, columns: pixelCount };
      expect(kernel.evaluate().correctCount / 200).toBe(accuracy(weights, set, hiddenCount));
    });
  });

  it("has learned nothing and paid nothing before the first image", () => {
    const state = kernelOf({ policy: "local-local" }).evaluate();
    expect(state).toMatchObject({ consolidated: 0, held: 0, residual: 0, distance: 0 });
  });

  it("starts again with the first image after the last, wherever a call ends", () => {
    const [one, other] = [kernelOf({ policy: "local-global" }), kernelOf({ policy: "local-global" })];
    one.learn(23);
    for (const count of [1, 5, 0, 8, 7, 2]) other.learn(count);
    expect(other.evaluate()).toEqual(one.evaluate());
  });

  it("learns from as many images as it is told there are, not from what lies behind them", () => {
    const train = randomImages(7, 30);
    const [few, cut] = [
      kernelOf({ train: { ...train, imageCount: 2 } }),
      kernelOf({ train: { imageCount: 2, pixels: train.pixels.slice(0, 60), labels: train.labels.slice(0, 2) } }),
    ];
    few.learn(9);
    cut.learn(9);
    expect(few.evaluate().consolidated).toBe(cut.evaluate().consolidated);
  });

  it("learns the outputs, and them only, from images without a pixel", () => {
    const dark = { imageCount: 1, pixels: new Uint8Array(30), labels: Uint8Array.of(4) };
    const kernel = kernelOf({
      train: dark,
      test: dark,
      policy: "local-local",
      limits: [Infinity, Infinity],
      decayFactor: 1,
    });
    kernel.learn(1);
    const { residual, distance } = kernel.evaluate();
    // All h are ½, so that y_k = σ(½ Σ_j w_kj), and each of the 11 synapses of an output changes by η δ_k / 2.
    const weights = initialWeights(11 * 40, 1).subarray(11 * 30);
    let expected = 0;
    for (let k = 0; k < 10; k++) {
      const y = 1 / (1 + Math.exp(-weights.subarray(11 * k, 11 * k + 11).reduce((sum, w) => sum + w / 2, 0)));
      expected += (11 * 0.3 * Math.abs(((k === 4 ? 0.99 : 0.01) - y) * y * (1 - y))) / 2;
    }
    // Float32 rounding of each change.
    expectClose(distance, expected, { relative: 1e-6 }, {});
    expect(residual).toBe(distance);
    for (let step = 0; step < 500; step++) kernel.learn(1);
    expect(kernel.evaluate().correctCount).toBe(1);
  });

  describe.each(policyNames.filter((name) => name !== "none"))("under %s", (policy) => {
    it("holds nothing from one step to the next when s is gone by then", () => {
      // exp(−1/τ) is 0 in float64 for τ < 1/745, and far below float32's range long before that.
      for (const decayFactor of [0, 1e-300, 1e-40]) {
        const kernel = kernelOf({ policy, limits: [Infinity, Infinity], decayFactor });
        kernel.learn(50);
        const { consolidated, held, residual } = kernel.evaluate();
        expect({ consolidated, held }, `factor ${decayFactor}`).toEqual({
          consolidated: 0,
          held: expect.closeTo(0, 12),
        });
        expect(residual).toBeGreaterThan(0);
      }
    });

    it("keeps its sums right over many steps: what is held at the end is what it has counted", () => {
      const limit = policy === "global-global" ? 0.3 : 0.02;
      const kernel = kernelOf({ policy, limits: [limit, limit], decayFactor: 0.999 });
      // The step after the last pattern charges Σ|s|·exp(−1/τ); sums are computed afresh every 4096 steps.
      kernel.learn(4000);
      const before = kernel.evaluate();
      kernel.learn(1);
      expectClose(kernel.evaluate().held - before.held, 0.999 * before.residual, { relative: 1e-5 }, { policy });
    });

    it("makes of the persistent and the transient part what it makes without one", () => {
      // Without decay the course of learning does not depend on what is consolidated.
      const [cached, direct] = [kernelOf({ policy, decayFactor: 1 }), kernelOf()];
      for (const kernel of [cached, direct]) kernel.learn(300);
      expectClose(cached.evaluate().distance, direct.evaluate().distance, { relative: 1e-5 }, { policy });
    });
  });

  it.each(policyNames.filter((name) => name !== "none" && name !== "clock"))(
    "takes a limit for each layer under %s",
    (policy) => {
      // Without decay the course of learning does not depend on what is consolidated. A layer of limit 0 consolidates every
      // change at once, and one of limit ∞ nothing, so that the two layers share what is consolidated without a cache.
      const consolidated = (limits: [number, number]): number => {
        const kernel = kernelOf({ policy, limits, decayFactor: 1 });
        kernel.learn(100);
        return kernel.evaluate().consolidated;
      };
      const [hidden, outputs] = [consolidated([0, Infinity]), consolidated([Infinity, 0])];
      expect(hidden).toBeGreaterThan(0);
      expect(outputs).toBeGreaterThan(0);
      // The rounding of float32.
      expectClose(hidden + outputs, consolidated([0, 0]), { relative: 1e-5 }, { policy });
    },
  );

  it("stays finite where every unit is saturated", () => {
    const kernel = kernelOf({ learningRate: 1000, policy: "local-global", limits: [0.1, 0.1] });
    kernel.learn(2000);
    for (const value of Object.values(kernel.evaluate())) expect(Number.isFinite(value)).toBe(true);
    const { consolidated } = kernel.evaluate();
    kernel.learn(100);
    expect(kernel.evaluate().consolidated).toBeGreaterThanOrEqual(consolidated);
  });

  it("takes ten thousand units, but refuses a network that its memory cannot hold", () => {
    const refused = () => kernelOf({ policy: "local-local", pixelCount: 20_000, hiddenCount: 10_000 });
    expect(refused).toThrow(UsageError);
    expect(refused).toThrow("must fit into 2048 MiB, got");
    const kernel = kernelOf({ pixelCount: 3, hiddenCount: 10_000 });
    kernel.learn(3);
    expect(kernel.evaluate().distance).toBeGreaterThan(0);
  });
});
