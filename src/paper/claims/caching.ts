import { mean, median, standardError } from "../../math/statistics.js";
import type { Claim, Measurement } from "../claim.js";
import { FIGURE_2B_COST, FIGURE_2C_COSTS, landscapeTheory } from "../figures/figure-2.js";
import { type LandscapeRun, landscape, landscapeJobs, landscapePolicies, optimum } from "../landscape.js";
import { energyAt } from "../priced.js";
import type { Scale } from "../scale.js";

/** What is measured on the converged runs; nothing where there are none. */
function measureRuns(
  measure: (runs: readonly LandscapeRun[], scale: Scale) => Omit<Measurement, "sample"> & { sample?: string },
): Claim["measure"] {
  return (resultOf, scale) => {
    const runs = landscape(resultOf, scale);
    const measurement = runs.length > 0 ? measure(runs, scale) : { values: [] };
    return {
      ...measurement,
      sample: [`${runs.length} of ${landscapeJobs(scale).length} runs converged`, measurement.sample]
        .filter(Boolean)
        .join(", "),
    };
  };
}

/** What the paper says of caching in the perceptron, without decay. */
export const cachingClaims: readonly Claim[] = [
  {
    id: "interior-minimum",
    figure: "2b",
    statement: "With a maintenance cost there is an optimal threshold, neither 0 nor infinite",
    where: "Results, Figure 2B",
    measured: `energy at the best threshold over the lesser of those at θ = 0 and θ = ∞, c = ${FIGURE_2B_COST}`,
    band: { high: 0.95 },
    bandOrigin: "below 1 by a clear margin",
    jobs: landscapeJobs,
    measure: measureRuns((runs) => {
      const ratios = runs.map((run) => {
        const ends = run.points.filter(
          ({ policy, threshold }) => policy === "local-global" && !(threshold > 0 && threshold < Infinity),
        );
        const end = Math.min(...ends.map((point) => energyAt(point, { maintenanceCost: FIGURE_2B_COST })));
        return optimum(run, "local-global", FIGURE_2B_COST).energy / end;
      });
      return { values: ratios };
    }),
  },
  {
    id: "free-cache-is-minimal",
    figure: "2c",
    statement: "A cache that neither decays nor costs anything brings the energy to the theoretical minimum",
    where: "Results, Figure 2C",
    measured: "energy over M_min at c = 0, θ = ∞, no decay, for every policy",
    band: { low: 1, high: 1 },
    bandOrigin: "exact: integer weights",
    jobs: landscapeJobs,
    measure: measureRuns((runs) => {
      const values = runs.flatMap(({ points, minimalEnergy }) =>
        points.filter(({ threshold }) => threshold === Infinity).map((point) => energyAt(point, {}) / minimalEnergy),
      );
      return { values, sample: `${landscapePolicies.length} policies` };
    }),
  },
  {
    id: "threshold-falls-with-cost",
    figure: "2c",
    statement: "The optimal threshold falls as maintenance becomes dearer",
    where: "Results, Figure 2C",
    measured: "ratio of the median optimal θ at each c to that at the next smaller c",
    band: { high: 1 },
    bandOrigin: "never rising",
    jobs: landscapeJobs,
    measure: measureRuns((runs) => {
      const thresholds = FIGURE_2C_COSTS.map((c) =>
        median(runs.map((run) => optimum(run, "local-global", c).threshold)),
      );
      // Once the optimum is θ = 0 it stays there: 0 after 0 has not risen.
      const values = thresholds
        .slice(1)
        .map((threshold, i) => (thresholds[i] === threshold ? 1 : threshold / thresholds[i]!));
      return { values, sample: `${FIGURE_2C_COSTS.length} costs` };
    }),
  },
  {
    id: "dear-cache-saves-nothing",
    figure: "2c",
    statement: "When maintenance is dear it is best to consolidate every update, and no energy is saved",
    where: "Results, Figure 2C",
    measured: "energy at the best threshold over that without caching, at c = 1",
    band: { low: 0.99, high: 1 },
    bandOrigin: "no saving, and no loss as θ = 0 is always there to choose",
    jobs: landscapeJobs,
    measure: measureRuns((runs) => {
      const values = runs.map((run) => optimum(run, "local-global", 1).energy / run.classicEnergy);
      return { values };
    }),
  },
  {
    id: "caching-theory",
    figure: "2c",
    statement: "The efficiency with caching is well estimated by the theory",
    where: "Results, Figure 2C",
    measured: "mean energy over M_min at the best threshold, over the theory's, for every c",
    band: { low: 0.65, high: 1.5 },
    bandOrigin: "0.75 to 1.36 with the published program; the theory takes learning for a random walk",
    jobs: landscapeJobs,
    measure: measureRuns((runs, scale) => {
      const theory = landscapeTheory(scale);
      const values = FIGURE_2C_COSTS.map((c) => {
        const simulated = mean(runs.map((run) => optimum(run, "local-global", c).energy / run.minimalEnergy));
        return simulated / theory.cachedInefficiency(c);
      });
      return { values, sample: `${FIGURE_2C_COSTS.length} costs` };
    }),
  },
  {
    id: "ten-fold",
    figure: "2c",
    statement: "Synaptic caching reduces the energy by as much as 10-fold",
    where: "Digest",
    measured: "energy without caching over energy with it, c = 10⁻⁴, no decay, mean",
    band: { low: 10 },
    bandOrigin: "ten or more",
    jobs: landscapeJobs,
    measure: measureRuns((runs) => {
      const gains = runs.map((run) => run.classicEnergy / optimum(run, "local-global", 1e-4).energy);
      return {
        values: [mean(gains)],
        standardError: standardError(gains),
      };
    }),
  },
  {
    id: "policies-alike",
    figure: "4b",
    statement: "All variants of the consolidation policy lead to comparable gains",
    where: "Results, Figure 4B",
    measured: "dearest over cheapest of the three policies on the same runs, mean, for every c",
    band: { high: 1.25 },
    bandOrigin: "within about 20 % with the published program",
    jobs: landscapeJobs,
    measure: measureRuns((runs) => {
      const values = FIGURE_2C_COSTS.map((c) => {
        const means = landscapePolicies.map((policy) => mean(runs.map((run) => optimum(run, policy, c).energy)));
        return Math.max(...means) / Math.min(...means);
      });
      return { values, sample: `${FIGURE_2C_COSTS.length} costs` };
    }),
  },
];
