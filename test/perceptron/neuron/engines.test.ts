import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyNames } from "../../../src/caching/policies.js";
import { simulatePerceptron, simulatePerceptronSettings } from "../../../src/perceptron/simulate.js";
import type { PatternSet } from "../../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../../src/tasks/random-patterns.js";
import { expectClose } from "../../math/close.js";

type Options = NonNullable<Parameters<typeof simulatePerceptron>[0]>;
const engines = ["fast", "reference"] as const;

const energies = [
  "energy",
  "consolidationEnergy",
  "maintenanceEnergy",
  "changeEnergy",
  "persistentMaintenanceEnergy",
  "minimalEnergy",
] as const;

/** Sizes and thresholds of a run, and all that makes a neuron or its patterns unlike those of the paper, each there or not. */
const runs = fc
  .record(
    {
      inputCount: fc.integer({ min: 1, max: 70 }),
      patternCount: fc.integer({ min: 1, max: 50 }),
      seed: fc.nat(1000),
      policy: fc.constantFrom(...policyNames),
      threshold: fc.constantFrom(0, 1, 2.5, 4, Infinity, "adaptive" as const),
      margin: fc.constantFrom(0, 0, 0.5, 2),
      codingLevel: fc.constantFrom(0.1, 0.5, 1),
      patternCorrelation: fc.constantFrom(0.3, 0.9),
      learningRate: fc.constantFrom(0.1, 0.25, 3),
      excitatoryFraction: fc.constantFrom(0, 0.3, 0.8, 1),
      initialWeights: fc.constantFrom(-2, 0.3, 5),
      initialSpread: fc.constantFrom(0.7, 10),
      curve: fc.boolean(),
    },
    { requiredKeys: ["inputCount", "patternCount", "seed", "policy", "threshold", "margin", "curve"] },
  )
  .map((given) => ({
    ...given,
    maintenanceCost: 0.01,
    changeCost: 0.3,
    persistentMaintenanceCost: 0.001,
    maxEpochs: 25,
  }));

/** The same run in both engines: decisions the same, sums in another order. */
function expectSame(options: Options, task?: PatternSet): void {
  const extras = task === undefined ? {} : { task };
  const [fast, reference] = engines.map((engine) => simulatePerceptron({ ...options, engine }, extras).runs[0]!);
  const { epochCount, updateCount, converged } = reference!;
  expect(fast).toMatchObject({ epochCount, updateCount, converged });
  // At most 25 × 50 steps of 71 synapses, of which s may be off by 10⁻¹³ where it does not decay stepwise.
  for (const part of energies) {
    expectClose(fast![part]!, reference![part]!, { relative: 1e-9, absolute: 1e-9 }, { part, options });
  }
  const curves = [fast!, reference!].map((run) => run.curve?.map(({ epoch, errorCount }) => [epoch, errorCount]));
  expect(curves[0]).toEqual(curves[1]);
}

describe("the engines agree whatever the neuron and its patterns are like", () => {
  it.each([Infinity, 1e4, 60, 3])("with τ = %d", (decayTime) =>
    fc.assert(
      fc.property(runs, (given) => expectSame({ ...given, decayTime } as Options)),
      { numRuns: 120 },
    ),
  );

  it("on real patterns", () =>
    fc.assert(
      fc.property(runs, fc.constantFrom(Infinity, 60), (given, decayTime) => {
        const { inputCount, patternCount, seed, codingLevel: _, patternCorrelation: __, ...neuron } = given;
        const signs = randomPatterns(inputCount, patternCount, seed);
        const patterns = Float64Array.from(signs.patterns, (x, i) => x * (0.1 + Math.abs(Math.sin(i + 1))));
        expectSame({ ...neuron, seed, decayTime } as Options, { ...signs, patterns });
      }),
      { numRuns: 60 },
    ));

  it("in costs that are not |Δl|", () =>
    fc.assert(
      fc.property(runs, fc.constantFrom(0, 0.5, 2), fc.boolean(), (given, costExponent, potentiationOnly) => {
        // Below 1 a change that is no more than rounding counts like any other: there, whole patterns from 0.
        const whole = { initialWeights: 0, initialSpread: 0, threshold: Infinity };
        expectSame({ ...given, ...(costExponent < 1 ? whole : {}), costExponent, potentiationOnly } as Options);
      }),
      { numRuns: 60 },
    ));

  it("under many settings at once, and in the θ that they find", () => {
    const settings = [0, 1.5, 3, Infinity].flatMap((threshold) =>
      (["local-local", "local-excess", "global-global"] as const).map((policy) => ({ policy, threshold })),
    );
    const neurons: Options[] = [
      { learningRate: 0.5 },
      { excitatoryFraction: 0.8 },
      { initialSpread: 2 },
      { codingLevel: 0.2, learningRate: 0.1, excitatoryFraction: 0.8, initialWeights: 1 },
    ];
    for (const neuron of neurons) {
      const options = { inputCount: 40, patternCount: 25, maxEpochs: 100, maintenanceCost: 1e-2, ...neuron };
      const [fast, reference] = engines.map((engine) => simulatePerceptronSettings({ ...options, engine }, settings));
      for (const [k, { energy, updateCount }] of reference!.entries()) {
        expect(fast![k]!.updateCount).toBe(updateCount);
        expectClose(fast![k]!.energy, energy, { relative: 1e-11 }, { neuron, setting: settings[k] });
      }
      const found = engines.map((engine) => simulatePerceptron({ ...options, engine, threshold: "auto" }).runs[0]!);
      expectClose(found[0]!.energy!, found[1]!.energy!, { relative: 1e-11 }, { neuron });
    }
  });

  it("in θ that several seeds share, each with the weights that it starts at", () => {
    const options = {
      inputCount: 30,
      patternCount: 24,
      maintenanceCost: 0.01,
      runs: 3,
      threshold: "auto-shared",
    } as const;
    for (const decayTime of [Infinity, 300]) {
      const [fast, reference] = engines.map((engine) =>
        simulatePerceptron({ ...options, decayTime, initialSpread: 3, maxEpochs: 200, engine }),
      );
      const energiesOf = (result: typeof fast) => result!.runs.map(({ energy }) => energy);
      for (const [k, energy] of energiesOf(reference).entries()) {
        expectClose(energiesOf(fast)[k]!, energy!, { relative: 1e-9 }, { decayTime, k });
      }
      expect(new Set(energiesOf(reference)).size).toBe(3);
    }
  });
});
