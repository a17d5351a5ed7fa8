import { pricesOf } from "../../src/caching/energies.js";
import { pricedRun } from "../../src/caching/priced.js";
import type { JobOf } from "../../src/jobs/index.js";
import type { MlpRunCounts } from "../../src/mlp/index.js";
import type { LeastEnergy } from "../../src/mlp/least-energies.js";
import { reachedAt } from "../../src/mlp/reached-at.js";

/** The best thresholds from made-up runs at all of them, by what they are defined as. */
export function leastOfRuns(
  { parameters, thresholds, accuracies, seedCount }: JobOf<"mlp-least-energies">,
  runOf: (job: JobOf<"mlp">) => MlpRunCounts,
): LeastEnergy[] {
  const seeds = Array.from({ length: seedCount }, (_, k) => (parameters.seed ?? 1) + k);
  return accuracies.map((accuracy) => {
    let best: LeastEnergy = { accuracy, threshold: null, energies: [] };
    let least = Number.POSITIVE_INFINITY;
    for (const threshold of thresholds) {
      const energies = seeds.flatMap((seed) => {
        const run = runOf({ kind: "mlp", parameters: { ...parameters, threshold, seed } });
        return reachedAt(pricedRun(run, pricesOf(parameters)).curve, accuracy) ?? [];
      });
      const sum = energies.reduce((total, energy) => total + energy, 0);
      if (energies.length < seedCount || !(sum < least)) continue;
      [best, least] = [{ accuracy, threshold, energies }, sum];
    }
    return best;
  });
}
