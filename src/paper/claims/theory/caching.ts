import { censoredMedian } from "../../../math/censored.js";
import type { SettingCounts } from "../../../perceptron/index.js";
import { type CachedLearning, consolidationEnergy, maintenanceEnergy } from "../../../theory/index.js";
import { type Claim, WITHIN_A_QUARTER, WITHIN_A_TENTH } from "../../claim.js";
import { FIGURE_2C_COSTS } from "../../figures/figure-2.js";
import { LANDSCAPE, type LandscapePolicy, landscapeJobs, landscapeTheory, optimum } from "../../landscape.js";
import { counted } from "../../sample.js";
import { learningOf } from "../measures/cached-learning.js";
import { estimates, extremes } from "../measures/estimates.js";
import { measureRuns } from "../measures/landscape-runs.js";

/** Thresholds of fewer steps than these are too far apart for an optimum to lie between them. */
const FEW_STEPS = 2.5;

const WHERE = "Materials and methods, Efficiency of synaptic caching";

/** θ from one step on, up to √(3K), where the theory would have the threshold if holding were free. */
const isTheorys = ({ policy, threshold, updateCount }: SettingCounts): boolean =>
  policy === "local-local" && threshold > 1 && threshold < Math.sqrt(3 * updateCount);

/** What is counted under local-local over what the theory says, at every threshold that all runs share: means of runs. */
function overTheory(
  of: (outcome: SettingCounts) => number,
  expected: (learning: CachedLearning, threshold: number) => number,
): Claim["measure"] {
  return (resultOf, scale) => {
    const { inputCount } = LANDSCAPE[scale];
    const runs = landscapeJobs(scale)
      .map((job) => resultOf(job).filter((outcome) => outcome.converged && isTheorys(outcome)))
      .filter(({ length }) => length > 0);
    const shared = Math.min(...runs.map(({ length }) => length));
    if (runs.length === 0) return { values: [], sample: "no runs converged" };
    const thresholds = runs[0]!.slice(0, shared).map(({ threshold }) => threshold);
    const ratios = thresholds.map((threshold, i) =>
      runs.map((run) => of(run[i]!) / expected(learningOf(inputCount, run[i]!), threshold)),
    );
    const found = estimates(ratios);
    return { ...found, sample: `${counted(runs.length, "run")}, ${extremes(found.values, "θ", thresholds)}` };
  };
}

/** The energy at the best threshold of a policy over that of the theory, at every c of figure 2C. */
const atOptimum = (policy: LandscapePolicy): Claim["measure"] =>
  measureRuns((runs, scale) => {
    const theory = landscapeTheory(scale);
    const samples = FIGURE_2C_COSTS.map((c) =>
      runs.map((run) => optimum(run, policy, c).energy / run.minimalEnergy / theory.cachedInefficiency(c)),
    );
    const found = estimates(samples);
    return { ...found, sample: extremes(found.values, "c", FIGURE_2C_COSTS) };
  });

const WELL_ESTIMATED = {
  figure: "2c",
  where: "Results, Figure 2C; Materials and methods",
  // Two sentences: one of Results, one of the Methods.
  quote: "The efficiency is well estimated by analysis”; “This equation reasonably matches the simulations",
  measured: "mean energy over M_min at the best threshold, over the theory's, for every c from 10⁻⁶ to 1",
  band: WITHIN_A_QUARTER,
  bandOrigin:
    "reasonably is read as within a quarter; at c = 0 the simulation reaches M_min, and the theory 1.45 times that",
  jobs: landscapeJobs,
};

/** What the paper's theory says of caching without decay, one formula a claim. */
export const cachingTheoryClaims: readonly Claim[] = [
  {
    ...WELL_ESTIMATED,
    id: "caching-theory",
    statement: "The efficiency with caching is well estimated by the theory, under the policy that the paper draws",
    reading: "Under local-global, as in the figure, at every c.",
    measure: atOptimum("local-global"),
  },
  {
    ...WELL_ESTIMATED,
    id: "caching-theory-local",
    statement: "The efficiency with caching is well estimated by the theory, under the policy that it is for",
    reading: "Under local-local, which the theory assumes, at every c.",
    measure: atOptimum("local-local"),
  },
  {
    id: "threshold-theory",
    figure: "2c",
    statement: "The optimal threshold is √(3K/(1 + cT))",
    where: WHERE,
    measured:
      "median best θ under local-local over the theory's, for every c where the latter is above two and a half steps",
    band: WITHIN_A_QUARTER,
    bandOrigin: "within a quarter: two steps of the grid of thresholds, around a minimum that is flat",
    jobs: landscapeJobs,
    measure: measureRuns((runs, scale) => {
      const theory = landscapeTheory(scale);
      const costs = FIGURE_2C_COSTS.filter((c) => theory.optimalThreshold(c) > FEW_STEPS);
      const medians = costs.map((c) =>
        censoredMedian(runs.map((run) => ({ value: optimum(run, "local-local", c).threshold, censored: false }))),
      );
      const values = medians.map(({ median }, i) => median / theory.optimalThreshold(costs[i]!));
      return {
        values,
        standardErrors: medians.map(({ standardError }, i) => standardError / theory.optimalThreshold(costs[i]!)),
        sample: extremes(values, "c", costs),
      };
    }),
  },
  {
    id: "consolidation-energy-theory",
    figure: "2b",
    statement: "The consolidation energy is N(η²K/θ + θ/3)",
    where: WHERE,
    measured: "M_cons under local-local over the formula with the run's own K, at every θ from 1.5 to √(3K), means",
    band: WITHIN_A_TENTH,
    bandOrigin: "within a tenth; at θ = 1.5 a consolidation moves 2 steps, and weights diffuse less than random walks",
    jobs: landscapeJobs,
    measure: overTheory(({ tally }) => tally.consolidated, consolidationEnergy),
  },
  {
    id: "maintenance-energy-theory",
    figure: "2b",
    statement: "The maintenance energy is cNTθ/3",
    where: WHERE,
    measured: "M_trans under local-local over the formula with the run's own T, at every θ from 1.5 to √(3K), means",
    band: WITHIN_A_TENTH,
    bandOrigin: "within a tenth; the paper takes P_s for stationary, and s has to get there first",
    jobs: landscapeJobs,
    measure: overTheory(
      ({ tally }) => tally.transientHeld,
      (learning, threshold) => maintenanceEnergy(learning, threshold, 1),
    ),
  },
];
