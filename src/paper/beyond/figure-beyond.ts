import type { ResultOf } from "../../jobs/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Figure } from "../figure.js";
import type { Scale } from "../scale.js";
import { comparisonChart } from "./chart.js";
import { comparisonCells, comparisonJobs } from "./comparison.js";
import { SHOWN } from "./design.js";
import { frontChart } from "./front-chart.js";
import { landscapeChart } from "./landscape-chart.js";

/** The decay time at which energy is shown against learning time: the longest of the design that is no longer. */
const FRONT_DECAY = 1000;

/** The cost at which thresholds are shown, as in Figure 2B. */
const SHOWN_COST = 1e-3;

function charts(resultOf: ResultOf, scale: Scale): Chart[] {
  const design = SHOWN[scale];
  const cells = comparisonCells(resultOf, design);
  const forever = Number.POSITIVE_INFINITY;
  const shown = cells.find(
    ({ decayTime, maintenanceCost }) => decayTime === forever && maintenanceCost === SHOWN_COST,
  )!;
  const times = [...new Set(cells.map(({ decayTime }) => decayTime))];
  // Where holding is cheapest there is most to trade.
  const [cheapest] = design.costs;
  const traded = cells.findLast(
    ({ decayTime, maintenanceCost }) => decayTime <= FRONT_DECAY && maintenanceCost === cheapest,
  )!;
  const note = `N = P = ${design.inputCount}, ${design.seeds.length} seeds. Standard errors are those of paired differences.`;
  return [
    landscapeChart(resultOf, design, shown, "figure-beyond-threshold"),
    ...times.map((time): Chart => {
      const chart = comparisonChart(cells, time, `figure-beyond-${time === forever ? "no-decay" : time}`);
      const lost = chart.rows.reduce((sum, { lostCount }) => sum + Number(lostCount), 0);
      const missing = lost === 0 ? "" : ` ${lost} runs converged at the best fixed θ alone, and are in no mean.`;
      return {
        ...chart,
        title: `Energy in units of local-local at its best fixed θ, ${chart.title}`,
        notes: [`${note}${missing}`],
      };
    }),
    frontChart(resultOf, design, traded, "figure-beyond-front"),
  ];
}

export const figureBeyond: Figure = {
  id: "beyond",
  title: "Consolidating only what exceeds a threshold, which tunes itself",
  caption:
    "Not in the paper. local-excess consolidates what exceeds θ and leaves s at θ, where local-local empties s. An adaptive threshold follows how often " +
    "the neuron learns, with the same constants everywhere; a clock consolidates all synapses at regular times. They are compared with " +
    "local-local at the one fixed θ that is best in hindsight, for the same seeds. The offline optimum is the least that any policy could have paid " +
    "on the same trajectory, had it known the future; it is defined without decay. What lies between best fixed excess and adaptive excess is what tuning " +
    "adds to consolidating the excess, or takes from it; all of this is at P = N, and close to the capacity an adaptive threshold can take more where holding is cheap.",
  jobs: (scale) => comparisonJobs(SHOWN[scale]),
  charts,
};
