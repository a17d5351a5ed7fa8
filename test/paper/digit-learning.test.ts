import { describe, expect, it } from "vitest";
import type { MlpCurveRow } from "../../src/mlp/index.js";
import { reachedAt } from "../../src/mlp/reached-at.js";
import { accuracies, DIGITS, overSeeds } from "../../src/paper/digit-learning.js";

const evaluation = (accuracy: number, energy: number): MlpCurveRow => ({
  ...{ patternCount: 10 * energy, accuracy, energy },
  ...{ consolidationEnergy: energy, maintenanceEnergy: 0, changeEnergy: 0, persistentMaintenanceEnergy: 0 },
  ...{ minimalEnergy: energy / 20, inefficiency: 20 },
});

describe("what was spent when an accuracy was first reached", () => {
  const curve = [evaluation(0.8, 100), evaluation(0.9, 200), evaluation(0.85, 300), evaluation(0.95, 400)];

  it.each([
    [0.8, 100],
    [0.85, 150],
    [0.9, 200],
    // From 0.85 at 300 to 0.95 at 400.
    [0.925, 375],
    [0.96, null],
    // The first evaluation is above it: it was reached before, and nobody knows when.
    [0.79, null],
  ])("at %d is %d", (accuracy, energy) => {
    const reached = reachedAt(curve, accuracy);
    if (energy === null) expect(reached).toBeNull();
    else expect(reached).toBeCloseTo(energy, 9);
  });

  it("is asked of other quantities, too", () => {
    expect(reachedAt(curve, 0.85, "patternCount")).toBeCloseTo(1500, 8);
    expect(reachedAt(curve, 0.85, "minimalEnergy")).toBeCloseTo(7.5, 9);
  });
});

describe("what was spent when the mean of three evaluations first reached an accuracy", () => {
  // Means of three: .85 at 200, .9 at 300, .88 at 400, .94 at 500. The single .94 is chance.
  const shares = [0.8, 0.81, 0.94, 0.95, 0.75, 1.12];
  const curve = shares.map((accuracy, i) => evaluation(accuracy, 100 * (i + 1)));

  it.each([
    [0.875, 250],
    [0.9, 300],
    // From 0.88 at 400 to 0.94 at 500.
    [0.92, 400 + (100 * (0.92 - 0.88)) / 0.06],
    [0.95, null],
    // The first mean is above it.
    [0.84, null],
  ])("at %d is %d", (accuracy, energy) => {
    const reached = reachedAt(curve, accuracy, "energy", 3);
    if (energy === null) expect(reached).toBeNull();
    else expect(reached).toBeCloseTo(energy, 9);
  });

  it("is unknown where there are fewer evaluations than that", () =>
    expect(reachedAt(curve.slice(0, 2), 0.8, "energy", 3)).toBeNull());
});

describe("over seeds", () => {
  it("has mean and standard error where every seed gets there", () =>
    // The standard error of two values is half their distance.
    expect(overSeeds([1, 3])).toEqual({ mean: 2, standardError: expect.closeTo(1, 12), runCount: 2, missingCount: 0 }));

  it("counts the seeds that do not, and has no mean of the better ones", () =>
    expect(overSeeds([1, null, 3])).toEqual({ mean: null, standardError: null, runCount: 3, missingCount: 1 }));
});

it("has accuracies that are the decimals one would write", () =>
  expect(accuracies(0.91, 0.94, 0.01)).toEqual([0.91, 0.92, 0.93, 0.94]));

it("learns with the gradient of the published figures at every scale", () =>
  expect(new Set(Object.values(DIGITS).map(({ gradient }) => gradient))).toEqual(new Set(["authors"])));
