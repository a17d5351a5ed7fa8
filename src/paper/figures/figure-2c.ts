import type { ResultOf } from "../../jobs/index.js";
import { mean } from "../../math/statistics.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { EXCESS_LOOK, EXCESS_SERIES, excessJobs, excessLandscape, optimumOf } from "../beyond/excess-landscape.js";
import type { Figure } from "../figure.js";
import {
  ENERGY_AXIS,
  type LandscapePolicy,
  type LandscapeRun,
  landscapeJobs,
  landscapeTheory,
  sampleNote,
} from "../landscape.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";
import { FIGURE_2C_COSTS } from "./figure-2.js";

export const COST_AXIS = {
  key: "maintenanceCost",
  label: "maintenance cost c (energy per weight unit and time step)",
  scale: "log",
} as const;

/** The paper's, and the one that the theory is for. */
const POLICIES = ["local-global", "local-local"] as const satisfies LandscapePolicy[];
const SHOWN = [...POLICIES, EXCESS_SERIES] as const;
const THEORY = { name: "theory", style: "dashed", colourOf: "local-local" } as const;

/** How the minimum of the theory stands to that of the simulation, which is drawn. */
function minimumNote(runs: readonly LandscapeRun[], expected: number): string {
  if (runs.length === 0) return "";
  const ratio = expected / mean(runs.map(({ minimalEnergy }) => minimalEnergy));
  return ` The theory's own minimum is ${ratio.toFixed(2)} times the one drawn.`;
}

function charts(resultOf: ResultOf, scale: Scale): Chart[] {
  const runs = excessLandscape(resultOf, scale);
  const theory = landscapeTheory(scale);
  const point = (series: string, maintenanceCost: number, key: string, sample: readonly number[]): Row => {
    const { mean, standardError } = summary(sample);
    return { series, maintenanceCost, [key]: mean, standardError };
  };
  const energies: Row[] = [];
  const thresholds: Row[] = [];
  for (const cost of FIGURE_2C_COSTS) {
    for (const policy of SHOWN) {
      const optima = runs.map((run) => optimumOf(run, policy, cost));
      const of = (key: "energy" | "threshold") => optima.map((best) => best[key]);
      energies.push(point(policy, cost, "energy", of("energy")));
      // Where it is best for a seed never to consolidate, θ = ∞, there is no mean.
      const found = of("threshold");
      thresholds.push(point(policy, cost, "threshold", found.every(Number.isFinite) ? found : []));
    }
    const classic = runs.map(({ classicEnergy }) => classicEnergy);
    const minimal = runs.map(({ minimalEnergy }) => minimalEnergy);
    energies.push(
      point("without caching", cost, "energy", classic),
      point("minimum", cost, "energy", minimal),
      point("theory", cost, "energy", [theory.cachedInefficiency(cost) * theory.minimalEnergy]),
    );
    thresholds.push(point("theory", cost, "threshold", [theory.optimalThreshold(cost)]));
  }
  const cached = POLICIES.map((name) => ({ name, style: "line" as const }));
  const beyond = { name: EXCESS_SERIES, style: "line", look: EXCESS_LOOK } as const;
  return [
    {
      name: "figure-2c-energy",
      title: "Caching saves most of the energy while holding is cheap",
      x: COST_AXIS,
      y: ENERGY_AXIS,
      series: [
        ...cached,
        THEORY,
        { name: "without caching", style: "trace" },
        { name: "minimum", style: "trace", look: EXCESS_LOOK + 1 },
        beyond,
      ],
      rows: energies,
      errorKey: "standardError",
      keys: "legend",
      notes: [
        `${sampleNote(resultOf, scale)} Each run at its best threshold.${minimumNote(runs, theory.minimalEnergy)}`,
      ],
    },
    {
      name: "figure-2c-threshold",
      title: "The dearer holding is, the lower the best threshold",
      x: COST_AXIS,
      y: { key: "threshold", label: "optimal threshold θ (weight units)", scale: "log" },
      series: [...cached, THEORY, beyond],
      rows: thresholds,
      errorKey: "standardError",
      keys: "legend",
      notes: [
        "Mean and standard error of the same runs. No point where caching off, θ = 0, is best for all, or θ = ∞ for one.",
      ],
    },
  ];
}

export const figure2c: Figure = {
  id: "2c",
  title: "Energy and optimal threshold against maintenance cost",
  caption:
    "Every run at the threshold where its own energy is least. Dashed: theory, the lesser of √(2π/3)·√(1 + cT) and " +
    "√(π/2)·√K times the theory's own minimum, √(2/π)·N√K, at θ̂ = √(3K/(1 + cT)); claims compare energies over each one's own minimum. It is for local-local; the paper draws it over local-global. The theory " +
    "lies above where holding is cheap: the weights spread less than a random walk, and by the end of learning few have come as far as " +
    "the threshold, where the theory takes s to be in its steady state. local-excess is not in the paper: it consolidates what exceeds θ, and leaves s at ±θ.",
  jobs: (scale) => [...landscapeJobs(scale), ...excessJobs(scale)],
  charts,
};
