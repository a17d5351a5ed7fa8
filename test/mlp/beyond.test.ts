import { describe, expect, it } from "vitest";
import { learn } from "../../src/caching/learn.js";
import { Ledger } from "../../src/caching/ledger.js";
import type { PolicyName } from "../../src/caching/policies.js";
import { createStore } from "../../src/caching/store.js";
import { runParametersOf } from "../../src/mlp/engine.js";
import { initialWeights, networkLayers } from "../../src/mlp/network.js";
import { type MlpOptions, mlpEngineNames, mlpSchema } from "../../src/mlp/parameters.js";
import { backpropagationRule } from "../../src/mlp/rule.js";
import { type MlpRun, simulateMlp } from "../../src/mlp/simulate.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { expectClose } from "../math/close.js";
import { tinyDigits } from "./tiny-digits.js";

const task = tinyDigits(60, 20);
const common: MlpOptions = { hiddenCount: 7, learningRate: 0.5, maxPatterns: 150, evaluateEvery: 50 };
const runOf = (given: MlpOptions): MlpRun => simulateMlp(task, { ...common, ...given }).runs[0]!;

const parts = [
  "energy",
  "consolidationEnergy",
  "maintenanceEnergy",
  "changeEnergy",
  "persistentMaintenanceEnergy",
  "minimalEnergy",
] as const satisfies (keyof MlpRun)[];

/** Policies whose threshold tunes itself in the fast engine. */
const tuned = ["local-local", "local-excess", "local-global", "local-layer"] as const satisfies PolicyName[];
/** What rounding does to 150 steps of float32, magnified by learning; one synapse of some hundreds that crosses a step earlier or later. */
const ROUNDING = 1e-4;

describe.each(tuned)("an adaptive threshold under %s", (policy) => {
  it.each([
    { decayTime: Infinity, maintenanceCost: 0.1 },
    { decayTime: Infinity, maintenanceCost: 4 },
    { decayTime: 30, maintenanceCost: 0.01 },
    { decayTime: 300, maintenanceCost: 0, timePrice: 2 },
  ])("is the same in both engines: %j", (given) => {
    for (const prices of [{}, { changeCost: 0.3, persistentMaintenanceCost: 0.01, costExponent: 1.5 }]) {
      const [fast, reference] = mlpEngineNames.map((engine) =>
        runOf({ policy, threshold: "adaptive", ...given, ...prices, engine }),
      );
      for (const part of parts) {
        const about = { policy, ...given, part };
        expectClose(fast![part], reference![part], { relative: ROUNDING }, about);
      }
      expectClose(fast!.foundThreshold!, reference!.foundThreshold!, { relative: ROUNDING }, { policy, ...given });
      expect(reference!.foundThreshold).toBeGreaterThan(0);
      expect(fast).not.toHaveProperty("threshold");
    }
  });

  it.each(mlpEngineNames)("never consolidates where holding is free and nothing decays (%s)", (engine) => {
    const run = runOf({ policy, threshold: "adaptive", engine });
    expectClose(run.energy, run.minimalEnergy, { relative: 1e-6 }, { policy });
    expect(run.foundThreshold).toBe(Infinity);
  });
});

it("the fast engine keeps v over as many steps as it rescales it at", () => {
  // 2⁻²⁰ is e^(−13.9): v̂ is scaled anew after 13 863 steps, and ŝ several times.
  const long: MlpOptions = { hiddenCount: 2, learningRate: 0.05, maxPatterns: 15_000, evaluateEvery: 15_000 };
  const given = {
    ...long,
    threshold: "adaptive",
    policy: "local-excess",
    decayTime: 500,
    maintenanceCost: 1e-3,
  } as const;
  const [fast, reference] = mlpEngineNames.map((engine) => runOf({ ...given, engine }));
  expectClose(fast!.energy, reference!.energy, { relative: 1e-3 }, {});
  expectClose(fast!.foundThreshold!, reference!.foundThreshold!, { relative: 1e-3 }, {});
});

/** Every change that the reference engine makes, and its weights, in a run without a cache. */
function changesOf(given: MlpOptions): Float64Array[] {
  const parameters = mlpSchema.parse({ ...common, ...given });
  const layers = networkLayers(task.train.pixelCount, parameters.hiddenCount);
  const weights = initialWeights(parameters.hiddenCount * (task.train.pixelCount + 10), parameters.seed);
  const rule = backpropagationRule(task.train, parameters);
  const changes: Float64Array[] = [];
  learn<number>({
    rule: {
      propose(w, sample, change) {
        const changed = rule.propose(w, sample, change);
        changes.push(change.slice());
        return changed;
      },
    },
    store: createStore({ ...runParametersOf(parameters), layers, weights, ledger: new Ledger() }),
    samples: Array.from({ length: task.train.imageCount }, (_, image) => image),
    maxEpochs: 3,
    afterStep: (timestep) => timestep === parameters.maxPatterns,
  });
  return changes;
}

/** Σ|Δl| of every synapse by itself with θ = k√v̂ where it changes, v̂ the mean of its squared changes with weights e^(−age/1000). */
function consolidatedByDefinition(changes: Float64Array[], k: number, keeps: boolean): number {
  let consolidated = 0;
  for (let i = 0; i < changes[0]!.length; i++) {
    let s = 0;
    for (let t = 0; t < changes.length; t++) {
      const change = changes[t]![i]!;
      if (change === 0) continue;
      s += change;
      let [sum, weight] = [0, 0];
      for (let u = 0; u <= t; u++) {
        const share = Math.exp(-(t - u) / 1000);
        sum += share * changes[u]![i]! ** 2;
        weight += share;
      }
      const threshold = k * Math.sqrt(sum / weight);
      if (Math.abs(s) <= threshold) continue;
      const rest = keeps ? Math.sign(s) * threshold : 0;
      consolidated += Math.abs(s - rest);
      s = rest;
    }
    consolidated += Math.abs(s);
  }
  return consolidated;
}

