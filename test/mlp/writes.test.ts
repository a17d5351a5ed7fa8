import { describe, expect, it } from "vitest";
import { policyNames } from "../../src/caching/policies.js";
import { runParametersOf } from "../../src/mlp/engine.js";
import { mlpEngines } from "../../src/mlp/engines.js";
import { type MlpOptions, mlpSchema } from "../../src/mlp/parameters.js";
import { simulateMlp } from "../../src/mlp/simulate.js";
import { tinyDigits } from "./tiny-digits.js";

const task = tinyDigits();
/** So few patterns that no weight is near enough to θ for the rounding of float32 to tell when it crosses. */
const base: MlpOptions = { hiddenCount: 13, learningRate: 1, maxPatterns: 150, evaluateEvery: 70, countWrites: true };

const countsOf = (options: MlpOptions, engine: keyof typeof mlpEngines) => {
  const parameters = mlpSchema.parse({ ...base, ...options });
  const { writesBySynapse, tally } = mlpEngines[engine].run(task, runParametersOf(parameters), 1);
  return { bySynapse: [...writesBySynapse!], writeCount: tally.writeCount, eventCount: tally.eventCount };
};

describe.each(policyNames)("writes under %s", (policy) => {
  it.each([
    [0, Infinity, 1],
    [0.02, Infinity, 20],
    [0.05, 50, 30],
    [Infinity, Infinity, Infinity],
  ])("are the same in both engines (θ %d, τ %d, period %d)", (threshold, decayTime, period) => {
    const options = { policy, threshold, decayTime, period };
    const expected = countsOf(options, "reference");
    expect(countsOf(options, "fast")).toEqual(expected);
    expect(expected.writeCount).toBe(expected.bySynapse.reduce((sum, count) => sum + count, 0));
    expect(expected.writeCount).toBeGreaterThan(0);
  });

  it("leave everything else as it is, and are |Δl|^0 together", () => {
    const options = { ...base, policy, threshold: 0.02, period: 20, countWrites: false };
    for (const engine of ["fast", "reference"] as const) {
      const [plain] = simulateMlp(task, { ...options, engine }).runs;
      const [counted] = simulateMlp(task, { ...options, engine, countWrites: true }).runs;
      expect(counted).toMatchObject(plain!);
      const [powerless] = simulateMlp(task, { ...options, engine, costExponent: 0 }).runs;
      expect(counted!.writeCount).toBe(powerless!.consolidationEnergy);
    }
  });
});

it.each(["local-local", "local-global", "local-layer", "local-excess"] as const)(
  "under %s they are the same in both engines where θ tunes itself",
  (policy) => {
    const options = { policy, threshold: "adaptive", maintenanceCost: 0.01 } as const;
    expect(countsOf(options, "fast")).toEqual(countsOf(options, "reference"));
  },
);

it("prices of writes and events are paid at every evaluation", () => {
  const { curve, ...run } = simulateMlp(task, { ...base, writeCost: 2, eventCost: 3 }).runs[0]!;
  const { writeCount, eventCount } = countsOf({}, "fast");
  expect(run).toMatchObject({ writeEnergy: 2 * writeCount!, eventEnergy: 3 * eventCount!, writeCount });
  const parts = run.consolidationEnergy + run.maintenanceEnergy + run.writeEnergy! + run.eventEnergy!;
  expect(run.energy).toBe(parts);
  expect(curve.at(-1)).toMatchObject({ writeEnergy: run.writeEnergy, energy: run.energy });
});
