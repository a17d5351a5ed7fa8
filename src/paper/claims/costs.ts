import { mean, standardError } from "../../math/statistics.js";
import { formatCount } from "../../report/format.js";
import { type Claim, WITHIN_A_TENTH } from "../claim.js";
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
import { counted } from "../sample.js";
import { estimates, ratiosOf } from "./measures/estimates.js";

/** c_l in the order in which the paper's statement has it rise. */
const PERSISTENT_COSTS = [0, 1e-4, 1e-3, 1e-2];

/** The ratio of a quantity at each c_l to that at the next smaller one, run by run. */
function rises(of: (runs: readonly PricedRun[]) => number[]): Claim["measure"] {
  return (resultOf, scale) => {
    const runs = otherCostsRuns(resultOf, scale);
    if (runs.length === 0) return { values: [], sample: "no runs converged" };
    const samples = PERSISTENT_COSTS.map((persistentMaintenanceCost) =>
      of(pricedAt(runs, { maintenanceCost: HOLDING_COST, persistentMaintenanceCost })),
    );
    const list = samples.map((sample) => formatCount(Number(mean(sample).toPrecision(3)))).join(", ");
    return {
      ...ratiosOf(samples.slice(1).map((above, i) => ({ above, below: samples[i]! }))),
      sample: `${list} at c_l = ${PERSISTENT_COSTS.join(", ")}; ${counted(runs.length, "seed")}`,
    };
  };
}

/** Mean gain at every b from 1 on. */
const gainsOfDearChanges: Claim["measure"] = (resultOf, scale) => {
  const runs = otherCostsRuns(resultOf, scale);
  if (runs.length === 0) return { values: [], sample: "no runs converged" };
  const prices = CHANGE_COSTS.filter((changeCost) => changeCost >= 1).flatMap((changeCost) =>
    CHANGE_COSTS_AT.map((maintenanceCost) => ({ maintenanceCost, changeCost })),
  );
  const samples = prices.map((price) => gainsOf(pricedAt(runs, price)));
  const means = samples.map((sample) => mean(sample));
  const { maintenanceCost, changeCost } = prices[means.indexOf(Math.max(...means))]!;
  const most = `most ${Math.max(...means).toFixed(4)} at b = ${changeCost}, c = ${maintenanceCost}`;
  return { ...estimates(samples), sample: `${counted(runs.length, "seed")}, ${most}` };
};

const DEAR_CHANGES = {
  figure: "2-costs",
  where: "Materials and methods, Efficiency of synaptic caching",
  quote: "When b ≥ 1, it is always cheaper to consolidate",
  measured: `mean energy without caching over that at the best threshold, for every b ≥ 1 and c = ${CHANGE_COSTS_AT.join(", ")}`,
  jobs: otherCostsJobs,
  measure: gainsOfDearChanges,
};

/** What the paper says of costs other than those of its figures. */
export const costClaims: readonly Claim[] = [
  {
    ...DEAR_CHANGES,
    id: "dear-changes-forbid-caching",
    statement: "When changing the transient part costs b ≥ 1 caching is useless",
    reading: "No gain to speak of, a tenth at most.",
    band: { low: 1, high: WITHIN_A_TENTH.high },
    bandOrigin: "no loss, as θ = 0 is always there to choose, and a tenth",
  },
  {
    ...DEAR_CHANGES,
    id: "dear-changes-always",
    statement: "When changing the transient part costs b ≥ 1 it is always cheaper to consolidate",
    reading: "Strictly: no gain at all.",
    band: { low: 1, high: 1 },
    bandOrigin:
      "exactly 1; a change in the step in which its synapse is consolidated costs no b, even where it undoes an earlier one",
  },
  {
    id: "dear-holding-saves-more",
    figure: "2-costs",
    statement: "A cost of holding the persistent part makes postponing consolidation save more energy",
    where: "Results, Synaptic caching; author response, essential revision 3",
    quote: "in that case postponing consolidation would save even more energy",
    reading: "More energy, in its own units.",
    measured: `energy saved by caching at the best θ, at each c_l over that at the next smaller one; c = ${HOLDING_COST}`,
    band: { low: 1 },
    bandOrigin: "never less",
    jobs: otherCostsJobs,
    measure: rises((runs) => runs.map(({ classicEnergy, energy }) => classicEnergy - energy)),
  },
  {
    id: "dear-holding-gains-more",
    figure: "2-costs",
    statement: "A cost of holding the persistent part raises the efficiency gain",
    where: "Results, Synaptic caching; author response, essential revision 3",
    quote: "in that case postponing consolidation would save even more energy",
    reading: "Strictly: a larger share, as the efficiency gain is a ratio.",
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
        ...ratiosOf(samples.slice(1).map((above, i) => ({ above, below: samples[i]! }))),
        sample: `${counted(runs.length, "seed")}; gain ${mean(free).toFixed(1)} ± ${standardError(free).toFixed(1)} at b = 0`,
      };
    },
  },
];
