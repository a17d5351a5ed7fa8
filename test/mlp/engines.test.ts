import { describe, expect, it } from "vitest";
import { policyNames } from "../../src/caching/policies.js";
import type { MlpCurveRow, MlpOutcome } from "../../src/mlp/engine.js";
import { type MlpOptions, mlpEngineNames, mlpSchema } from "../../src/mlp/parameters.js";
import { expectClose } from "../math/close.js";
import { pricedEngines } from "./priced-engines.js";
import { tinyDigits } from "./tiny-digits.js";

const referenceEngine = pricedEngines.reference;

const task = tinyDigits();
// Two passes and a half, so that something is learned, evaluated in a rhythm that is not that of the passes.
const options: MlpOptions = { hiddenCount: 12, learningRate: 4, maxPatterns: 500, evaluateEvery: 60 };
/** A clock that does what other policies do at a threshold of 0 or Infinity, and something of its own in between. */
const periodAt = (threshold: MlpOptions["threshold"]): number =>
  threshold === 0 ? 1 : threshold === Infinity ? Infinity : 7;
const parametersOf = (given: MlpOptions = {}) => {
  const period = given.policy === "clock" ? { period: periodAt(given.threshold) } : {};
  return mlpSchema.parse({ ...options, ...period, ...given });
};

const parts = [
  "energy",
  "consolidationEnergy",
  "maintenanceEnergy",
  "changeEnergy",
  "persistentMaintenanceEnergy",
  "minimalEnergy",
] as const satisfies (keyof MlpOutcome)[];

/**
 * Relative rounding errors of energies: sums over 500 steps of 360 synapses, of numbers that are right to 1e-16 in
 * doubles and to 6e-8 in float32, which learning feeds back and magnifies some ten times at these learning rates.
 */
const roundingOf: Record<(typeof mlpEngineNames)[number], number> = { reference: 1e-9, fast: 3e-6 };

function expectSameRows(
  found: readonly MlpCurveRow[],
  expected: readonly MlpCurveRow[],
  relative: number,
  inputs: object,
): void {
  expect(found.map(({ patternCount }) => patternCount)).toEqual(expected.map(({ patternCount }) => patternCount));
  expected.forEach((row, i) => {
    const about = { ...inputs, patternCount: row.patternCount };
    // One of the hundred test images may be a tie that rounding decides.
    expectClose(found[i]!.accuracy, row.accuracy, { absolute: 0.0101 }, about);
    for (const part of parts) expectClose(found[i]![part], row[part], { relative }, { ...about, part });
  });
}

it("names every engine of the schema", () => expect(Object.keys(pricedEngines)).toEqual([...mlpEngineNames]));

