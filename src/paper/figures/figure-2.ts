import type { ResultOf } from "../../jobs/index.js";
import { logarithmicGrid } from "../../math/grid.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { excessJobs } from "../beyond/excess-landscape.js";
import { excessAgainstThreshold } from "../beyond/threshold-chart.js";
import type { Figure } from "../figure.js";
import {
  ENERGY_AXIS,
  type LandscapePolicy,
  landscape,
  landscapeJobs,
  landscapeTheory,
  sampleNote,
  settingsOf,
} from "../landscape.js";
import { energiesAt, energyAt } from "../priced.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";

/** Figure 2B does not print its c. */
export const FIGURE_2B_COST = 1e-3;
const FIGURE_2B_PRICES = { maintenanceCost: FIGURE_2B_COST };

/** Figure 2C: c from 10⁻⁶ to 1. */
export const FIGURE_2C_COSTS = logarithmicGrid(1e-6, 1, 19);

const PARTS = ["consolidation", "maintenance", "total"] as const;
/** The key says "theory" once, for the three of them. */
const theoryOf = (part: (typeof PARTS)[number]): string => (part === "total" ? "theory" : `theory, ${part}`);

function theoryRows(scale: Scale, thresholds: readonly number[]): Row[] {
  const theory = landscapeTheory(scale);
  const at = {
    consolidation: theory.consolidation,
    maintenance: (threshold: number) => theory.maintenance(threshold, FIGURE_2B_COST),
    total: (threshold: number) => theory.energy(threshold, FIGURE_2B_COST),
  };
  return PARTS.flatMap((part) =>
    thresholds.map((threshold) => ({
      ...{ series: theoryOf(part), threshold },
      ...{ energy: at[part](threshold), standardError: null },
    })),
  );
}

/** How the policy that the theory is not for stands to it: its parts over the theory's, at the thresholds of the theory. */
function besideTheory(rows: readonly Row[], scale: Scale): string[] {
  const theory = landscapeTheory(scale);
  const over = (part: Row["series"], expected: (threshold: number) => number) =>
    rows
      .filter(({ series, threshold, energy }) => series === part && Number(threshold) >= 1 && energy !== null)
      .map(({ threshold, energy }) => ({
        threshold: Number(threshold),
        ratio: Number(energy) / expected(Number(threshold)),
      }));
  const more = over("consolidation", theory.consolidation).filter(({ ratio }) => ratio > 1);
  const held = over("maintenance", (threshold) => theory.maintenance(threshold, FIGURE_2B_COST));
  if (more.length === 0 || held.length === 0) return [];
  const most = Math.max(...more.map(({ ratio }) => ratio)).toFixed(1);
  const less = held.filter(({ ratio }) => ratio < 1).length;
  const where = less === held.length ? "every θ" : `${less} of ${held.length} θ`;
  return [
    `Compared with the theory more is consolidated at θ from ${more[0]!.threshold} to ${more.at(-1)!.threshold}, up to ${most} times, and less is held at ${where}. ` +
      "Low θ that take 2k and 2k + 1 steps to exceed are alike: so many steps of ±1 lead, on average, equally far per step.",
  ];
}

function chart(
  resultOf: ResultOf,
  scale: Scale,
  policy: LandscapePolicy,
  panel: Pick<Chart, "name" | "title"> & { theory: boolean },
): Chart {
  const runs = landscape(resultOf, scale);
  const sampleAt = {
    consolidation: (i: number) => runs.map(({ points }) => points[i]!.tally.consolidated),
    maintenance: (i: number) => runs.map(({ points }) => energiesAt(points[i]!, FIGURE_2B_PRICES).maintenanceEnergy),
    total: (i: number) => runs.map(({ points }) => energyAt(points[i]!, FIGURE_2B_PRICES)),
  };
  const shown = settingsOf(scale)
    .map(({ policy, threshold }, i) => ({ policy, threshold, i }))
    .filter((setting) => setting.policy === policy && Number.isFinite(setting.threshold));
  const rows = PARTS.flatMap((series) =>
    shown.map(({ threshold, i }): Row => {
      const { mean, standardError } = summary(sampleAt[series](i));
      return { series, threshold, energy: mean, standardError };
    }),
  );
  const { theory, ...named } = panel;
  // The theory's continuous random walk starts where a threshold exceeds one step.
  const thresholds = theory ? shown.map(({ threshold }) => threshold).filter((threshold) => threshold >= 1) : [];
  return {
    ...named,
    x: { key: "threshold", label: "consolidation threshold θ (weight units)", scale: "log" },
    y: ENERGY_AXIS,
    series: [
      ...PARTS.map((name) => ({ name, style: "line" as const })),
      ...(theory ? PARTS : []).map((part) => ({
        ...{ name: theoryOf(part), style: "dashed" as const, colourOf: part },
        ...(part === "total" ? {} : { keyOf: theoryOf("total") }),
      })),
    ],
    rows: [...rows, ...theoryRows(scale, thresholds)],
    errorKey: "standardError",
    keys: "legend",
    notes: [
      `${sampleNote(resultOf, scale)} Policy ${policy}, c = ${FIGURE_2B_COST}.`,
      ...(policy === "local-global" ? besideTheory(rows, scale) : []),
    ],
  };
}

export const figure2b: Figure = {
  id: "2b",
  title: "Energy against the consolidation threshold",
  caption:
    "A low threshold consolidates often; a high one holds much transient plasticity. In between the total energy has a " +
    `minimum. The paper does not print its maintenance cost; here c = ${FIGURE_2B_COST}. Dashed: theory, NK/θ + Nθ/3 for ` +
    "consolidation and cNTθ/3 for maintenance, with K = 2P/(2 − P/N)² and T = P^(3/2)/(2 − P/N)²; the claims take each run's own. It is " +
    "for synapses that are consolidated each on its own (local-local). Where one takes all along (local-global), s is reset before " +
    "it has spread: less is held, and over a middle range of θ more is consolidated. The theory also takes s to be in its steady state: a threshold " +
    "that no synapse reaches while it learns costs less to hold. Not in the paper, and in a panel of its own: local-excess, " +
    "which consolidates |s| − θ and leaves s at ±θ; its theory is NK/(2θ) + Nθ/2 for consolidation and cNTθ/2 for maintenance.",
  jobs: (scale) => [...landscapeJobs(scale), ...excessJobs(scale)],
  charts: (resultOf, scale) => [
    chart(resultOf, scale, "local-global", {
      ...{ name: "figure-2b", theory: false },
      title: "Consolidation and maintenance pull the threshold in opposite directions",
    }),
    chart(resultOf, scale, "local-local", {
      ...{ name: "figure-2b-local-local", theory: true },
      title: "The theory is for synapses on their own, and for thresholds that they reach",
    }),
    excessAgainstThreshold(resultOf, scale, FIGURE_2B_COST),
  ],
};
