import type { ResultOf } from "../../jobs/index.js";
import { logarithmicGrid } from "../../math/grid.js";
import { median } from "../../math/statistics.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import {
  cachedInefficiency,
  consolidationEnergy,
  maintenanceEnergy,
  optimalThreshold,
  perceptronLearning,
} from "../../theory/index.js";
import type { Figure } from "../figure.js";
import { LANDSCAPE, landscape, landscapeJobs, optimum, settingsOf } from "../landscape.js";
import { energiesAt, energyAt } from "../priced.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";

/** Figure 2B does not print its c. */
export const FIGURE_2B_COST = 1e-3;
const FIGURE_2B_PRICES = { maintenanceCost: FIGURE_2B_COST };

/** Figure 2C: c from 10⁻⁶ to 1. */
export const FIGURE_2C_COSTS = logarithmicGrid(1e-6, 1, 19);

const POLICY = "local-global";
const ENERGY_AXIS = { key: "energy", label: "energy (weight units)", scale: "log" } as const;
const COST_AXIS = {
  key: "maintenanceCost",
  label: "maintenance cost c (energy per weight unit and time step)",
  scale: "log",
} as const;

/** The theory at the size of the landscape. */
export function landscapeTheory(scale: Scale) {
  const { inputCount, patternCount } = LANDSCAPE[scale];
  const learning = { ...perceptronLearning(inputCount, patternCount), inputCount, learningRate: 1 };
  return {
    minimalEnergy: learning.minimalEnergy,
    energy: (threshold: number, maintenanceCost: number): number =>
      consolidationEnergy(learning, threshold) + maintenanceEnergy(learning, threshold, maintenanceCost),
    optimalThreshold: (maintenanceCost: number): number => optimalThreshold(learning, maintenanceCost),
    cachedInefficiency: (maintenanceCost: number): number => cachedInefficiency(learning, maintenanceCost),
  };
}

export function sampleNote(resultOf: ResultOf, scale: Scale): string {
  const { inputCount, patternCount, seedCount } = LANDSCAPE[scale];
  const converged = landscape(resultOf, scale).length;
  const which =
    converged === seedCount
      ? `${seedCount} seeds, all converged`
      : `the ${converged} of ${seedCount} seeds that converged`;
  return `N = ${inputCount}, P = ${patternCount}, no decay. Mean and standard error of ${which}.`;
}

function chart2b(resultOf: ResultOf, scale: Scale): Chart {
  const runs = landscape(resultOf, scale);
  const theory = landscapeTheory(scale);
  const parts = {
    consolidation: (i: number) => runs.map(({ points }) => points[i]!.tally.consolidated),
    maintenance: (i: number) => runs.map(({ points }) => energiesAt(points[i]!, FIGURE_2B_PRICES).maintenanceEnergy),
    total: (i: number) => runs.map(({ points }) => energyAt(points[i]!, FIGURE_2B_PRICES)),
  };
  const rows: Row[] = [];
  settingsOf(scale).forEach(({ policy, threshold }, i) => {
    if (policy !== POLICY || !Number.isFinite(threshold)) return;
    for (const [series, sampleAt] of Object.entries(parts)) {
      const { mean, standardError } = summary(sampleAt(i));
      rows.push({ series, threshold, energy: mean, standardError });
    }
    // The theory's continuous random walk starts where a threshold exceeds one step.
    if (threshold < 1) return;
    const energy = theory.energy(threshold, FIGURE_2B_COST);
    rows.push({ series: "theory, total", threshold, energy, standardError: null });
  });
  return {
    name: "figure-2b",
    title: "Consolidation and maintenance pull the threshold in opposite directions",
    x: { key: "threshold", label: "consolidation threshold θ (weight units)", scale: "log" },
    y: ENERGY_AXIS,
    series: [
      { name: "consolidation", style: "line" },
      { name: "maintenance", style: "line" },
      { name: "total", style: "line" },
      { name: "theory, total", style: "dashed", colourOf: "total" },
    ],
    rows,
    errorKey: "standardError",
    notes: [`${sampleNote(resultOf, scale)} Policy ${POLICY}, c = ${FIGURE_2B_COST}.`],
  };
}

export const figure2b: Figure = {
  id: "2b",
  title: "Energy against the consolidation threshold",
  caption:
    "A low threshold consolidates often; a high one holds much transient plasticity. In between the total energy has a " +
    `minimum. The paper does not print its maintenance cost; here c = ${FIGURE_2B_COST}. Dashed: theory, N(K/θ + θ/3 + cTθ/3).`,
  jobs: landscapeJobs,
  charts: (resultOf, scale) => [chart2b(resultOf, scale)],
};

function charts2c(resultOf: ResultOf, scale: Scale): Chart[] {
  const runs = landscape(resultOf, scale);
  const theory = landscapeTheory(scale);
  const energies: Row[] = [];
  const thresholds: Row[] = [];
  for (const maintenanceCost of FIGURE_2C_COSTS) {
    const optima = runs.map((run) => optimum(run, POLICY, maintenanceCost));
    const point = (series: string, sample: readonly number[]): Row => {
      const { mean, standardError } = summary(sample);
      return { series, maintenanceCost, energy: mean, standardError };
    };
    energies.push(
      point(
        "with caching",
        optima.map(({ energy }) => energy),
      ),
      point(
        "without caching",
        runs.map(({ classicEnergy }) => classicEnergy),
      ),
      point(
        "minimum",
        runs.map(({ minimalEnergy }) => minimalEnergy),
      ),
      point("theory", [theory.cachedInefficiency(maintenanceCost) * theory.minimalEnergy]),
    );
    // A run that is best off without caching has θ = 0, which a logarithmic axis does not show; hence the median.
    thresholds.push(
      {
        series: "simulation",
        maintenanceCost,
        threshold: optima.length > 0 ? median(optima.map(({ threshold }) => threshold)) : null,
      },
      { series: "theory", maintenanceCost, threshold: theory.optimalThreshold(maintenanceCost) },
    );
  }
  return [
    {
      name: "figure-2c-energy",
      title: "Caching saves most of the energy while holding is cheap",
      x: COST_AXIS,
      y: ENERGY_AXIS,
      series: [
        { name: "with caching", style: "line" },
        { name: "theory", style: "dashed", colourOf: "with caching" },
        { name: "without caching", style: "line" },
        { name: "minimum", style: "line" },
      ],
      rows: energies,
      errorKey: "standardError",
      notes: [`${sampleNote(resultOf, scale)} Policy ${POLICY}, each run at its best threshold.`],
    },
    {
      name: "figure-2c-threshold",
      title: "The dearer holding is, the lower the best threshold",
      x: COST_AXIS,
      y: { key: "threshold", label: "optimal threshold θ (weight units)", scale: "log" },
      series: [
        { name: "simulation", style: "line" },
        { name: "theory", style: "dashed", colourOf: "simulation" },
      ],
      rows: thresholds,
      notes: [
        "Median over the same runs. Where θ = 0 is best, caching switched off, there is no point: the axis is logarithmic.",
      ],
    },
  ];
}

export const figure2c: Figure = {
  id: "2c",
  title: "Energy and optimal threshold against maintenance cost",
  caption:
    "Every run at the threshold where its own energy is least. Dashed: theory, the lesser of √(2π/3)·√(1 + cT) and " +
    "√(π/2)·√K times the minimum, at θ̂ = √(3K/(1 + cT)).",
  jobs: landscapeJobs,
  charts: charts2c,
};
