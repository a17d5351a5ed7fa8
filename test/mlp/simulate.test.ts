import { describe, expect, it } from "vitest";
import { type MlpOptions, mlpSchema } from "../../src/mlp/parameters.js";
import { type MlpRun, simulateMlp } from "../../src/mlp/simulate.js";
import { summarise } from "../../src/schema/result.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { pricedEngines } from "./priced-engines.js";
import { tinyDigits } from "./tiny-digits.js";

const task = tinyDigits();
const options: MlpOptions = { hiddenCount: 5, maxPatterns: 90, evaluateEvery: 30, runs: 3, seed: 4 };

describe("simulateMlp", () => {
  const result = simulateMlp(task, options);

  it("fills in the defaults of the schema, and the name of the digits", () =>
    expect(result.parameters).toEqual(mlpSchema.parse({ ...options, dataset: "tiny" })));

  it("runs seed after seed, each that of the engine", () => {
    expect(result.runs.map(({ seed }) => seed)).toEqual([4, 5, 6]);
    for (const run of result.runs) {
      const outcome = pricedEngines[result.parameters.engine].run(task, result.parameters, run.seed);
      expect(run).toEqual({ ...outcome, seed: run.seed, threshold: result.parameters.threshold });
    }
  });

  it("draws nothing but the initial weights from the seed: runs differ, but little", () => {
    const energies = result.runs.map(({ energy }) => energy);
    expect(new Set(energies).size).toBe(3);
    // Weights of 0.01 change outputs near ½ by a per cent or so.
    expect(Math.max(...energies) / Math.min(...energies)).toBeLessThan(1.2);
  });

  it("gives the same numbers twice, and summarises them", () => {
    expect(simulateMlp(task, options)).toEqual(result);
    expect(result.summary).toEqual(summarise(result.runs));
    expect(result.summary.convergedCount).toBe(3);
  });

  it("tells of runs and evaluations as they happen", () => {
    const runs: MlpRun[] = [];
    const evaluations: number[] = [];
    simulateMlp(task, options, {
      onRun: (run) => void runs.push(run),
      onEvaluation: ({ patternCount }) => void evaluations.push(patternCount),
    });
    expect(runs).toEqual(result.runs);
    expect(evaluations).toEqual([30, 60, 90, 30, 60, 90, 30, 60, 90]);
  });

  it("counts runs that miss their target, and averages them not", () => {
    const { summary } = simulateMlp(task, { ...options, targetAccuracy: 1 });
    expect(summary).toMatchObject({ runCount: 3, convergedCount: 0, mean: { energy: null } });
  });

  it.each<[object, string]>([
    [{ hiddenCount: 0 }, "hiddenCount must be an integer from 1 to 10000, got 0."],
    [{ learningRate: 0 }, "learningRate must be > 0 and ≤ 1000 (dimensionless), got 0."],
    [{ threshold: "auto" }, 'threshold must be ≥ 0 or Infinity (weight units) or adaptive, got "auto".'],
    [{ gradient: "numerical" }, 'gradient must be one of exact, authors, got "numerical".'],
    [{ targetAccuracy: 0 }, "targetAccuracy must be > 0 and ≤ 1 (share of the test images), got 0."],
    [{ inputCount: 1 }, "inputCount is not a parameter here."],
  ])("refuses %j", (given, message) => {
    expect(() => simulateMlp(task, given)).toThrow(UsageError);
    expect(() => simulateMlp(task, given)).toThrow(message);
  });
});

it.each(["fast", "reference"] as const)("refuses an energy that no number can hold, with the engine %s", (engine) => {
  const options = { engine, hiddenCount: 3, maxPatterns: 20, maintenanceCost: 1e308, threshold: 100 } as const;
  const run = () => simulateMlp(tinyDigits(20, 10), { ...options, learningRate: 100 });
  expect(run).toThrow(/maintenanceEnergy must be a finite number.*smaller maintenanceCost/);
});
