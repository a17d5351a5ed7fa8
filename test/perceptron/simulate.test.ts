import { describe, expect, it } from "vitest";
import { policyNames } from "../../src/caching/policies.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import { type PerceptronRun, simulatePerceptron, simulatePerceptronSettings } from "../../src/perceptron/simulate.js";
import { summarise } from "../../src/schema/result.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { createPatternSet, type PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";

const small = { inputCount: 40, patternCount: 30, seed: 7, runs: 4, threshold: 3.5 } as const;

/** The same pattern twice, as +1 and as −1: no weights get both right. */
const contradiction: PatternSet = {
  inputCount: 2,
  patternCount: 2,
  patterns: Int8Array.of(1, -1, 1, -1),
  targets: Int8Array.of(1, -1),
};

describe("simulatePerceptron", () => {
  it("fills in the defaults of the schema and gives them back", () => {
    const { parameters } = simulatePerceptron({ inputCount: 5, patternCount: 5 });
    expect(parameters).toEqual(perceptronSchema.parse({ inputCount: 5, patternCount: 5 }));
  });

  it("runs seed after seed, each on its own random patterns", () => {
    const { runs } = simulatePerceptron(small);
    expect(runs.map(({ seed }) => seed)).toEqual([7, 8, 9, 10]);
    for (const run of runs) {
      const { seed } = run;
      const task = randomPatterns(small.inputCount, small.patternCount, seed);
      const alone = simulatePerceptron({ ...small, seed, runs: 1 }, { task }).runs[0];
      expect(run, `seed ${seed}`).toEqual(alone);
    }
    expect(new Set(runs.map(({ minimalEnergy, updateCount }) => `${minimalEnergy} ${updateCount}`)).size).toBe(4);
  });

  it("gives the same numbers twice", () => expect(simulatePerceptron(small)).toEqual(simulatePerceptron(small)));

  it("summarises the runs", () => {
    const { runs, summary } = simulatePerceptron(small);
    expect(summary).toEqual(summarise(runs));
    expect(summary.convergedCount).toBe(4);
  });

  it("tells of every run as soon as it is done", () => {
    const told: PerceptronRun[] = [];
    const { runs } = simulatePerceptron(small, { onRun: (run) => void told.push(run) });
    expect(told).toEqual(runs);
  });

  it("learns patterns of one's own, whose sizes go before those of the options", () => {
    const sources = { patterns: "x.csv", targets: "d.csv" };
    const task = createPatternSet(
      { shape: [3, 2], data: [1, 0.5, -1, 2, 0.25, 1] },
      { shape: [3], data: [1, -1, 1] },
      sources,
    );
    const { parameters, runs } = simulatePerceptron({ inputCount: 99, patternCount: 99, runs: 2 }, { task });
    expect([parameters.inputCount, parameters.patternCount]).toEqual([2, 3]);
    const [first, second] = runs.map(({ seed: _, ...run }) => run);
    expect(first).toEqual(second);
  });

  it("has a curve where one is asked for, an epoch a row, that ends with the run", () => {
    const [run] = simulatePerceptron({ ...small, runs: 1, curve: true, maintenanceCost: 1 }).runs;
    expect(run!.curve).toHaveLength(run!.epochCount);
    const { epoch, errorCount, residualEnergy: _, ...energies } = run!.curve!.at(-1)!;
    expect([epoch, errorCount]).toEqual([run!.epochCount, 0]);
    expect(run).toMatchObject(energies);
    expect(simulatePerceptron({ ...small, runs: 1 }).runs[0]).not.toHaveProperty("curve");
  });

  describe("the data", () => {
    // θ, c, b, c_l, α, τ and the policy price and keep weights: the patterns and targets are those of the seed.
    const base = { ...small, runs: 1, policy: "none" } as const;
    const learned = (run: PerceptronRun) => [run.updateCount, run.epochCount, run.timestepCount];
    const expected = learned(simulatePerceptron(base).runs[0]!);

    it.each([
      ...policyNames.map((policy) => ({ policy })),
      { policy: "local-global", threshold: 0 },
      { policy: "local-global", threshold: 100 },
      { policy: "local-global", threshold: Infinity },
      { policy: "local-global", maintenanceCost: 1 },
      { policy: "local-global", changeCost: 1 },
      { policy: "local-global", persistentMaintenanceCost: 1 },
      { policy: "local-global", costExponent: 0.5 },
      { policy: "local-global", potentiationOnly: true },
      { policy: "local-global", curve: true },
      { policy: "local-global", threshold: "auto", maintenanceCost: 0.1 },
      // s is consolidated before it ever decays.
      { policy: "local-global", threshold: 0, decayTime: 10 },
    ] as const)("is the same with %j", (change) =>
      expect(learned(simulatePerceptron({ ...base, ...change }).runs[0]!)).toEqual(expected),
    );

    it("is another with another seed", () =>
      expect(learned(simulatePerceptron({ ...base, seed: 8 }).runs[0]!)).not.toEqual(expected));
  });

  describe("runs that do not converge", () => {
    it("are reported, counted, and in no mean", () => {
      const { runs, summary } = simulatePerceptron({ maxEpochs: 5, runs: 3 }, { task: contradiction });
      expect(runs.map(({ converged, epochCount }) => [converged, epochCount])).toEqual(new Array(3).fill([false, 5]));
      expect(summary).toMatchObject({ runCount: 3, convergedCount: 0, mean: { energy: null, epochCount: null } });
    });

    it("do not blur the mean of those that do", () => {
      // At P = 1.4 N and this limit, some of these twelve seeds converge.
      const options = { inputCount: 20, patternCount: 28, maxEpochs: 40, runs: 12, policy: "none" } as const;
      const { runs, summary } = simulatePerceptron(options);
      const converged = runs.filter((run) => run.converged);
      expect(converged.length).toBeGreaterThan(0);
      expect(converged.length).toBeLessThan(12);
      const energies = converged.map(({ energy }) => energy);
      expect(summary.convergedCount).toBe(converged.length);
      expect(summary.mean.energy).toBe(energies.reduce((sum, energy) => sum + energy, 0) / energies.length);
      for (const run of runs) if (!run.converged) expect(run.epochCount, `seed ${run.seed}`).toBe(40);
    });

    it("end with the last epoch allowed, and converge if that one is free of errors", () => {
      const { epochCount } = simulatePerceptron({ ...small, runs: 1 }).runs[0]!;
      const [exact] = simulatePerceptron({ ...small, runs: 1, maxEpochs: epochCount }).runs;
      const [short] = simulatePerceptron({ ...small, runs: 1, maxEpochs: epochCount - 1 }).runs;
      expect(exact).toMatchObject({ converged: true, epochCount });
      expect(short).toMatchObject({ converged: false, epochCount: epochCount - 1 });
    });
  });

  describe("threshold auto", () => {
    it("reports the threshold it found, the run at it, and how it searched", () => {
      const options = { ...small, runs: 1, maintenanceCost: 1e-2 } as const;
      const [run] = simulatePerceptron({ ...options, threshold: "auto" }).runs;
      const { thresholdSearch, foundThreshold: threshold, ...found } = run!;
      expect({ ...found, threshold }).toEqual(simulatePerceptron({ ...options, threshold: threshold! }).runs[0]);
      expect(thresholdSearch!.evaluatedCount).toBeGreaterThan(2);
      expect(thresholdSearch!.unconvergedCount).toBe(0);
    });

    it("has the curve of the run that it found, not of the search", () => {
      const options = { ...small, runs: 1, maintenanceCost: 1e-2, curve: true } as const;
      const [run] = simulatePerceptron({ ...options, threshold: "auto" }).runs;
      const [again] = simulatePerceptron({ ...options, threshold: run!.foundThreshold! }).runs;
      expect(run!.curve).toEqual(again!.curve);
    });
  });

  it.each<[object, string]>([
    [{ inputCount: 0 }, "inputCount must be an integer from 1 to 1000000, got 0."],
    [{ threshold: -1 }, "threshold must be ≥ 0 or Infinity (weight units) or auto, auto-shared, adaptive, got -1."],
    [{ decayTime: 0 }, "decayTime must be > 0 or Infinity (time steps), got 0."],
    [{ patterns: 3 }, "patterns is not a parameter here."],
    [{ inputCount: 1e6, patternCount: 1e6, engine: "reference" }, "Use fewer inputs or fewer patterns."],
    [{ inputCount: 1e6, patternCount: 1e6, engine: "fast" }, 'the engine "reference"'],
  ])("refuses %j", (options, message) => {
    expect(() => simulatePerceptron(options)).toThrow(UsageError);
    expect(() => simulatePerceptron(options)).toThrow(message);
  });
});

