import { median } from "../../math/statistics.js";
import type { Claim } from "../claim.js";
import { FIGURE_2B_COST, FIGURE_2C_COSTS } from "../figures/figure-2.js";
import {
  type LandscapePoint,
  type LandscapeRun,
  landscapeJobs,
  landscapePolicies,
  landscapeTheory,
  optimum,
} from "../landscape.js";
import { energyAt } from "../priced.js";
import type { Scale } from "../scale.js";
import { estimates } from "./measures/estimates.js";
import { byThreshold, measureRuns, overNext } from "./measures/landscape-runs.js";

const POLICY = "local-global";

/** A quantity at the thresholds up to √(3K), where the theory would have them if holding were free: far above nothing is consolidated and all stays as it is. */
const drawn = (runs: readonly LandscapeRun[], scale: Scale, of: (point: LandscapePoint) => number) =>
  byThreshold(runs, POLICY, of).filter(({ threshold }) => threshold < landscapeTheory(scale).optimalThreshold(0));

/** What the paper says of the threshold, without decay. */
export const cachingClaims: readonly Claim[] = [
  {
    id: "interior-minimum",
    figure: "2b",
    statement: "With a maintenance cost there is an optimal threshold, neither 0 nor infinite",
    where: "Results, Figure 2B",
    measured: `least energy at thresholds from 1.5 up, over the lesser of those at θ = 0 and θ = ∞, c = ${FIGURE_2B_COST}, mean`,
    band: { high: 1 },
    bandOrigin: "below both ends",
    jobs: landscapeJobs,
    measure: measureRuns((runs) => {
      const ratios = runs.map((run) => {
        const energies = (isEnd: boolean) =>
          run.points
            .filter(({ policy }) => policy === POLICY)
            .filter(({ threshold }) => (threshold < 1 || threshold === Number.POSITIVE_INFINITY) === isEnd)
            .map((point) => energyAt(point, { maintenanceCost: FIGURE_2B_COST }));
        return Math.min(...energies(false)) / Math.min(...energies(true));
      });
      return estimates([ratios]);
    }),
  },
  {
    id: "low-threshold-is-none",
    figure: "2b",
    statement: "When the threshold is low the energy is the one without synaptic caching",
    where: "Results, Figure 2B",
    measured: `energy at the least θ above 0 over that without caching, every policy and run, c = ${FIGURE_2B_COST}`,
    band: { low: 1, high: 1 },
    bandOrigin: "exact: every change is consolidated at once where θ is below one step",
    jobs: landscapeJobs,
    measure: measureRuns((runs) => ({
      values: runs.flatMap((run) =>
        landscapePolicies.map((policy) => {
          const lowest = run.points.find((point) => point.policy === policy && point.threshold > 0)!;
          return energyAt(lowest, { maintenanceCost: FIGURE_2B_COST }) / run.classicEnergy;
        }),
      ),
    })),
  },
  {
    id: "consolidation-falls-with-threshold",
    figure: "2b",
    statement: "The consolidation energy decreases for larger thresholds",
    where: "Results, Figure 2B",
    measured: "consolidation energy at a θ over that at one smaller by a third at least, up to √(3K), means of runs",
    band: { high: 1 },
    bandOrigin: "never rising",
    jobs: landscapeJobs,
    measure: measureRuns((runs, scale) => overNext(drawn(runs, scale, ({ tally }) => tally.consolidated))),
  },
  {
    id: "maintenance-rises-with-threshold",
    figure: "2b",
    statement: "The maintenance energy increases with the threshold",
    where: "Results, Figure 2B",
    measured: "Σ|s| held at a θ over that at one smaller by a third at least, from 1.5 to √(3K), means of runs",
    band: { low: 1 },
    bandOrigin: "never falling",
    jobs: landscapeJobs,
    measure: measureRuns((runs, scale) => overNext(drawn(runs, scale, ({ tally }) => tally.transientHeld).slice(1))),
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
      const thresholds = FIGURE_2C_COSTS.map((c) => median(runs.map((run) => optimum(run, POLICY, c).threshold)));
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
    measured: "energy at the best threshold over that without caching, at c = 1, run by run",
    band: { low: 1, high: 1 },
    bandOrigin: "exact: no energy is saved, and none lost as θ = 0 is always there to choose",
    jobs: landscapeJobs,
    measure: measureRuns((runs) => ({
      values: runs.map((run) => optimum(run, POLICY, 1).energy / run.classicEnergy),
    })),
  },
];
