import { describe, expect, it } from "vitest";
import { policyNames } from "../../src/caching/policies.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";
import { periodOf } from "../caching/walks.js";
import { pricedEngines } from "./priced-engines.js";

/**
 * All patterns of N inputs, out of order, with targets x_N ∧ (x_{N−1} ∨ (x_{N−2} ∧ …)). The integer weights of such a
 * function grow like the Fibonacci numbers, so that few updates take s beyond eight bits.
 */
function alternatingList(inputCount: number): PatternSet {
  const patternCount = 2 ** inputCount;
  const patterns = new Int8Array(patternCount * inputCount);
  const targets = new Int8Array(patternCount);
  for (let p = 0; p < patternCount; p++) {
    const code = (p * ((patternCount * 5) / 8 + 1) + 77) % patternCount;
    let value = 0;
    for (let i = 0; i < inputCount; i++) {
      const x = (code >> i) & 1 ? 1 : -1;
      patterns[p * inputCount + i] = x;
      value = i === 0 ? x : i % 2 === 1 ? Math.max(x, value) : Math.min(x, value);
    }
    targets[p] = value;
  }
  return { inputCount, patternCount, patterns, targets };
}

describe("transients that outgrow eight bits", () => {
  const task = alternatingList(12);
  const { inputCount, patternCount } = task;
  const prices = { maintenanceCost: 1, changeCost: 1, persistentMaintenanceCost: 0 };
  const parameters = { ...perceptronSchema.parse(prices), inputCount, patternCount, threshold: 0 };
  // Around the largest integer of eight bits, where a threshold no longer keeps s within them.
  const thresholds = [0, 60, 126.5, 127, 128, 130, Number.POSITIVE_INFINITY];
  const settings = policyNames.flatMap((policy) =>
    thresholds.map((threshold) => ({ policy, threshold, period: periodOf(threshold) })),
  );
  const expected = pricedEngines.reference.runMany(task, parameters, settings);

  it("do so on this task", () => {
    const s = expected[settings.findIndex(({ policy, threshold }) => policy === "local-local" && threshold === 130)]!;
    // A synapse that exceeded 130 has been consolidated, and that is another energy than without any threshold.
    expect(s.consolidationEnergy).toBeGreaterThan(expected.at(-1)!.consolidationEnergy);
  });

  it("are counted as the reference counts them, many settings at once and one by one", () => {
    expect(pricedEngines.fast.runMany(task, parameters, settings)).toEqual(expected);
    settings.forEach((setting, k) => {
      expect(pricedEngines.fast.run(task, { ...parameters, ...setting }), JSON.stringify(setting)).toEqual(expected[k]);
    });
  });
});
