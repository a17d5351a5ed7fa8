import type { ResultOf } from "../../jobs/index.js";
import { logarithmicGrid } from "../../math/grid.js";
import type { Chart } from "../../report/chart/chart.js";
import { formatNumber } from "../../report/format.js";
import type { Row } from "../../schema/row.js";
import {
  EXCESS_LOOK,
  EXCESS_SERIES,
  type ExcessRun,
  excessJobs,
  excessLandscape,
  optimumOf,
  type ShownPolicy,
} from "../beyond/excess-landscape.js";
import type { Figure } from "../figure.js";
import { type LandscapePolicy, landscapeJobs, landscapePolicies, sampleNote } from "../landscape.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";
import { COST_AXIS } from "./figure-2c.js";

export const FIGURE_4B_COSTS = logarithmicGrid(1e-6, 1, 19);

/** What the other policies are compared with: the paper's. */
const USUAL = "local-global";

/** The paper's policies, and after them the one that it does not have, so that they keep their colours. */
const SHOWN: readonly ShownPolicy[] = [...landscapePolicies, EXCESS_SERIES];

/** A number of every run, policy by policy and cost by cost. */
function rowsOf(
  runs: readonly ExcessRun[],
  key: string,
  value: (run: ExcessRun, policy: ShownPolicy, maintenanceCost: number) => number,
): Row[] {
  return SHOWN.flatMap((series) =>
    FIGURE_4B_COSTS.map((maintenanceCost): Row => {
      const { mean, standardError } = summary(runs.map((run) => value(run, series, maintenanceCost)));
      return { series, maintenanceCost, [key]: mean, standardError };
    }),
  );
}

/** Values that lie beside each other in a list are a range: "10⁻³ to 0.05, 0.2". */
function ranges(list: readonly number[], isMeant: (value: number) => boolean): string {
  const found: number[][] = [];
  list.forEach((value, i) => {
    if (!isMeant(value)) return;
    if (i > 0 && isMeant(list[i - 1]!)) found.at(-1)!.push(value);
    else found.push([value]);
  });
  // 10⁻⁵ and not 1×10⁻⁵.
  const inWords = (value: number): string => formatNumber(Number(value.toPrecision(2))).replace(/^1×/, "");
  return found
    .map((range) => (range.length > 1 ? `${inWords(range[0]!)} to ${inWords(range.at(-1)!)}` : inWords(range[0]!)))
    .join(", ");
}

/** At which c a policy takes less and more than the usual one, by more than two standard errors. */
function clearDifferences(rows: readonly Row[], policy: LandscapePolicy): string[] {
  const differenceAt = (cost: number): number => {
    const { ratio, standardError } = rows.find((row) => row.series === policy && row.maintenanceCost === cost)!;
    const difference = Number(ratio) - 1;
    return Math.abs(difference) > 2 * Number(standardError) ? difference : 0;
  };
  const less = ranges(FIGURE_4B_COSTS, (cost) => differenceAt(cost) < 0);
  const more = ranges(FIGURE_4B_COSTS, (cost) => differenceAt(cost) > 0);
  const parts = [...(less === "" ? [] : [`less at c = ${less}`]), ...(more === "" ? [] : [`more at c = ${more}`])];
  if (parts.length === 0) return [];
  return [`By more than two standard errors ${policy} takes ${parts.join(", ")}.`];
}

function charts(resultOf: ResultOf, scale: Scale): Chart[] {
  const runs = excessLandscape(resultOf, scale);
  const energy = (run: ExcessRun, policy: ShownPolicy, cost: number): number => optimumOf(run, policy, cost).energy;
  const ratios = rowsOf(runs, "ratio", (run, policy, cost) => energy(run, policy, cost) / energy(run, USUAL, cost));
  const series = SHOWN.map((name, look) => ({
    name,
    style: "line" as const,
    look: name === EXCESS_SERIES ? EXCESS_LOOK : look,
  }));
  return [
    {
      name: "figure-4b",
      title: "What is consolidated together matters less than the cost of holding",
      x: COST_AXIS,
      y: { key: "inefficiency", label: "energy with caching / minimum (ratio)", scale: "log" },
      series,
      rows: rowsOf(runs, "inefficiency", (run, ...at) => energy(run, ...at) / run.minimalEnergy),
      errorKey: "standardError",
      keys: "legend",
      notes: [`${sampleNote(resultOf, scale)} Each run and policy at its best threshold.`],
    },
    {
      name: "figure-4b-ratio",
      title: "Whether synapses do better each on its own depends on the cost of holding",
      x: COST_AXIS,
      y: { key: "ratio", label: `energy / energy of ${USUAL} (ratio)` },
      // The policy that is compared with is 1, and drawn, so that each has the colour that it has beside.
      series,
      rows: ratios,
      errorKey: "standardError",
      keys: "legend",
      notes: [["The same runs, compared seed by seed.", ...clearDifferences(ratios, "local-local")].join(" ")],
    },
  ];
}

export const figure4b: Figure = {
  id: "4b",
  title: "The consolidation policies compared",
  caption:
    "Three ways for a threshold to trigger consolidation: each synapse on its own (local-local), any synapse for its " +
    "whole neuron (local-global), or the neuron's sum for the whole neuron (global-global). All policies see the same runs. " +
    "local-excess is not in the paper: each synapse on its own consolidates what exceeds θ, and keeps ±θ.",
  jobs: (scale) => [...landscapeJobs(scale), ...excessJobs(scale)],
  charts,
};
