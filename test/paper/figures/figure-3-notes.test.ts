import { describe, expect, it } from "vitest";
import type { DecayRuns } from "../../../src/paper/decay.js";
import { limitNote, lostNote, unconvergedNote } from "../../../src/paper/figures/figure-3-notes.js";
import type { ThresholdCounts } from "../../../src/perceptron/index.js";

/** Converged runs of three seeds at these thresholds, the higher the cheaper to consolidate and the dearer to hold. */
function runsWith(bySeed: readonly (readonly number[])[], decayTime: number, failedCount = 0): DecayRuns {
  const run = (threshold: number) => {
    const tally = { consolidated: 100 / (1 + threshold), transientHeld: 1e5 * threshold, transientChanged: 0 };
    return { threshold, tally: { ...tally, persistentHeld: null, minimal: 0 } } as ThresholdCounts;
  };
  return { decayTime, thresholds: [0, 2, 5, 9], bySeed: bySeed.map((own) => own.map(run)), failedCount };
}

const all = [0, 2, 5, 9];
const whole = runsWith([all, all, all], 1e4);
/** At c = 0 the first two have 9 for each other, where the third does not converge, and for the third 5 is best. */
const torn = runsWith([all, all, [0, 2, 5]], 100, 1);

describe("the notes of figure 3", () => {
  it("tell runs that failed from those that were never made", () => {
    expect(unconvergedNote([whole])).toBe("All runs converged.");
    const skipped = runsWith([all, [0], [0, 2]], 10, 2);
    expect(unconvergedNote([whole, skipped])).toMatch(
      /^Of the 12 runs at a τ \(4 θ, 3 seeds\) so many did not converge \+ were never made, .*: 2 \+ 3 at 10\.$/,
    );
  });

  it("count the seeds that are left out, not those that are kept", () => {
    expect(lostNote([whole])).toEqual([]);
    // The third is left out where the others agree on 9, which is at c = 0; where holding costs they agree on less.
    expect(lostNote([whole, torn])).toEqual([
      "Seeds that do not converge at the θ of the others are left out: 1 at τ = 100, c = 0.",
    ]);
  });

  it("say so where seeds are left out at every cost", () => {
    const lone = runsWith([[9], [9], [0]], 100);
    // The others of the third agree on 9; the others of the first two on none.
    expect(lostNote([lone])[0]).toMatch(/left out: 3 at τ = 100 at every c\.$/);
  });

  it("name the points at which convergence sets θ", () => {
    expect(limitNote([whole])).toEqual([]);
    // All three converge at 5 and at no higher θ, which is best at c = 0.
    expect(limitNote([whole, torn])).toEqual([
      "Set by convergence and not by energy, as all converge at no higher θ: τ = 100 (c = 0).",
    ]);
    expect(limitNote([runsWith([[], [], []], 10)])).toEqual([]);
  });
});
