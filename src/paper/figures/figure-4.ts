import type { ResultOf } from "../../jobs/index.js";
import { logarithmicGrid } from "../../math/grid.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Figure } from "../figure.js";
import { landscape, landscapeJobs, landscapePolicies, optimum } from "../landscape.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";
import { sampleNote } from "./figure-2.js";

export const FIGURE_4B_COSTS = logarithmicGrid(1e-6, 1, 19);

function chart(resultOf: ResultOf, scale: Scale): Chart {
  const runs = landscape(resultOf, scale);
  const rows = landscapePolicies.flatMap((series) =>
    FIGURE_4B_COSTS.map((maintenanceCost) => {
      const ratios = runs.map((run) => optimum(run, series, maintenanceCost).energy / run.minimalEnergy);
      const { mean, standardError } = summary(ratios);
      return { series, maintenanceCost, inefficiency: mean, standardError };
    }),
  );
  return {
    name: "figure-4b",
    title: "What is consolidated together hardly matters",
    x: { key: "maintenanceCost", label: "maintenance cost c (energy per weight unit and time step)", scale: "log" },
    y: { key: "inefficiency", label: "energy with caching / minimum (ratio)", scale: "log" },
    series: landscapePolicies.map((name) => ({ name, style: "line" })),
    rows,
    errorKey: "standardError",
    notes: [`${sampleNote(resultOf, scale)} Each run and policy at its best threshold.`],
  };
}

export const figure4b: Figure = {
  id: "4b",
  title: "The consolidation policies compared",
  caption:
    "Three ways for a threshold to trigger consolidation: each synapse on its own (local-local), any synapse for its " +
    "whole neuron (local-global), or the neuron's sum for the whole neuron (global-global). All policies see the same runs.",
  jobs: landscapeJobs,
  charts: (resultOf, scale) => [chart(resultOf, scale)],
};
