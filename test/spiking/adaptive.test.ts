import { describe, expect, it } from "vitest";
import type { Store } from "../../src/caching/store.js";
import { model } from "../../src/spiking/model.js";
import { type SpikingOptions, spikingEngineNames } from "../../src/spiking/parameters.js";
import { present } from "../../src/spiking/rule.js";
import { simulateSpiking } from "../../src/spiking/simulate.js";
import { SpikeTrains } from "../../src/spiking/spike-trains.js";
import { audioVisualPatterns } from "../../src/spiking/task.js";
import { excessFactor, resetFactor } from "../../src/theory/index.js";
import { largestOfHalfNormals } from "../../src/theory/largest-half-normal.js";
import { expectClose } from "../math/close.js";

/** Sums of some 10⁴ terms in another order (`engines.test.ts`). */
const ROUNDING = 1e-9;
const TIME_PRICE = 0.4;

interface Setting {
  policy: "local-local" | "local-excess" | "local-global" | "global-global";
  maintenanceCost: number;
  decayTime: number;
}

/** What a root mean square of changes is multiplied by, as `docs/self-tuning-threshold.md` has it. */
function factorOf({ policy, maintenanceCost: c, decayTime }: Setting): number {
  if (policy === "local-global" || policy === "global-global") {
    const period = 1 / ((2 * c) / 3 + TIME_PRICE / decayTime);
    const diffusion = decayTime === Infinity ? period : (decayTime / 2) * (1 - Math.exp((-2 * period) / decayTime));
    return policy === "global-global"
      ? Math.sqrt((2 * diffusion) / Math.PI)
      : largestOfHalfNormals(model.inputCount) * Math.sqrt(diffusion);
  }
  const isExcess = policy === "local-excess";
  if (decayTime === Infinity) return Math.sqrt((isExcess ? 1 : 3) / c);
  return (isExcess ? excessFactor : resetFactor)(c * decayTime, TIME_PRICE) * Math.sqrt(decayTime);
}

/**
 * A run of `epochs` passes by the recipe. Root mean squares come from the list of everything that presentations came to,
 * σ² = Σ_k e^(−(t−k)/1000)(1 − e^(−1/1000))Δw_k² / (1 − e^(−t/1000)), anew after every presentation.
 */
function byRecipe(setting: Setting & { patternCount: number; seed: number }, epochs: number) {
  const { policy, maintenanceCost, decayTime, patternCount, seed } = setting;
  const synapses = [...Array(model.inputCount).keys()];
  const [s, l] = [synapses.map(() => 0), synapses.map(() => 0)];
  const history: number[][] = [];
  let deviations = synapses.map(() => 0);
  const factor = factorOf(setting);
  const exceeds = (measure: number, threshold: number) => measure > threshold * (1 + 1e-10);
  const sums = { held: 0, consolidated: 0 };
  const weights = new Float64Array(model.inputCount);
  let net = synapses.map(() => 0);
  const move = (i: number, left: number): void => {
    sums.consolidated += Math.abs(s[i]! - left);
    l[i]! += s[i]! - left;
    s[i] = left;
  };
  const store: Store = {
    weights,
    advance() {
      for (const i of synapses) {
        s[i]! *= Math.exp(-1 / decayTime);
        weights[i] = s[i]! + l[i]!;
        sums.held += Math.abs(s[i]!);
      }
    },
    change(delta) {
      const changed = synapses.filter((i) => delta[i] !== 0);
      for (const i of changed) {
        s[i]! += delta[i]!;
        net[i]! += delta[i]!;
      }
      const tooLarge = (i: number) => exceeds(Math.abs(s[i]!), factor * deviations[i]!);
      const sumOf = (values: number[]) => values.reduce((sum, value) => sum + Math.abs(value), 0);
      if (policy === "local-local") for (const i of changed.filter(tooLarge)) move(i, 0);
      if (policy === "local-excess") {
        for (const i of changed.filter(tooLarge)) move(i, Math.sign(s[i]!) * factor * deviations[i]!);
      }
      if (policy === "local-global" && synapses.some(tooLarge)) for (const i of synapses) move(i, 0);
      if (policy === "global-global" && exceeds(sumOf(s), factor * sumOf(deviations))) {
        for (const i of synapses) move(i, 0);
      }
      for (const i of changed) weights[i] = s[i]! + l[i]!;
    },
    residual: () => 0,
    finish: () => {},
  };
  const trains = new SpikeTrains(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const pattern of audioVisualPatterns(patternCount, seed)) {
      store.advance(1);
      trains.draw(pattern);
      present(store, pattern, trains.counts, new Float64Array(model.inputCount));
      history.push(net);
      net = synapses.map(() => 0);
      const t = history.length;
      const share = (1 - Math.exp(-1 / 1000)) / (1 - Math.exp(-t / 1000));
      deviations = synapses.map((i) =>
        Math.sqrt(share * history.reduce((sum, step, k) => sum + Math.exp(-(t - 1 - k) / 1000) * step[i]! ** 2, 0)),
      );
    }
  }
  const thresholds = deviations.map((deviation) => factor * deviation);
  const residual = s.reduce((sum, value) => sum + Math.abs(value), 0);
  return {
    consolidationEnergy: sums.consolidated + residual,
    maintenanceEnergy: maintenanceCost * sums.held,
    thresholds,
  };
}

