import { describe, expect, it } from "vitest";
import { transientDistribution } from "../../src/perceptron/distribution.js";
import { simulatePerceptron } from "../../src/perceptron/simulate.js";

const sizes = { inputCount: 60, patternCount: 90, policy: "local-local", seed: 2 } as const;

describe("transientDistribution", () => {
  const withoutDecay = { ...sizes, threshold: 3.5 };
  const { shares, errorCounts, converged } = transientDistribution(withoutDecay, 1);

  it("has a bin for every integer that s can be, and shares that add up to 1", () => {
    // |s| ≤ 3 at the end of a step, as 4 exceeds θ; bins reach to ⌈θ⌉ = 4.
    expect(shares).toHaveLength(9);
    expect([shares[0], shares[8]]).toEqual([0, 0]);
    expect(Math.min(...shares.slice(1, 8))).toBeGreaterThan(0);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it("is of the same run as the learner's, without its first epoch", () => {
    const run = simulatePerceptron({ ...withoutDecay, curve: true }).runs[0]!;
    expect(errorCounts).toEqual(run.curve!.slice(1).map(({ errorCount }) => errorCount));
    expect(converged).toBe(run.converged);
  });

  it("has the mean |s| that maintenance is charged for", () => {
    const run = simulatePerceptron({ ...withoutDecay, curve: true, maintenanceCost: 1 }).runs[0]!;
    const later = run.curve!.slice(1);
    const held = later.at(-1)!.maintenanceEnergy - run.curve![0]!.maintenanceEnergy;
    const perSynapse = held / (later.length * sizes.patternCount * (sizes.inputCount + 1));
    const mean = shares.reduce((sum, share, k) => sum + share * Math.abs(k - 4), 0);
    // A step is charged before its change and counted here after it: the two differ by one step at either end.
    expect(Math.abs(mean - perSynapse)).toBeLessThan(3 / (later.length * sizes.patternCount));
  });

  it("puts what has decayed into the nearest bin", () => {
    const { shares } = transientDistribution({ ...sizes, threshold: 3, decayTime: 20, maxEpochs: 5 }, 0.5);
    expect(shares).toHaveLength(13);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it.each([
    [{ ...sizes, threshold: Number.POSITIVE_INFINITY }, /threshold must be a finite number/],
    [{ ...sizes, threshold: "auto" as const }, /got auto and local-local/],
    [{ ...sizes, threshold: 3, policy: "global-global" as const }, /got 3 and global-global/],
  ])("refuses %j, which does not bound s", (options, message) =>
    expect(() => transientDistribution(options, 1)).toThrow(message),
  );
});
