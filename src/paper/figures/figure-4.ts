import type { ResultOf } from "../../jobs/index.js";
import { logarithmicGrid } from "../../math/grid.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import type { Figure } from "../figure.js";
import {
  type LandscapePolicy,
  type LandscapeRun,
  landscape,
  landscapeJobs,
  landscapePolicies,
  optimum,
} from "../landscape.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";
import { sampleNote } from "./figure-2.js";
import { COST_AXIS } from "./figure-2c.js";

export const FIGURE_4B_COSTS = logarithmicGrid(1e-6, 1, 19);

/** What the other policies are compared with: the paper's. */
const USUAL = "local-global";

/** A number of every run, policy by policy and cost by cost. */
function rowsOf(
  runs: readonly LandscapeRun[],
  policies: readonly LandscapePolicy[],
  key: string,
  value: (run: LandscapeRun, policy: LandscapePolicy, maintenanceCost: number) => number,
): Row[] {
  return policies.flatMap((series) =>
    FIGURE_4B_COSTS.map((maintenanceCost): Row => {
      const { mean, standardError } = summary(runs.map((run) => value(run, series, maintenanceCost)));
      return { series, maintenanceCost, [key]: mean, standardError };
    }),
  );
}

function charts(resultOf: ResultOf, scale: Scale): Chart[] {
  const runs = landscape(resultOf, scale);
  const others = landscapePolicies.filter((policy) => policy !== USUAL);
  const energy = (run: LandscapeRun, policy: LandscapePolicy, cost: number): number =>
    optimum(run, policy, cost).energy;
  const lines = (policies: readonly LandscapePolicy[]) => policies.map((name) => ({ name, style: "line" as const }));
  return [
    {
      name: "figure-4b",
      title: "What is consolidated together hardly matters",
      x: COST_AXIS,
      y: { key: "inefficiency", label: "energy with caching / minimum (ratio)", scale: "log" },
      series: lines(landscapePolicies),
      rows: rowsOf(runs, landscapePolicies, "inefficiency", (run, ...at) => energy(run, ...at) / run.minimalEnergy),
      errorKey: "standardError",
      keys: "legend",
      notes: [`${sampleNote(resultOf, scale)} Each run and policy at its best threshold.`],
    },
    {
      name: "figure-4b-ratio",
      title: "Single synapses on their own do better where holding is dear, and worse where it is cheaper",
      x: COST_AXIS,
      y: { key: "ratio", label: `energy / energy of ${USUAL} (ratio)` },
      series: lines(others),
      rows: rowsOf(runs, others, "ratio", (run, policy, cost) => energy(run, policy, cost) / energy(run, USUAL, cost)),
      errorKey: "standardError",
      references: [{ axis: "y", at: 1 }],
      notes: ["The same runs, compared seed by seed."],
    },
  ];
}

export const figure4b: Figure = {
  id: "4b",
  title: "The consolidation policies compared",
  caption:
    "Three ways for a threshold to trigger consolidation: each synapse on its own (local-local), any synapse for its " +
    "whole neuron (local-global), or the neuron's sum for the whole neuron (global-global). All policies see the same runs.",
  jobs: landscapeJobs,
  charts,
};