describe("simulatePerceptronSettings", () => {
  const settings = policyNames.flatMap((policy) => [0, 2.5, Infinity].map((threshold) => ({ policy, threshold })));

  it("is every setting on its own, in the order of the settings", () => {
    const options = { ...small, runs: 1, maintenanceCost: 1, changeCost: 2 };
    const outcomes = simulatePerceptronSettings({ ...options, period: 7 }, settings);
    settings.forEach((setting, i) => {
      const { seed: _, ...outcome } = simulatePerceptron({ ...options, ...setting, period: 7 }).runs[0]!;
      expect(outcomes[i], JSON.stringify(setting)).toEqual({ ...outcome, ...setting });
    });
  });

  it("learns patterns of one's own, whose sizes go before those of the options", () => {
    const task = randomPatterns(12, 9, 3);
    const own = simulatePerceptronSettings({ inputCount: 99, patternCount: 99 }, settings, { task });
    expect(own).toEqual(simulatePerceptronSettings({ inputCount: 12, patternCount: 9, seed: 3 }, settings));
  });

  it("refuses decay, under which every setting learns in its own way", () => {
    const many = () => simulatePerceptronSettings({ ...small, decayTime: 100 }, settings);
    expect(many).toThrow(UsageError);
    expect(many).toThrow("decayTime must be Infinity for many settings at once, got 100. Run each setting on its own.");
  });
});

