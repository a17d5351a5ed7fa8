import { describe, expect, it } from "vitest";
import { simulatePerceptron } from "../../src/perceptron/simulate.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";
import { expectClose } from "../math/close.js";
import { byRecipe, type Recipe } from "./recipe.js";

const policies = ["local-local", "local-excess", "local-global", "global-global"] as const;
const maxEpochs = 60;

const signs = randomPatterns(30, 33, 4);
/** Inputs of very different sizes. */
const real: PatternSet = {
  ...signs,
  patterns: Float64Array.from(signs.patterns, (x, i) => x * (0.2 + (i % 30) / 15) * (1 + (i % 7) / 10)),
};

function adaptive(task: PatternSet, { period: _, corrects = false, ...recipe }: Recipe) {
  const options = { ...recipe, threshold: "adaptive", correctSubdiffusion: corrects, engine: "reference" } as const;
  return simulatePerceptron(options, { task }).runs[0]!;
}

describe.each(policies)("a threshold that tunes itself is the recipe, step by step (%s)", (policy) => {
  it.each(
    [1e-5, 1e-3, 0.01, 0.05, 0.3, 1.5].flatMap((cost) => [false, true].map((corrects) => [cost, corrects] as const)),
  )(
    "with ±1 patterns without decay, exactly, at c = %d, corrected for subdiffusion: %s",
    (maintenanceCost, corrects) => {
      const recipe = { policy, maintenanceCost, timePrice: 0.4, decayTime: Infinity, maxEpochs, corrects };
      const expected = byRecipe(signs, recipe);
      const found = adaptive(signs, recipe);
      expect(found).toMatchObject({
        epochCount: expected.epochCount,
        updateCount: expected.updateCount,
        timestepCount: expected.timestepCount,
        consolidationEnergy: expected.consolidated,
        minimalEnergy: expected.minimal,
      });
      // Integers times c; θ of a whole neuron has z or √(3/πc) in it, to the last digits.
      expectClose(found.maintenanceEnergy, maintenanceCost * expected.held, { relative: 1e-15 }, recipe);
      const isLocal = policy === "local-local" || policy === "local-excess";
      expectClose(found.foundThreshold!, expected.threshold, { relative: isLocal ? 0 : 1e-10 }, recipe);
    },
  );

  it.each([
    ["±1 patterns with decay", signs, 1e-3, 200, 0.4],
    ["±1 patterns with decay, another price of time", signs, 0.02, 1000, 2],
    ["±1 patterns with decay, corrected for subdiffusion", signs, 1e-3, 200, 0.4, true],
    ["±1 patterns with slow decay, corrected for subdiffusion", signs, 0.01, 5000, 0.4, true],
    ["±1 patterns with decay, cτ ≫ 1", signs, 0.2, 3000, 0.4],
    ["own patterns", real, 0.01, Infinity, 0.4],
    ["own patterns with decay", real, 0.005, 400, 0.4],
  ] as [string, PatternSet, number, number, number, boolean?][])(
    "with %s",
    (_, task, maintenanceCost, decayTime, timePrice, corrects = false) => {
      const recipe = { policy, maintenanceCost, timePrice, decayTime, maxEpochs, corrects };
      const expected = byRecipe(task, recipe);
      const found = adaptive(task, recipe);
      expect([found.epochCount, found.updateCount]).toEqual([expected.epochCount, expected.updateCount]);
      // Twice the window of p̂, so that nothing of its start is left but e^(−2).
      expect(expected.updateCount).toBeGreaterThanOrEqual(32);
      // a and z come from a bisection and from Simpson's rule; sums of 60 000 terms are taken in another order.
      const close = { relative: 1e-10 };
      expectClose(found.foundThreshold!, expected.threshold, close, recipe);
      expectClose(found.consolidationEnergy, expected.consolidated, close, recipe);
      expectClose(found.maintenanceEnergy, maintenanceCost * expected.held, close, recipe);
      expectClose(found.minimalEnergy, expected.minimal, close, recipe);
    },
  );
});