it.each([
  ["local-local", 3],
  ["local-excess", 1],
] as const)("%s, adaptive, is θ = √(%d/c) deviations of a synapse's own changes", (policy, factor) => {
  const maintenanceCost = 0.05;
  const given = { policy, threshold: "adaptive", maintenanceCost } as const;
  const changes = changesOf({ policy: "none" });
  const expected = consolidatedByDefinition(changes, Math.sqrt(factor / maintenanceCost), policy === "local-excess");
  // Sums in another order; no synapse of this run is so near its threshold.
  expectClose(runOf({ ...given, engine: "reference" }).consolidationEnergy, expected, { relative: 1e-9 }, { policy });
});

describe.each(mlpEngineNames)("engine %s", (engine) => {
  it("consolidates everything at every step of a clock of period 1, and nothing before the end at Infinity", () => {
    const clock = { policy: "clock", engine, maintenanceCost: 0.01, changeCost: 0.1 } as const;
    const [each, never] = [1, Infinity].map((period) => runOf({ ...clock, period }));
    const none = runOf({ policy: "none", engine, maintenanceCost: 0.01, changeCost: 0.1 });
    for (const part of parts) expectClose(each![part], none[part], { relative: 1e-6 }, { part });
    const kept = runOf({ ...clock, policy: "local-local", threshold: Infinity });
    for (const part of parts) expectClose(never![part], kept[part], { relative: 1e-12 }, { part });
  });

  it("finds the period of a clock where it is not given, and says so", () => {
    const given = { policy: "clock", engine, maintenanceCost: 0.03 } as const;
    expect(runOf(given)).toMatchObject({ foundPeriod: 50 });
    expect(runOf({ ...given, decayTime: 20, timePrice: 0.6 })).toMatchObject({ foundPeriod: 20 });
    expect(runOf({ ...given, period: 50 }).energy).toBe(runOf(given).energy);
    expect(runOf({ ...given, period: 50 })).not.toHaveProperty("foundPeriod");
  });

  it("has the offline optimum below every policy, and the regret over it", () => {
    for (const maintenanceCost of [1e-3, 0.03, 0.4]) {
      const policies: MlpOptions[] = [
        { policy: "none" },
        { policy: "local-global", threshold: 0.1 },
        { policy: "local-local", threshold: "adaptive" },
        { policy: "local-excess", threshold: "adaptive" },
        { policy: "clock" },
      ];
      const runs = policies.map((given) => runOf({ ...given, engine, maintenanceCost, offlineOptimum: true }));
      for (const { energy, minimalEnergy, offlineOptimum, regret } of runs as (MlpRun & { regret: number })[]) {
        expect(offlineOptimum).toBeGreaterThan(minimalEnergy);
        expect(offlineOptimum).toBeLessThan(energy);
        expect(regret).toBe(energy / offlineOptimum!);
        // The trajectory is that of all of them, but for rounding.
        expectClose(offlineOptimum!, runs[0]!.offlineOptimum!, { relative: 1e-5 }, { maintenanceCost });
      }
    }
  });

  it("has M_min as the offline optimum where holding is free", () => {
    const { offlineOptimum, minimalEnergy } = runOf({ engine, offlineOptimum: true });
    expectClose(offlineOptimum!, minimalEnergy, { relative: 1e-6 }, {});
  });

  it("has the offline optimum of the run, which ends at its accuracy", () => {
    const given = {
      engine,
      maintenanceCost: 0.01,
      offlineOptimum: true,
      evaluateEvery: 25,
      learningRate: 4,
      maxPatterns: 500,
    } as const;
    const { timestepCount, offlineOptimum } = runOf({ ...given, targetAccuracy: 0.3 });
    expect(timestepCount).toBeLessThan(500);
    const whole = runOf({ ...given, maxPatterns: timestepCount });
    // Fewer images are learned from where there are fewer patterns, but these are the same ones.
    expectClose(offlineOptimum!, whole.offlineOptimum!, { relative: 1e-12 }, {});
  });

  it.each<MlpOptions>([
    { decayTime: 100 },
    { costExponent: 2 },
    { changeCost: 0.1 },
    { persistentMaintenanceCost: 0.1 },
    { potentiationOnly: true },
  ])("has no offline optimum with %j", (given) =>
    expect(runOf({ ...given, engine, offlineOptimum: true })).toMatchObject({ offlineOptimum: null, regret: null }),
  );
});

it("both engines have one offline optimum", () => {
  const [fast, reference] = mlpEngineNames.map((engine) =>
    runOf({ engine, policy: "none", maintenanceCost: 0.02, offlineOptimum: true }),
  );
  expectClose(fast!.offlineOptimum!, reference!.offlineOptimum!, { relative: 1e-5 }, {});
});

it("the fast engine refuses a sum of thresholds that tune themselves, which the reference has", () => {
  const given = { policy: "global-global", threshold: "adaptive", maintenanceCost: 0.01 } as const;
  expect(() => runOf(given)).toThrow(UsageError);
  expect(() => runOf(given)).toThrow(/global-global in the fast engine .* --engine reference/);
  expect(runOf({ ...given, engine: "reference" }).foundThreshold).toBeGreaterThan(0);
});
