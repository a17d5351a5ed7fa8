import type { JobOf, ResultOf } from "../../jobs/index.js";
import { mean, standardError } from "../../math/statistics.js";
import type { Claim, Measurement } from "../claim.js";
import {
  COST_VARIANTS,
  costVariantJobs,
  everyChangeJobs,
  exponentJobs,
  potentiationJobs,
} from "../figures/figure-1-s1.js";
import {
  CHANGE_COSTS,
  CHANGE_COSTS_AT,
  gainsOf,
  HOLDING_COST,
  otherCostsJobs,
  otherCostsRuns,
  type PricedRun,
  pricedAt,
} from "../figures/figure-2-costs.js";
import { pricedResult } from "../priced.js";
import type { Scale } from "../scale.js";

/** Mean M/M_min of the converged runs; null where there are none. */
function inefficiency(resultOf: ResultOf, jobs: readonly JobOf<"perceptron">[]): number | null {
  const runs = jobs.map((job) => pricedResult(resultOf, job)).filter(({ converged }) => converged);
  return runs.length > 0 ? mean(runs.map((run) => run.inefficiency ?? Number.NaN)) : null;
}

/** How the inefficiency grows from P/N = 0.5 to 1.5 at each of these α. */
function growth(resultOf: ResultOf, scale: Scale, costExponents: readonly number[]): Measurement {
  const values = costExponents.flatMap((costExponent) => {
    const [low, high] = [0.5, 1.5].map((load) => inefficiency(resultOf, exponentJobs(scale, load, costExponent)));
    return low != null && high != null ? [high / low] : [];
  });
  return { values, sample: `${COST_VARIANTS[scale].seedCount} seeds, α = ${costExponents.join(", ")}` };
}

/** c_l in the order in which the paper's statement has it rise. */
const PERSISTENT_COSTS = [0, 1e-4, 1e-3, 1e-2];

/** The ratio of a quantity at each c_l to that at the next smaller one. */
function rises(of: (runs: readonly PricedRun[]) => number[]): Claim["measure"] {
  return (resultOf, scale) => {
    const runs = otherCostsRuns(resultOf, scale);
    if (runs.length === 0) return { values: [], sample: "no runs converged" };
    const means = PERSISTENT_COSTS.map((persistentMaintenanceCost) =>
      mean(of(pricedAt(runs, { maintenanceCost: HOLDING_COST, persistentMaintenanceCost }))),
    );
    const list = means.map((value) => `${Number(value.toPrecision(3))}`).join(", ");
    return {
      values: means.slice(1).map((value, i) => value / means[i]!),
      sample: `${list} at c_l = ${PERSISTENT_COSTS.join(", ")}; ${runs.length} seeds`,
    };
  };
}

