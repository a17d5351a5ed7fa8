import { describe, expect, it } from "vitest";
import { energiesOf, pricesOf } from "../../../src/caching/energies.js";
import { runParametersOf } from "../../../src/perceptron/count.js";
import { perceptronEngines } from "../../../src/perceptron/engines.js";
import { type PerceptronOptions, perceptronSchema } from "../../../src/perceptron/parameters.js";
import { asRun } from "../../../src/perceptron/search/optimal-threshold.js";
import { type SharedTrial, sharedChoice } from "../../../src/perceptron/search/shared-choice.js";
import { scanShared } from "../../../src/perceptron/search/shared-scan.js";
import { searchSharedThreshold } from "../../../src/perceptron/search/shared-threshold.js";
import { randomPatterns } from "../../../src/tasks/random-patterns.js";

const engine = perceptronEngines.fast;
const sizes = { inputCount: 40, patternCount: 40 };
const seeds = [1, 2, 3, 4];
const taskOf = (seed: number) => randomPatterns(sizes.inputCount, sizes.patternCount, seed);
const parametersOf = (options: PerceptronOptions) =>
  perceptronSchema.parse({ ...sizes, maxEpochs: 80, thresholdResolution: 0.25, ...options });

/** What came of a threshold for every seed, none given up: energy, or null where learning did not converge. */
const outcomesAt = (options: PerceptronOptions, threshold: number): (number | null)[] => {
  const parameters = parametersOf(options);
  return seeds.map((seed) => {
    const counts = engine.run(taskOf(seed), { ...asRun(runParametersOf(parameters)), threshold });
    return counts.converged ? energiesOf(counts.tally, pricesOf(parameters)).energy : null;
  });
};

/** The definition: fewest runs that do not converge, then least mean energy, then the largest threshold. */
function bestByDefinition(all: { threshold: number; energies: (number | null)[] }[], places: number[]): number {
  const scored = all.map(({ threshold, energies }) => {
    const converged = places.flatMap((place) => energies[place] ?? []);
    const sum = converged.reduce((total, energy) => total + energy, 0);
    return { threshold, missing: places.length - converged.length, mean: sum / converged.length };
  });
  const fewest = Math.min(...scored.map(({ missing }) => missing));
  const candidates = scored.filter(({ missing }) => missing === fewest);
  const least = Math.min(...candidates.map(({ mean }) => mean));
  return Math.max(...candidates.filter(({ mean }) => mean <= least * (1 + 1e-12)).map(({ threshold }) => threshold));
}

const search = (options: PerceptronOptions, seed: number) => {
  const parameters = parametersOf(options);
  return searchSharedThreshold(engine, { seeds, taskOf }, { ...runParametersOf(parameters), seed }, parameters);
};

const settings: [string, PerceptronOptions][] = (["local-global", "local-local", "global-global"] as const).flatMap(
  (policy) =>
    [Number.POSITIVE_INFINITY, 60, 2000].flatMap((decayTime) =>
      [0, 1e-2].map((maintenanceCost): [string, PerceptronOptions] => [
        `${policy}, τ = ${decayTime}, c = ${maintenanceCost}`,
        { policy, decayTime, maintenanceCost },
      ]),
    ),
);

describe.each(settings)("%s", (_, options) => {
  it("finds for each seed what is best for the others, and for all what is best for all", () => {
    const parameters = parametersOf(options);
    const tasks = { seeds, of: (place: number) => taskOf(seeds[place]!) };
    const trials = scanShared(engine, tasks, asRun(runParametersOf(parameters)), pricesOf(parameters));
    expect(trials.length).toBeGreaterThan(10);
    // No threshold is given up here that the definition would choose.
    const all = trials.map(({ threshold }) => ({ threshold, energies: outcomesAt(options, threshold) }));
    const places = seeds.map((_, place) => place);
    for (const [k, seed] of seeds.entries()) {
      const others = places.filter((place) => place !== k);
      const found = search(options, seed);
      expect(found.threshold, `seed ${seed}`).toBe(bestByDefinition(all, others));
      expect(found.sharedThreshold).toBe(bestByDefinition(all, places));
    }
    expect(search(options, 99).threshold).toBe(search(options, 99).sharedThreshold);
  });
});

// τ = 40 in steps of which an epoch takes 40: large thresholds forget what they learn. Where holding is free they reach the
// last epoch before they have cost as much as the others, where it is dear they do not.
it.each([
  [0, "unconvergedCount"],
  [1, "givenUpCount"],
] as const)(
  "counts each threshold once: not converged for some seed, given up, or complete (c = %d)",
  (cost, expected) => {
    const options = { decayTime: 40, maintenanceCost: cost };
    const parameters = parametersOf(options);
    const tasks = { seeds, of: (place: number) => taskOf(seeds[place]!) };
    const trials = scanShared(engine, tasks, asRun(runParametersOf(parameters)), pricesOf(parameters));
    const { tried } = search(options, 1);
    expect(tried[expected]).toBeGreaterThan(0);
    const complete = trials.filter(({ outcomes }) => outcomes.every((outcome) => typeof outcome === "number"));
    expect(tried.evaluatedCount).toBe(trials.length);
    expect(tried.evaluatedCount - tried.unconvergedCount - tried.givenUpCount!).toBe(complete.length);
    // What is called not converged is not: run to its end, some seed does not converge there.
    const missed = trials.filter(({ outcomes }) => outcomes.includes("unconverged"));
    expect(tried.unconvergedCount).toBe(missed.length);
    for (const { threshold } of missed) expect(outcomesAt(options, threshold)).toContain(null);
  },
);

it("does not depend on what was searched before", () => {
  const options = { decayTime: 500, maintenanceCost: 1e-2 };
  const first = search(options, 2);
  for (const maintenanceCost of [1e-1, 0]) search({ ...options, maintenanceCost }, 2);
  search({ ...options, inputCount: 61 }, 2);
  expect(search(options, 2)).toEqual(first);
  expect(search({ ...options, maintenanceCost: 1e-1 }, 2).threshold).not.toBe(first.threshold);
});

it("has nothing to search under policy none", () =>
  expect(search({ policy: "none" }, 1)).toEqual({
    threshold: 0,
    sharedThreshold: 0,
    tried: { evaluatedCount: 0, unconvergedCount: 0 },
  }));

describe("the choice", () => {
  const trials: SharedTrial[] = [
    { threshold: 0, outcomes: [10, 10, 10] },
    { threshold: 1, outcomes: [9, 9, "unconverged"] },
    { threshold: 2, outcomes: [1, 1, "dearer"] },
    { threshold: 3, outcomes: [8, 12, 7] },
    { threshold: 4, outcomes: [8, 12, 7] },
    { threshold: Number.POSITIVE_INFINITY, outcomes: ["unconverged", "dearer", "untried"] },
  ];
  it.each([
    // 30 against 27: of equals the largest.
    [undefined, 4],
    [0, 4],
    [1, 4],
    // Where the third has no part, what happened to it does not count.
    [2, 2],
  ])("without seed %s is θ = %d", (without, threshold) => expect(sharedChoice(trials, without)).toBe(threshold));

  it("takes fewest runs that do not converge where none has all, and 0 where none converges", () => {
    expect(sharedChoice([trials[1]!, { threshold: 2, outcomes: [1, "unconverged", "unconverged"] }])).toBe(1);
    expect(sharedChoice([{ threshold: 5, outcomes: ["unconverged", "unconverged"] }])).toBe(0);
  });
});
