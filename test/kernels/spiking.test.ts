import { describe, expect, it } from "vitest";
import { cacheCodes } from "../../src/kernels/cache-codes.js";
import { SpikingKernel } from "../../src/kernels/spiking.js";
import { decayFactors, model } from "../../src/spiking/model.js";

const kernelOf = (): SpikingKernel =>
  new SpikingKernel({
    model,
    factors: decayFactors,
    cache: { code: cacheCodes.NONE, limits: [0], decayFactor: 1 },
    fade: 1,
    cost: { plain: true, sizeOf: Math.abs },
  });

describe("SpikingKernel", () => {
  it("begins with weights of 0, and room for the spikes of four inputs", () => {
    const kernel = kernelOf();
    expect([...kernel.weights]).toEqual(new Array(model.inputCount).fill(0));
    expect(kernel.counts).toHaveLength(4 * model.stepCount);
    expect(kernel.tally).toEqual({ consolidated: 0, held: 0, changed: 0, persistentHeld: 0 });
  });

  it("learns nothing in silence", () => {
    const kernel = kernelOf();
    expect(kernel.present(0, 1)).toBe(0);
    expect(Math.max(...kernel.weights)).toBe(0);
    expect(kernel.tally).toEqual({ consolidated: 0, held: 0, changed: 0, persistentHeld: 0 });
  });

  it("changes the weights of the two inputs of the pattern, and no others, in their range", () => {
    const kernel = kernelOf();
    // The visual input makes the neuron fire just after the two auditory ones, once: pairs that come often would depress, too.
    const at = 100;
    for (const train of [0, 1]) kernel.counts[train * model.stepCount + at] = 1;
    kernel.counts.fill(200, 2 * model.stepCount + at + 1, 2 * model.stepCount + at + 3);
    expect(kernel.present(3, 70)).toBeGreaterThan(0);
    const changed = [...kernel.weights.keys()].filter((input) => kernel.weights[input] !== 0);
    expect(changed).toEqual([3, 70]);
    for (const input of changed) {
      expect(kernel.weights[input]).toBeGreaterThan(0);
      expect(kernel.weights[input]).toBeLessThanOrEqual(model.maximumWeightSiemens);
    }
    // Without a cache every change is consolidated, on its way up and down.
    expect(kernel.tally.consolidated).toBeGreaterThanOrEqual(kernel.weights[3]! + kernel.weights[70]!);
    expect(kernel.tally.held).toBe(0);
  });

  it.each([
    [-1, 3],
    [3, 100],
    [0.5, 3],
    [Number.NaN, 3],
    [3, 3],
  ])("refuses the inputs %d and %d, and learns nothing from them", (first, second) => {
    const kernel = kernelOf();
    kernel.counts.fill(1);
    expect(() => kernel.present(first, second)).toThrow(RangeError);
    expect(() => kernel.present(first, second)).toThrow(/two different inputs from 0 to 99/);
    expect(Math.max(...kernel.weights)).toBe(0);
  });
});
