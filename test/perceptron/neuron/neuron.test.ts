import { describe, expect, it } from "vitest";
import { learn } from "../../../src/caching/learn.js";
import { Ledger } from "../../../src/caching/ledger.js";
import { createStore } from "../../../src/caching/store.js";
import { jobId } from "../../../src/node/journals/job-id.js";
import { initialWeights } from "../../../src/perceptron/neuron/initial-weights.js";
import { synapseSigns } from "../../../src/perceptron/neuron/synapse-signs.js";
import { perceptronSchema } from "../../../src/perceptron/parameters.js";
import { presentations } from "../../../src/perceptron/reference.js";
import { perceptronRule } from "../../../src/perceptron/rule.js";
import { simulatePerceptron } from "../../../src/perceptron/simulate.js";
import { tracePerceptron } from "../../../src/perceptron/trace.js";
import { withoutImplied } from "../../../src/schema/where-given.js";
import { randomPatterns } from "../../../src/tasks/random-patterns.js";
import { expectClose } from "../../math/close.js";

type Options = NonNullable<Parameters<typeof simulatePerceptron>[0]>;
const engines = ["fast", "reference"] as const;
const SMALL = { inputCount: 40, patternCount: 30, maxEpochs: 1000, maintenanceCost: 0.01 };
const implied = { learningRate: 1, initialWeights: 0, initialSpread: 0, patternCorrelation: 0 };

describe.each(engines)("a neuron (%s)", (engine) => {
  const run = (options: Options, extras = {}) => simulatePerceptron({ ...SMALL, engine, ...options }, extras).runs[0]!;

  describe("with a learning rate", () => {
    it("does what the rule with that rate does in a store, and counts what its ledger counts", () => {
      const task = randomPatterns(40, 30, 1);
      // Powers of 2 and small integers, so that no sum of the definition is rounded where nothing decays.
      for (const learningRate of [0.5, 4]) {
        for (const decayTime of [Infinity, 200]) {
          for (const policy of ["none", "local-local", "local-excess", "global-global"] as const) {
            const threshold = policy === "global-global" ? 30 : 2.5;
            const ledger = new Ledger({ costExponent: 2, potentiationOnly: false });
            const weights = new Float64Array(41).fill(1.5);
            const layers = [{ neuronCount: 1, inputCount: 41 }];
            const store = createStore({ layers, weights, ledger, policy, threshold, decayTime });
            const rule = perceptronRule(task, 0.5, { learningRate });
            const { updateCount } = learn({ rule, store, samples: presentations(task), maxEpochs: 99 });
            const { consolidated, transientHeld, minimal } = ledger.tally(ledger.distance(weights, store.weights));
            const found = run({
              ...{ margin: 0.5, learningRate, decayTime, policy, threshold },
              maxEpochs: 99,
              initialWeights: 1.5,
              costExponent: 2,
            });
            expect(found.updateCount).toBe(updateCount);
            const inputs = { learningRate, decayTime, policy };
            // s may be off by 10⁻¹³ where it does not decay stepwise.
            expectClose(found.consolidationEnergy!, consolidated, { relative: 1e-11 }, inputs);
            expectClose(found.maintenanceEnergy!, 0.01 * transientHeld, { relative: 1e-11, absolute: 1e-11 }, inputs);
            expectClose(found.minimalEnergy!, minimal, { relative: 1e-11 }, inputs);
          }
        }
      }
    });

    it("scales a threshold that tunes itself", () => {
      for (const decayTime of [Infinity, 300]) {
        const given = { policy: "local-excess", threshold: "adaptive", decayTime } as const;
        const [one, three] = [1, 3].map((learningRate) => run({ ...given, learningRate }));
        expectClose(three!.foundThreshold!, 3 * one!.foundThreshold!, { relative: 1e-12 }, { decayTime });
        expectClose(three!.energy!, 3 * one!.energy!, { relative: 1e-12 }, { decayTime });
      }
    });

    it("does more updates from the same start the smaller it is", () => {
      const counts = [4, 1, 0.25].map((learningRate) => run({ learningRate, initialSpread: 5 }).updateCount);
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
      expect(new Set(counts).size).toBe(3);
    });
  });

  describe("with weights that start elsewhere", () => {
    it("counts M_min from there, and holds them from the first step on", () => {
      // x = 1, d = −1: with w = 2 and a bias of 2 the potential is 4, then 2, then 0, a tie, and at last −2.
      const task = { inputCount: 1, patternCount: 1, patterns: Int8Array.of(1), targets: Int8Array.of(-1) };
      const prices = { maintenanceCost: 0, persistentMaintenanceCost: 1, policy: "none" } as const;
      expect(run({ initialWeights: 2, ...prices }, { task })).toMatchObject({
        ...{ converged: true, updateCount: 3, epochCount: 4, minimalEnergy: 6, consolidationEnergy: 6 },
        // |w| of both synapses: 4 held in the first step, then 2, 0 and 2.
        persistentMaintenanceEnergy: 8,
      });
    });

    it("keeps what it starts with while s decays", () => {
      // Nothing is learned of a pattern that is right from the start.
      const task = { inputCount: 1, patternCount: 1, patterns: Int8Array.of(1), targets: Int8Array.of(1) };
      const found = run({ initialWeights: 0.5, decayTime: 2, threshold: 5 }, { task });
      expect(found).toMatchObject({ updateCount: 0, epochCount: 1, energy: 0, minimalEnergy: 0, inefficiency: null });
    });
  });

  describe("whose synapses keep their sign", () => {
    it("learns by hand what it should", () => {
      // One excitatory input and a free bias; x = 1, d = −1. Δw = −1 would lead across 0 and is cut to 0: the bias alone learns.
      const task = { inputCount: 1, patternCount: 1, patterns: Int8Array.of(1), targets: Int8Array.of(-1) };
      for (const policy of ["none", "local-local"] as const) {
        const found = run({ excitatoryFraction: 1, policy, threshold: 2, changeCost: 1 }, { task });
        expect(found).toMatchObject({ converged: true, updateCount: 1, minimalEnergy: 1, consolidationEnergy: 1 });
        // What was cut has not changed s, and costs nothing.
        expect(found.changeEnergy).toBe(policy === "none" ? 0 : 1);
      }
      // From w = ½, of which the cut update takes all there is.
      expect(run({ excitatoryFraction: 1, policy: "none", initialWeights: 0.5 }, { task })).toMatchObject({
        // The potential is 1, then ½ of the bias less 1: the first update brings w to 0 and the bias to −½.
        ...{ converged: true, updateCount: 1, minimalEnergy: 1.5, consolidationEnergy: 1.5 },
      });
    });

    it("costs M_min where nothing is consolidated before the end and holding is free", () => {
      const free = { excitatoryFraction: 0.8, threshold: Infinity, maintenanceCost: 0, initialSpread: 1 };
      const { energy, minimalEnergy } = run(free);
      expectClose(energy!, minimalEnergy!, { relative: 1e-12 }, {});
    });
  });

  it("has an offline optimum of M_min where holding is free, whatever it is like", () => {
    const neurons: Options[] = [
      { learningRate: 0.5 },
      { excitatoryFraction: 0.7 },
      { initialSpread: 2 },
      { codingLevel: 0.2 },
    ];
    for (const neuron of neurons) {
      const { offlineOptimum, minimalEnergy } = run({ ...neuron, maintenanceCost: 0, offlineOptimum: true });
      expectClose(offlineOptimum!, minimalEnergy!, { relative: 1e-11 }, { neuron });
      const dear = run({ ...neuron, offlineOptimum: true, policy: "local-excess", threshold: "adaptive" });
      expect(dear.regret).toBeGreaterThanOrEqual(1);
    }
  });

  it("is the paper's where it is said to be, in results and in ids", () => {
    const given = { decayTime: 300, threshold: 2.5 };
    expect(run({ ...given, ...implied })).toEqual(run(given));
    const idOf = (options: object) =>
      jobId({
        kind: "perceptron",
        parameters: withoutImplied(perceptronSchema, perceptronSchema.parse(options) as never),
      });
    expect(idOf(implied)).toBe(idOf({}));
    for (const other of [{ codingLevel: 0.5 }, { learningRate: 2 }, { excitatoryFraction: 1 }, { initialSpread: 1 }]) {
      expect(idOf(other)).not.toBe(idOf({}));
    }
  });

  it("refuses to say how own patterns are drawn", () => {
    const task = randomPatterns(4, 4, 1);
    for (const given of [{ codingLevel: 0.5 }, { patternCorrelation: 0.5 }]) {
      expect(() => run(given, { task })).toThrow(`${Object.keys(given)[0]} must be left out for own patterns`);
    }
  });
});

