import { describe, expect, it } from "vitest";
import { simulatePerceptron } from "../../../src/perceptron/simulate.js";
import { randomPatterns } from "../../../src/tasks/random-patterns.js";

const task = randomPatterns(60, 60, 5);
const run = (options: Parameters<typeof simulatePerceptron>[0], own = task) =>
  simulatePerceptron({ maxEpochs: 300, ...options }, { task: own }).runs[0]!;

describe("auto under local-excess", () => {
  it.each([1e-4, 1e-3, 0.01, 0.1])("is no worse than any integer with ±1 patterns, at c = %d", (maintenanceCost) => {
    const prices = { policy: "local-excess", maintenanceCost } as const;
    const { foundThreshold, energy } = run({ ...prices, threshold: "auto" });
    expect(Number.isInteger(foundThreshold) || foundThreshold === Infinity).toBe(true);
    // s stays within twenty or so; what is beyond is as good as Infinity.
    for (let threshold = 0; threshold <= 60; threshold++) {
      expect(energy, `θ = ${threshold}`).toBeLessThanOrEqual(run({ ...prices, threshold }).energy);
    }
  });

  it("is a real number where patterns are, or where s decays, within 2 % of a dense scan", () => {
    const real = { ...task, patterns: Float64Array.from(task.patterns, (x, i) => x * (0.2 + Math.abs(Math.sin(i)))) };
    for (const [own, decayTime] of [
      [real, Infinity],
      [task, 500],
    ] as const) {
      const options = { policy: "local-excess", maintenanceCost: 0.01, decayTime } as const;
      const found = run({ ...options, threshold: "auto" }, own);
      const scanned = Array.from({ length: 80 }, (_, k) => run({ ...options, threshold: 0.1 * 1.08 ** k }, own));
      const least = Math.min(...scanned.filter(({ converged }) => converged).map(({ energy }) => energy));
      expect(found.energy / least).toBeLessThan(1.02);
    }
  });
});

it("auto under a clock searches nothing, as it has no θ", () => {
  for (const decayTime of [Infinity, 500]) {
    const options = { policy: "clock", maintenanceCost: 0.01, decayTime } as const;
    const found = run({ ...options, threshold: "auto" });
    expect(found).not.toHaveProperty("thresholdSearch");
    expect(found).toEqual(run({ ...options, threshold: 3 }));
  }
});