describe.each(Object.entries(pricedEngines))("engine %s", (name, engine) => {
  const ROUNDING = roundingOf[name as (typeof mlpEngineNames)[number]];
  const run = (given: MlpOptions = {}, seed = 1) => engine.run(task, parametersOf(given), seed);

  describe.each(policyNames)("under %s", (policy) => {
    it.each(["exact", "authors"] as const)("agrees with the reference engine (%s)", (gradient) => {
      // The authors' gradient is some four times as large; at a rate of 4 it makes learning chaotic.
      const learningRate = gradient === "authors" ? 1 : 4;
      const given = { policy, gradient, learningRate, threshold: 0.5, decayTime: 200, maintenanceCost: 0.01 };
      expectSameRows(run(given).curve, referenceEngine.run(task, parametersOf(given), 1).curve, ROUNDING, given);
    });

    it("with θ = 0 is learning without caching", () => {
      const given = { threshold: 0, decayTime: 50, maintenanceCost: 0.01 };
      expectSameRows(run({ ...given, policy }).curve, run({ ...given, policy: "none" }).curve, ROUNDING, { policy });
    });

    it("has energies that add up, and their ratio", () => {
      for (const row of run({ policy, threshold: 0.5, decayTime: 100, maintenanceCost: 0.01 }).curve) {
        expect(row.energy).toBe(row.consolidationEnergy + row.maintenanceEnergy);
        expect([row.changeEnergy, row.persistentMaintenanceEnergy]).toEqual([0, 0]);
        expect(row.inefficiency).toBe(row.energy / row.minimalEnergy);
        expect(row.maintenanceEnergy === 0).toBe(policy === "none");
      }
    });

    it("never costs less than M_min where nothing decays, and no more than without caching where holding is free", () => {
      const [cached, classic] = [run({ policy, threshold: 0.5 }), run({ policy: "none" })];
      cached.curve.forEach((row, i) => {
        const message = `${policy} after ${row.patternCount} patterns`;
        expect(row.energy, message).toBeGreaterThanOrEqual(row.minimalEnergy * (1 - ROUNDING));
        expect(row.energy, message).toBeLessThanOrEqual(classic.curve[i]!.energy * (1 + ROUNDING));
      });
    });

    it.skipIf(policy === "none")("with θ = ∞, no decay and c = 0 costs M_min at every evaluation", () => {
      for (const row of run({ policy, threshold: Infinity }).curve) {
        expectClose(row.energy, row.minimalEnergy, { relative: ROUNDING }, { policy, patternCount: row.patternCount });
      }
    });

    it("learns the same as without caching where nothing decays", () => {
      const [cached, classic] = [run({ policy, threshold: 0.5 }).curve, run({ policy: "none" }).curve];
      cached.forEach((row, i) => {
        const about = { policy, patternCount: row.patternCount };
        expectClose(row.minimalEnergy, classic[i]!.minimalEnergy, { relative: ROUNDING }, about);
        expectClose(row.accuracy, classic[i]!.accuracy, { absolute: 0.0101 }, about);
      });
    });
  });

  it("learns: the tiny digits are told apart far better than by guessing", () =>
    expect(run().accuracy).toBeGreaterThan(0.9));

  it("gives the same numbers twice", () => {
    const given = { decayTime: 100, maintenanceCost: 0.01, threshold: 0.5 };
    expect(run(given)).toEqual(run(given));
    expect(run(given, 2)).not.toEqual(run(given, 1));
  });

  it("counts maintenance linearly in c", () => {
    const given = { threshold: 0.5, decayTime: 100 };
    const [one, three] = [run({ ...given, maintenanceCost: 1 }), run({ ...given, maintenanceCost: 3 })];
    expectClose(three.maintenanceEnergy, 3 * one.maintenanceEnergy, { relative: ROUNDING }, given);
    expectClose(three.consolidationEnergy, one.consolidationEnergy, { relative: ROUNDING }, given);
  });

  describe("evaluations", () => {
    it("happen every so many patterns, in one pass or several, and at the end", () => {
      const { curve, ...end } = run();
      expect(curve.map(({ patternCount }) => patternCount)).toEqual([60, 120, 180, 240, 300, 360, 420, 480, 500]);
      expect(end).toMatchObject({ ...curve.at(-1)!, epochCount: 3, updateCount: 500, timestepCount: 500 });
    });

    it("happen once where the rhythm is longer than the run, and not twice where they coincide", () => {
      expect(run({ evaluateEvery: 10_000 }).curve.map((row) => row.patternCount)).toEqual([500]);
      expect(run({ maxPatterns: 120 }).curve.map((row) => row.patternCount)).toEqual([60, 120]);
    });

    it("change nothing: the end is the same however often one looks", () => {
      const { curve: _, ...seldom } = run({ evaluateEvery: 10_000, maintenanceCost: 0.01, decayTime: 100 });
      const { curve: __, ...often } = run({ evaluateEvery: 7, maintenanceCost: 0.01, decayTime: 100 });
      expect(often).toEqual(seldom);
    });

    it("are told of as they happen", () => {
      const told: MlpCurveRow[] = [];
      const { curve } = engine.run(task, parametersOf(), 1, { onEvaluation: (row) => void told.push(row) });
      expect(told).toEqual(curve);
    });

    it("are those of a longer run up to its length, so that presentations are in file order, over and over", () => {
      const [short, long] = [run({ maxPatterns: 240 }).curve, run({ maxPatterns: 500 }).curve];
      expect(short).toEqual(long.slice(0, 4));
    });
  });

  describe("a target accuracy", () => {
    const { curve } = run({ evaluateEvery: 10 });

    it("ends the run at the first evaluation that reaches it", () => {
      const targetAccuracy = 0.4;
      const at = curve.findIndex(({ accuracy }) => accuracy >= targetAccuracy);
      expect(at).toBeGreaterThan(0);
      const outcome = run({ evaluateEvery: 10, targetAccuracy });
      expect(outcome.converged).toBe(true);
      expect(outcome.curve).toEqual(curve.slice(0, at + 1));
      expect(outcome.timestepCount).toBe(curve[at]!.patternCount);
    });

    it("is reached by an accuracy that equals it", () => {
      const targetAccuracy = Math.max(...curve.map(({ accuracy }) => accuracy));
      expect(run({ evaluateEvery: 10, targetAccuracy })).toMatchObject({ converged: true, accuracy: targetAccuracy });
    });

    it("that is not reached leaves a run that has not converged", () => {
      const outcome = run({ targetAccuracy: 1, maxPatterns: 60 });
      expect(outcome).toMatchObject({ converged: false, timestepCount: 60 });
    });

    it.each([3, 4])(
      "is compared with the mean of the last %d evaluations, where so many are asked for",
      (accuracyWindow) => {
        const targetAccuracy = 0.4;
        const rows = curve.map(({ accuracy }) => accuracy);
        const isAbove = (at: number): boolean => {
          if (at < accuracyWindow - 1) return false;
          let sum = 0;
          for (let back = 0; back < accuracyWindow; back++) sum += rows[at - back]!;
          return sum / accuracyWindow >= targetAccuracy;
        };
        const at = rows.findIndex((_, i) => isAbove(i));
        // One evaluation alone gets there earlier, so that the mean makes a difference.
        expect(at).toBeGreaterThan(rows.findIndex((accuracy) => accuracy >= targetAccuracy));
        const outcome = run({ evaluateEvery: 10, targetAccuracy, accuracyWindow });
        expect(outcome.converged).toBe(true);
        expect(outcome.curve).toEqual(curve.slice(0, at + 1));
      },
    );

    it("is not reached before there are as many evaluations as it is the mean of", () => {
      const given = { evaluateEvery: 10, maxPatterns: 30, targetAccuracy: 1e-9 };
      expect(run({ ...given, accuracyWindow: 4 })).toMatchObject({ converged: false, patternCount: 30 });
      expect(run({ ...given, accuracyWindow: 3 })).toMatchObject({ converged: true, patternCount: 30 });
    });

    it("that is not asked for is no reason not to have converged", () =>
      expect(run({ maxPatterns: 10 }).converged).toBe(true));
  });
});