/** What the paper says of costs other than those of its figures. */
export const costClaims: readonly Claim[] = [
  {
    id: "exponent-alike",
    figure: "1-s1",
    statement: "Results are similar for other exponents of the cost of a change, 0 ≤ α < 2",
    where: "Results, Figure 1–s1",
    measured: "mean M/M_min at P/N = 1.5 over that at P/N = 0.5, for α = 0, 0.5, 1 and 1.5",
    band: { low: 1.5 },
    bandOrigin: "a clear rise with the load, which is the result; a random walk of K steps gives K^(1 − α/2)",
    jobs: costVariantJobs,
    measure: (resultOf, scale) => growth(resultOf, scale, [0, 0.5, 1, 1.5]),
  },
  {
    id: "exponent-two-alike",
    figure: "1-s1",
    statement: "Results are similar up to about α = 2",
    where: "Results, Figure 1–s1",
    measured: "mean M/M_min at P/N = 1.5 over that at P/N = 0.5, for α = 2",
    band: { low: 1.5 },
    bandOrigin: "as for smaller exponents; at α = 2 a random walk takes no more than its ends are apart, at any load",
    jobs: costVariantJobs,
    measure: (resultOf, scale) => growth(resultOf, scale, [2]),
  },
  {
    id: "potentiation-alike",
    figure: "1-s1",
    statement: "Charging potentiation alone does not change the results",
    where: "Results, Figure 1–s1",
    measured: "mean M/M_min with free depression over that where every change costs, for every load from 0.1 up",
    band: { low: 0.9, high: 1.1 },
    bandOrigin: "half of the changes and half of the final weights are positive; 0.95 at P = N in an independent run",
    jobs: costVariantJobs,
    measure(resultOf, scale) {
      const loads = COST_VARIANTS[scale].potentiationLoads.filter((load) => load >= 0.1);
      const values = loads.flatMap((load) => {
        const charged = [potentiationJobs, everyChangeJobs].map((jobs) => inefficiency(resultOf, jobs(scale, load)));
        return charged[0] != null && charged[1] != null ? [charged[0] / charged[1]] : [];
      });
      return { values, sample: `${COST_VARIANTS[scale].seedCount} seeds, ${loads.length} loads` };
    },
  },
  {
    id: "dear-changes-forbid-caching",
    figure: "2-costs",
    statement: "When changing the transient part costs b ≥ 1 it is always cheaper to consolidate",
    where: "Materials and methods, Efficiency of synaptic caching",
    measured: `mean energy without caching over that at the best threshold, for every b ≥ 1 and c = ${CHANGE_COSTS_AT.join(", ")}`,
    band: { low: 1, high: 1.01 },
    bandOrigin:
      "nothing saved but what is free: a change in the step in which its synapse is consolidated costs no b, even where it undoes an earlier one",
    jobs: otherCostsJobs,
    measure(resultOf, scale) {
      const runs = otherCostsRuns(resultOf, scale);
      if (runs.length === 0) return { values: [], sample: "no runs converged" };
      const values = CHANGE_COSTS.filter((changeCost) => changeCost >= 1).flatMap((changeCost) =>
        CHANGE_COSTS_AT.map((maintenanceCost) => mean(gainsOf(pricedAt(runs, { maintenanceCost, changeCost })))),
      );
      return { values, sample: `${runs.length} seeds` };
    },
  },
  {
    id: "dear-holding-saves-more",
    figure: "2-costs",
    statement: "A cost of holding the persistent part makes postponing consolidation save more energy",
    where: "Results; author response, essential revision 3",
    measured: `energy saved by caching at the best θ, at each c_l over that at the next smaller one; c = ${HOLDING_COST}`,
    band: { low: 1 },
    bandOrigin: "never less",
    jobs: otherCostsJobs,
    measure: rises((runs) => runs.map(({ classicEnergy, energy }) => classicEnergy - energy)),
  },
  {
    id: "dear-holding-gains-more",
    figure: "2-costs",
    statement: "A cost of holding the persistent part raises the efficiency gain as well",
    where: "Results; author response, essential revision 3, read as a ratio",
    measured: `energy without caching over that at the best θ, at each c_l over that at the next smaller one; c = ${HOLDING_COST}`,
    band: { low: 1 },
    bandOrigin:
      "never less; holding l costs both at first, and more energy in all makes the same saving a smaller share",
    jobs: otherCostsJobs,
    measure: rises(gainsOf),
  },
  {
    id: "changes-lower-gain",
    figure: "2-costs",
    statement: "A cost of changing the transient part reduces the efficiency gain",
    where: "Results, Synaptic caching",
    measured: `mean gain at each b over that at the next smaller one, c = ${HOLDING_COST}`,
    band: { high: 1 },
    bandOrigin: "never rising",
    jobs: otherCostsJobs,
    measure(resultOf, scale) {
      const runs = otherCostsRuns(resultOf, scale);
      if (runs.length === 0) return { values: [], sample: "no runs converged" };
      const samples = CHANGE_COSTS.map((changeCost) =>
        gainsOf(pricedAt(runs, { maintenanceCost: HOLDING_COST, changeCost })),
      );
      const free = samples[0]!;
      return {
        values: samples.slice(1).map((gains, i) => mean(gains) / mean(samples[i]!)),
        sample: `${runs.length} seeds; gain ${mean(free).toFixed(1)} ± ${standardError(free).toFixed(1)} at b = 0`,
      };
    },
  },
];
