import type { Chart } from "../../report/chart/chart.js";
import type { SideBySide } from "../../report/chart/side-by-side.js";
import type { Row } from "../../schema/row.js";
import { COST_AXIS } from "../figures/figure-2c.js";
import { type Cell, type Contender, contenders } from "./comparison.js";
import { LOADS } from "./design.js";
import { geometricMean, type MeanRatio, pairedRatio } from "./ratio.js";

/** Learning without caching is dearer by far where holding is cheap; it is in the tables. */
const drawn = contenders.filter((name) => name !== "none");

/** The name of a decay time in titles. */
export const decayName = (decayTime: number): string =>
  decayTime === Number.POSITIVE_INFINITY ? "no decay" : `τ = ${decayTime}`;

/** Whether a cell is at one of the loads over which means are taken. */
export const isOrdinary = ({ load }: Cell): boolean => LOADS.some((one) => one === load);

/** What a contender takes in some cells, in units of the energy at the best fixed threshold. */
export const meanRatio = (cells: readonly Cell[], name: Contender): MeanRatio =>
  geometricMean(cells.map(({ outcomes, fixed }) => pairedRatio(outcomes[name], fixed.outcomes)));

/** Energies against the maintenance cost at one decay time, in units of that of `local-local` at its best fixed threshold. */
export function comparisonChart(cells: readonly Cell[], decayTime: number, name: string): Chart {
  const there = cells.filter((cell) => cell.decayTime === decayTime && isOrdinary(cell));
  const costs = [...new Set(there.map(({ maintenanceCost }) => maintenanceCost))];
  const rows = drawn.flatMap((series) =>
    costs.map((maintenanceCost): Row => {
      const ofCost = there.filter((cell) => cell.maintenanceCost === maintenanceCost);
      const { ratio, standardError } = meanRatio(ofCost, series);
      const lost = ofCost.map(({ outcomes, fixed }) => pairedRatio(outcomes[series], fixed.outcomes).lostCount);
      const lostCount = ratio === null ? null : lost.reduce((sum, count) => sum + count, 0);
      return { series, decayTime, maintenanceCost, ratio, standardError, lostCount };
    }),
  );
  // The offline optimum is not defined with decay.
  const hasOptimum = decayTime === Number.POSITIVE_INFINITY;
  const shown = drawn.filter((series) => series !== "offline optimum" || hasOptimum);
  return {
    name,
    title: decayName(decayTime),
    x: COST_AXIS,
    y: { key: "ratio", label: "energy / at best fixed θ (ratio)" },
    series: shown.map((series) => ({ name: series, style: "line" })),
    rows: rows.filter((row) => shown.some((series) => series === row.series)),
    errorKey: "standardError",
    keys: "legend",
    references: [{ axis: "y", at: 1 }],
  };
}

/** Every decay time, on the same axis. */
export function comparisonFigure(cells: readonly Cell[]): SideBySide {
  const times = [...new Set(cells.map(({ decayTime }) => decayTime))];
  const charts = times.map((time) => comparisonChart(cells, time, `beyond-the-paper-${time}`));
  const ratios = charts.flatMap(({ rows }) => rows.map(({ ratio }) => Number(ratio)));
  const domain: [number, number] = [0, Math.ceil(10 * Math.max(...ratios) + 0.5) / 10];
  return {
    name: "beyond-the-paper",
    title:
      "What learning costs, in units of the energy of local-local at the best fixed threshold for each load, τ and c",
    charts: charts.map((chart) => ({
      ...chart,
      x: { ...chart.x, label: "maintenance cost c" },
      y: { ...chart.y, domain },
    })),
    notes: [
      `Perceptron, geometric mean over the loads ${LOADS.join(", ")}; bands are standard errors, from paired differences of seeds.`,
    ],
  };
}
