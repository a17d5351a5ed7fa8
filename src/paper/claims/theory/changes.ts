import type { JobOf, ResultOf } from "../../../jobs/index.js";
import { type CachedLearning, changeEnergy, consolidationCount } from "../../../theory/index.js";
import { type Claim, WITHIN_A_TENTH } from "../../claim.js";
import type { LandscapePolicy } from "../../landscape.js";
import { counted, seedsUpTo } from "../../sample.js";
import type { Scale } from "../../scale.js";
import { learningOf } from "../measures/cached-learning.js";
import { estimates, extremes } from "../measures/estimates.js";

const WHERE = "Materials and methods, Efficiency of synaptic caching";

/** Changes that reach θ are counted apart in runs of their own: thresholds that take n = 2, 4, 6 and 11 steps to exceed. */
const CHANGES: Record<Scale, { inputCount: number; seedCount: number }> = {
  quick: { inputCount: 500, seedCount: 10 },
  paper: { inputCount: 1000, seedCount: 20 },
  tiny: { inputCount: 40, seedCount: 2 },
};
const STEPS = [2, 4, 6, 11];

function changeJobs(scale: Scale, policy: LandscapePolicy): JobOf<"perceptron-settings">[] {
  const { inputCount, seedCount } = CHANGES[scale];
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "perceptron-settings",
    parameters: { inputCount, patternCount: inputCount, seed },
    settings: STEPS.map((n) => ({ policy, threshold: n - 0.5 })),
    countsPersistent: true,
  }));
}

/** A count of changes over the theory's, at each threshold, means of the converged runs. */
function overChanges(
  policy: LandscapePolicy,
  ratio: (changed: number, learning: CachedLearning, threshold: number) => number,
): Claim["measure"] {
  return (resultOf: ResultOf, scale: Scale) => {
    const runs = changeJobs(scale, policy)
      .map((job) => resultOf(job))
      .filter(([first]) => first!.converged);
    if (runs.length === 0) return { values: [], sample: "no runs converged" };
    const { inputCount } = CHANGES[scale];
    const ratios = STEPS.map((_, i) =>
      runs.map((outcomes) => {
        const outcome = outcomes[i]!;
        return ratio(outcome.tally.transientChanged!, learningOf(inputCount, outcome), outcome.threshold);
      }),
    );
    const found = estimates(ratios);
    return {
      ...found,
      sample: `${counted(runs.length, "run")}, N = P = ${inputCount}; ${extremes(found.values, "⌈θ⌉", STEPS)}`,
    };
  };
}

const changeTerm = (changed: number, learning: CachedLearning, threshold: number): number =>
  changed / changeEnergy(learning, threshold, 1);

/** What the paper's theory says of how often is consolidated, and of changes that are not. */
export const changeTheoryClaims: readonly Claim[] = [
  {
    id: "consolidation-count",
    figure: "2-costs",
    statement: "There are NK/⌈θ/η⌉² consolidations",
    where: WHERE,
    measured: "consolidations under local-local over the formula with the run's own K, mean",
    band: WITHIN_A_TENTH,
    bandOrigin: "within a tenth",
    jobs: (scale) => changeJobs(scale, "local-local"),
    // Of NK changes those that are not kept in s end in a consolidation.
    measure: overChanges("local-local", (changed, learning, threshold) => {
      const { inputCount, updateCount } = learning;
      return (inputCount * updateCount - changed) / consolidationCount(learning, threshold);
    }),
  },
  {
    id: "change-cost-theory",
    figure: "2-costs",
    statement: "A cost of changing s adds bNK(1 − 1/⌈θ/η⌉²)",
    where: WHERE,
    reading: "Under local-local, which the theory assumes.",
    measured: "Σ|Δs| that is not consolidated at once over the formula with the run's own K, mean",
    band: WITHIN_A_TENTH,
    bandOrigin: "within a tenth",
    jobs: (scale) => changeJobs(scale, "local-local"),
    measure: overChanges("local-local", changeTerm),
  },
  {
    id: "change-cost-local-global",
    figure: "2-costs",
    statement: "A cost of changing s adds bNK(1 − 1/⌈θ/η⌉²) under the paper's default policy as well",
    where: WHERE,
    reading: "Strictly: of caching as it is used in the figures, local-global.",
    measured: "Σ|Δs| that is not consolidated at once, under local-global, over the formula with the run's own K, mean",
    band: WITHIN_A_TENTH,
    bandOrigin:
      "within a tenth; the last of every n changes is consolidated at once in all synapses, which makes 1 − 1/n",
    jobs: (scale) => changeJobs(scale, "local-global"),
    measure: overChanges("local-global", changeTerm),
  },
];