describe("a threshold that runs share", () => {
  const sizes = { inputCount: 50, patternCount: 50, maxEpochs: 100 };
  const options = { ...sizes, maintenanceCost: 1e-2, threshold: "auto-shared" } as const;

  it.each([Number.POSITIVE_INFINITY, 200])("is for each run the one that the others share (τ = %d)", (decayTime) => {
    const { parameters, runs } = simulatePerceptron({ ...options, decayTime, seed: 4, runs: 4 });
    expect(parameters).not.toHaveProperty("thresholdSeeds");
    for (const [k, run] of runs.entries()) {
      const others = [4, 5, 6, 7].filter((seed) => seed !== 4 + k).join(",");
      const alone = { ...options, decayTime, seed: 4 + k };
      // Found on others alone, it is the same for all of these.
      const [found] = simulatePerceptron({ ...alone, thresholdSeeds: others }).runs;
      expect(found).toMatchObject({ foundThreshold: run.foundThreshold, sharedThreshold: run.foundThreshold });
      // A run that is told among which seeds it is, is the same run.
      expect(simulatePerceptron({ ...alone, thresholdSeeds: "4..7" }).runs).toEqual([run]);
      const { thresholdSearch: _, foundThreshold, sharedThreshold, ...row } = run;
      const [again] = simulatePerceptron({ ...alone, threshold: foundThreshold! }).runs;
      expect(again).toEqual({ ...row, threshold: foundThreshold });
      expect(sharedThreshold).toBe(runs[0]!.sharedThreshold);
    }
  });

  it("has a curve at that threshold", () => {
    const { runs } = simulatePerceptron({ ...options, runs: 2, curve: true });
    for (const { curve, epochCount, energy } of runs) {
      expect(curve).toHaveLength(epochCount);
      expect(curve!.at(-1)!.energy).toBe(energy);
    }
  });

  it("is refused where there are no others, with what to do", () => {
    for (const given of [{}, { seed: 3, thresholdSeeds: "3" }]) {
      expect(() => simulatePerceptron({ ...options, ...given })).toThrow(/none beside seed \d\. Use 2 runs or more/);
    }
    const task = { inputCount: 1, patternCount: 1, patterns: Int8Array.of(1), targets: Int8Array.of(1) };
    expect(() => simulatePerceptron({ ...options, runs: 3 }, { task })).toThrow(/for own patterns, .* Use auto\./);
  });
});
