import { describe, expect, it } from "vitest";
import { simulatePerceptron } from "../../src/perceptron/simulate.js";
import { simulatePerceptronThresholds } from "../../src/perceptron/thresholds.js";

const small = { inputCount: 40, patternCount: 40, seed: 2, maintenanceCost: 1, maxEpochs: 200 } as const;

describe("simulatePerceptronThresholds", () => {
  it.each([200, Number.POSITIVE_INFINITY])("is a run of its own at every threshold, τ = %d", (decayTime) => {
    const thresholds = [0, 1.5, 3];
    const outcomes = simulatePerceptronThresholds({ ...small, decayTime }, thresholds);
    expect(outcomes).toEqual(
      thresholds.map((threshold) => {
        const { seed: _, ...run } = simulatePerceptron({ ...small, decayTime, threshold }).runs[0]!;
        return run;
      }),
    );
  });

  it("ends after four thresholds in a row that do not converge, and not before", () => {
    // s has decayed by half in the next step but one: above θ = 1 nothing is ever consolidated.
    const forgetful = { ...small, decayTime: 2, maxEpochs: 20 };
    const outcomes = simulatePerceptronThresholds(forgetful, [0, 5, 6, 7, 8, 9, 10]);
    expect(outcomes.map(({ threshold, converged }) => [threshold, converged])).toEqual([
      [0, true],
      [5, false],
      [6, false],
      [7, false],
      [8, false],
    ]);
    const interrupted = simulatePerceptronThresholds(forgetful, [5, 6, 7, 0, 8, 9, 10]);
    expect(interrupted).toHaveLength(7);
  });

  it("counts for one run only, however many are asked for", () =>
    expect(simulatePerceptronThresholds({ ...small, runs: 3 }, [2.5])).toHaveLength(1));
});