describe.each(["fast", "reference"] as const)("the limits of a threshold that tunes itself (%s)", (engine) => {
  const task = randomPatterns(60, 70, 2);
  const run = (options: Parameters<typeof simulatePerceptron>[0]) =>
    simulatePerceptron({ engine, maxEpochs: 200, threshold: "adaptive", ...options }, { task }).runs[0]!;

  it.each(policies)("M_min exactly where holding is free and nothing decays (%s)", (policy) => {
    const found = run({ policy, maintenanceCost: 0 });
    expect(found.converged).toBe(true);
    expect(found.energy).toBe(found.minimalEnergy);
    expect(found.foundThreshold).toBe(Infinity);
  });

  it.each(policies)("no caching where holding costs more than consolidating at once (%s)", (policy) => {
    const { foundThreshold: _, ...found } = run({ policy, maintenanceCost: 1.01 });
    const { threshold, ...classic } = run({ policy: "none", threshold: 0, maintenanceCost: 1.01 });
    expect(found).toEqual(classic);
  });

  // What a whole neuron's threshold aims at is the time of a clock; s has no more than τ/2 of free diffusion in it, however late.
  it.each(["local-local", "local-excess"] as const)(
    "free holding with decay, and no price of time: never before the end (%s)",
    (policy) => {
      const prices = { policy, decayTime: 400, maintenanceCost: 0 } as const;
      const { foundThreshold, ...found } = run({ ...prices, timePrice: 0 });
      const { threshold: _, ...never } = run({ ...prices, threshold: Infinity });
      expect(foundThreshold).toBe(Infinity);
      expect(found).toEqual(never);
    },
  );

  it.each(policies)("the price of time changes nothing without decay, and little where it is little (%s)", (policy) => {
    const decaying = (timePrice: number) => run({ policy, decayTime: 500, maintenanceCost: 0.01, timePrice });
    expectClose(decaying(1e-9).foundThreshold!, decaying(0).foundThreshold!, { relative: 1e-8 }, { policy });
    // Time that costs more is saved by consolidating sooner.
    expect(decaying(4).foundThreshold! / Math.sqrt(decaying(4).updateCount / decaying(4).timestepCount)).toBeLessThan(
      decaying(0).foundThreshold! / Math.sqrt(decaying(0).updateCount / decaying(0).timestepCount),
    );
    const lasting = (timePrice: number) => run({ policy, maintenanceCost: 0.01, timePrice });
    expect(lasting(4)).toEqual(lasting(0));
  });

  it.each([
    ["local-excess", 1],
    ["local-local", 3],
  ] as const)("decay that takes ages: θ = √(kp̂/c) as without (%s, k = %d)", (policy, k) => {
    // cτ = 10⁸: the next term of a is of relative size 1/cτ, and Λ's of Λ/√(cτ).
    const found = run({ policy, decayTime: 1e10, maintenanceCost: 0.01, timePrice: 0 });
    const reference = byRecipe(task, {
      ...{ policy, maintenanceCost: 0.01, timePrice: 0, decayTime: 1e10, maxEpochs: 200 },
    });
    expectClose(found.foundThreshold!, reference.threshold, { relative: 1e-6 }, { policy });
    const { updateCount, timestepCount, foundThreshold } = found;
    // p̂ is a mean over 16 updates: of the size of the mean rate, which is all that is asked here.
    const mean = Math.sqrt((k * updateCount) / timestepCount / 0.01);
    expect(foundThreshold! / mean).toBeGreaterThan(0.1);
    expect(foundThreshold! / mean).toBeLessThan(1);
  });

  it.each([
    ["a threshold that is a number", { threshold: 3 }, "for the threshold 3"],
    ["a policy without a threshold", { policy: "clock" }, "for the policy clock"],
  ] as const)("are not to be corrected for subdiffusion with %s", (_, options, message) =>
    expect(() => run({ policy: "local-excess", maintenanceCost: 0.01, correctSubdiffusion: true, ...options })).toThrow(
      `correctSubdiffusion must be left out ${message}`,
    ),
  );

  it("is 0 without caching, where there is nothing to tune", () => {
    const { threshold: _, foundThreshold: __, ...found } = run({ policy: "none", maintenanceCost: 0.01 });
    const { threshold: ___, ...classic } = run({ policy: "none", threshold: 5, maintenanceCost: 0.01 });
    expect(found).toEqual(classic);
  });
});

describe("the correction for subdiffusion", () => {
  it("is refused for patterns that are not all ±1", () =>
    expect(() =>
      adaptive(real, {
        ...{ policy: "local-excess", maintenanceCost: 0.01, timePrice: 0.4 },
        decayTime: Infinity,
        maxEpochs,
        corrects: true,
      }),
    ).toThrow("correctSubdiffusion must be left out for patterns that are not all ±1"));
});