/** Of an odd number its middle, of an even one the mean of the two there. */
function medianOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

describe.each(spikingEngineNames)("engine %s", (engine) => {
  // Fewer passes than it takes to be stable, so that all is counted to the end.
  const EPOCHS = 9;
  const cases = (["local-local", "local-excess", "local-global", "global-global"] as const).flatMap((policy) =>
    [Infinity, 30].flatMap((decayTime) =>
      [0.2, 0.01].map((maintenanceCost) => ({ policy, decayTime, maintenanceCost })),
    ),
  );

  it.each(cases)("tunes itself by the recipe: $policy, τ $decayTime, c $maintenanceCost", (setting) => {
    const given = { ...setting, patternCount: 3, seed: 4 };
    const run = simulateSpiking({ engine, ...given, threshold: "adaptive", maxEpochs: EPOCHS }).runs[0]!;
    const expected = byRecipe(given, EPOCHS);
    expect(expected.consolidationEnergy).toBeGreaterThan(0);
    for (const part of ["consolidationEnergy", "maintenanceEnergy"] as const) {
      expectClose(run[part], expected[part], { relative: ROUNDING }, { part });
    }
    const { thresholds } = expected;
    const sum = thresholds.reduce((total, threshold) => total + threshold, 0);
    const found = setting.policy === "global-global" ? sum : medianOf(thresholds.filter((threshold) => threshold > 0));
    expectClose(run.foundThreshold!, found, { relative: ROUNDING }, {});
    expect(run).not.toHaveProperty("threshold");
  });

  it("holds longer where holding costs less", () => {
    const given: SpikingOptions = {
      engine,
      policy: "local-excess",
      threshold: "adaptive",
      patternCount: 2,
      maxEpochs: 9,
    };
    const found = [0.4, 0.1].map((maintenanceCost) => simulateSpiking({ ...given, maintenanceCost }).runs[0]!);
    // Without decay the trajectory is the same, and θ = σ/√c: a quarter of c is twice θ.
    expectClose(found[1]!.foundThreshold!, 2 * found[0]!.foundThreshold!, { relative: 1e-12 }, {});
    expect(found[1]!.consolidationEnergy).toBeLessThan(found[0]!.consolidationEnergy);
  });

  it("is no other than `none` where nothing is cached", () => {
    const run = simulateSpiking({ engine, threshold: "adaptive", maintenanceCost: 0.1, maxEpochs: 3 }).runs[0]!;
    expect(run.energy).toBe(simulateSpiking({ engine, maintenanceCost: 0.1, maxEpochs: 3 }).runs[0]!.energy);
    expect(run).not.toHaveProperty("foundThreshold");
  });
});