it("keeps every sign in every step, also while s decays", () => {
  const given = { ...SMALL, excitatoryFraction: 0.5, initialSpread: 1, seed: 3 };
  const signs = synapseSigns(40, 0.5)!;
  const synapses = Array.from(signs, (_, i) => i).filter((i) => signs[i] !== 0);
  for (const policy of ["none", "local-local", "local-excess", "local-global", "global-global", "clock"] as const) {
    for (const decayTime of [Infinity, 40]) {
      const trace = tracePerceptron({ ...given, policy, threshold: 2.5, decayTime }, synapses, 600);
      const weights = trace.flatMap((step) =>
        step.transient.map((s, k) => signs[synapses[k]!]! * (s + step.persistent[k]!)),
      );
      // s − (s + l) and l add up to 0 but for the last digit of l, of some units.
      expect(Math.min(...weights), `${policy}, τ = ${decayTime}`).toBeGreaterThan(-1e-14);
      expect(weights.filter((w) => Math.abs(w) < 1e-14).length).toBeGreaterThan(0);
    }
  }
});

it("starts at weights that depend on the seed, and with signs at the same distance from 0", () => {
  const start = { initialWeights: 3, initialSpread: 2, excitatoryFraction: undefined, seed: 5 };
  const free = initialWeights(2000, start);
  expect(free).toEqual(initialWeights(2000, start));
  expect(free).not.toEqual(initialWeights(2000, { ...start, seed: 6 }));
  // The mean of 2001 is known to 2/√2001 = .045, their standard deviation to .032: three to four of these.
  const average = free.reduce((sum, w) => sum + w, 0) / 2001;
  expect(Math.abs(average - 3)).toBeLessThan(0.18);
  expect(Math.abs(Math.sqrt(free.reduce((sum, w) => sum + (w - average) ** 2, 0) / 2000) - 2)).toBeLessThan(0.13);
  const signed = initialWeights(2000, { ...start, excitatoryFraction: 0.25 });
  const expected = free.map((w, i) => (i === 2000 ? w : (i < 500 ? 1 : -1) * Math.abs(w)));
  expect(signed).toEqual(expected);
});

it("refuses what is no learning rate, and signs of another neuron", () => {
  const task = randomPatterns(3, 3, 1);
  for (const learningRate of [0, -1, Number.NaN, Infinity]) {
    expect(() => perceptronRule(task, 0, { learningRate })).toThrow("learningRate must be a finite number > 0");
    expect(() => simulatePerceptron({ learningRate })).toThrow("learningRate must be > 0 and ≤ 1000");
  }
  expect(() => perceptronRule(task, 0, { signs: Int8Array.of(1) })).toThrow("signs must be an Int8Array of 4 signs");
});
