import { describe, expect, it } from "vitest";
import { pricesOf } from "../../src/caching/energies.js";
import { pricedRun } from "../../src/caching/priced.js";
import { mean } from "../../src/math/statistics.js";
import { mlpEngines } from "../../src/mlp/engines.js";
import { countMlp, type MlpOptions } from "../../src/mlp/index.js";
import { type LeastEnergiesOptions, leastEnergies } from "../../src/mlp/least-energies.js";
import { mlpEngineNames } from "../../src/mlp/parameters.js";
import { reachedAt } from "../../src/mlp/reached-at.js";
import { tinyDigits } from "./tiny-digits.js";

const digits = tinyDigits();

const learning: MlpOptions = {
  ...{
    dataset: "tiny",
    gradient: "authors",
    hiddenCount: 12,
    learningRate: 0.5,
    decayTime: 200,
    maintenanceCost: 1e-3,
  },
  ...{ maxPatterns: 3000, evaluateEvery: 100, seed: 1 },
};

const competition: LeastEnergiesOptions = {
  thresholds: [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32],
  ...{ accuracies: [0.5, 0.8, 0.95], seedCount: 3 },
};

/** The same from runs to their end, and from those alone at which every seed gets there. */
function exhaustive(options: MlpOptions, { thresholds, accuracies, seedCount }: LeastEnergiesOptions) {
  const runsAt = thresholds.map((threshold) =>
    Array.from({ length: seedCount }, (_, k) => {
      const run = countMlp(digits, { ...options, threshold, seed: 1 + k });
      return pricedRun(run, pricesOf(options as { maintenanceCost: number })).curve;
    }),
  );
  return accuracies.map((accuracy) => {
    const found = runsAt.flatMap((curves, i) => {
      const energies = curves.map((curve) => reachedAt(curve, accuracy, "energy", options.accuracyWindow));
      return energies.includes(null) ? [] : [{ accuracy, threshold: thresholds[i]!, energies: energies as number[] }];
    });
    const nothing = { accuracy, threshold: null as number | null, energies: [] as number[] };
    return found.reduce(
      (best, one) => (best.threshold !== null && mean(best.energies) <= mean(one.energies) ? best : one),
      nothing,
    );
  });
}

/** Patterns presented while something is computed. */
function patternsOf(compute: () => unknown): number {
  const { fast } = mlpEngines;
  let patternCount = 0;
  mlpEngines.fast = {
    run(...given) {
      const run = fast.run(...given);
      patternCount += run.patternCount;
      return run;
    },
  };
  try {
    compute();
  } finally {
    mlpEngines.fast = fast;
  }
  return patternCount;
}

describe.each(mlpEngineNames)("with the engine %s", (engine) => {
  it.each([0, 1e-4, 1e-3, 1e-2])("the winners at c = %d are those of all thresholds run to their end", (cost) => {
    const options = { ...learning, engine, maintenanceCost: cost };
    const small = engine === "fast" ? competition : { ...competition, thresholds: [0.02, 0.08, 0.32], seedCount: 2 };
    const winners = leastEnergies(digits, options, small);
    expect(winners).toEqual(exhaustive(options, small));
    // What is compared is something.
    expect(winners.filter(({ threshold }) => threshold !== null).length).toBeGreaterThan(1);
  });
});

it.each([1e-4, 1e-2])(
  "the winners at c = %d are the same where accuracies are means of three evaluations",
  (maintenanceCost) => {
    const options = { ...learning, maintenanceCost, accuracyWindow: 3 };
    const winners = leastEnergies(digits, options, competition);
    expect(winners).toEqual(exhaustive(options, competition));
    const single = exhaustive({ ...options, accuracyWindow: 1 }, competition);
    expect(winners.map(({ energies }) => energies)).not.toEqual(single.map(({ energies }) => energies));
  },
);

it("has no winner where not every seed gets there", () => {
  const [winner] = leastEnergies(digits, learning, { ...competition, accuracies: [1.01] });
  expect(winner).toEqual({ accuracy: 1.01, threshold: null, energies: [] });
});

it("takes the first of the list among equals, wherever the search begins", () => {
  // Nothing is ever as large as these thresholds.
  const given = { ...competition, thresholds: [1000, 2000, 3000], accuracies: [0.5] };
  const free = { ...learning, decayTime: Number.POSITIVE_INFINITY, maintenanceCost: 0 };
  const winners = leastEnergies(digits, free, given);
  expect(winners.map(({ threshold }) => threshold)).toEqual([1000]);
});

it("presents less than runs that all go on to the highest accuracy", () => {
  const targetAccuracy = Math.max(...competition.accuracies);
  const whole = patternsOf(() => exhaustive({ ...learning, targetAccuracy }, competition));
  const needed = patternsOf(() => leastEnergies(digits, learning, competition));
  expect(needed).toBeLessThan(whole);
});
