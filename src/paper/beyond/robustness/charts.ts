import type { Chart } from "../../../report/chart/chart.js";
import type { Row } from "../../../schema/row.js";
import { ENERGY_AXIS } from "../../landscape.js";
import { counted, summary } from "../../sample.js";
import { pairedRatio } from "../ratio.js";
import { ROBUSTNESS_COST, type RobustnessDesign, type Variation } from "./design.js";
import type { RobustnessCell, RobustnessSample } from "./outcomes.js";

const energies: Readonly<Record<string, keyof RobustnessSample>> = {
  "no caching, M": "none",
  "local-local, best fixed θ": "fixed",
  "local-excess, adaptive θ": "adaptive",
  "minimum, M_min": "minimal",
};

/** What is divided by what; both of the same seeds. */
const ratios: Readonly<Record<string, readonly [keyof RobustnessSample, keyof RobustnessSample]>> = {
  "inefficiency, M/M_min": ["none", "minimal"],
  "gain, best fixed θ": ["none", "fixed"],
  "gain, adaptive excess": ["none", "adaptive"],
};

const axisOf = ({ label, parameter }: Variation) => ({ key: parameter, label });

function noteOf({ inputCount, patternCount, seeds }: RobustnessDesign, cells: readonly RobustnessCell[]): string {
  const missing = cells.reduce((sum, { unconvergedCount }) => sum + unconvergedCount, 0);
  const lost = missing === 0 ? "all converged" : `${counted(missing, "run")} did not converge, and are left out`;
  return `N = ${inputCount}, P = ${patternCount}, no decay, c = ${ROBUSTNESS_COST}, ${counted(seeds.length, "seed")}; ${lost}.`;
}

/** Energies against a parameter, on a logarithmic axis, so that their ratios are distances. */
export function energyChart(design: RobustnessDesign, variation: Variation, cells: readonly RobustnessCell[]): Chart {
  const rows = Object.entries(energies).flatMap(([series, key]) =>
    cells.map(({ value, threshold, samples, unconvergedCount }): Row => {
      const { mean: energy, standardError } = summary(samples.map((sample) => sample[key]));
      const common = { series, [variation.parameter]: value, energy, standardError };
      return { ...common, threshold: key === "fixed" ? threshold : null, unconvergedCount };
    }),
  );
  return {
    name: `figure-beyond-robustness-${variation.name}`,
    title: `Energy of learning with ${variation.title}`,
    x: axisOf(variation),
    y: ENERGY_AXIS,
    series: Object.keys(energies).map((name) => ({ name, style: "line" })),
    rows,
    errorKey: "standardError",
    keys: "legend",
    notes: [`${noteOf(design, cells)} Bands are standard errors.`],
  };
}

/** Inefficiency and gains against a parameter: ratios of means, with the errors of paired differences. */
export function ratioChart(design: RobustnessDesign, variation: Variation, cells: readonly RobustnessCell[]): Chart {
  const rows = Object.entries(ratios).flatMap(([series, [above, below]]) =>
    cells.map(({ value, samples }): Row => {
      const outcomesOf = (key: keyof RobustnessSample) =>
        samples.map((sample) => ({ energy: sample[key], epochCount: 0 }));
      const { ratio, standardError } = pairedRatio(outcomesOf(above), outcomesOf(below));
      return { series, [variation.parameter]: value, ratio, standardError };
    }),
  );
  return {
    name: `figure-beyond-robustness-${variation.name}-ratios`,
    title: `Inefficiency and gain of caching with ${variation.title}`,
    x: axisOf(variation),
    y: { key: "ratio", label: "ratio of energies", scale: "log" },
    series: Object.keys(ratios).map((name) => ({ name, style: "line" })),
    rows,
    errorKey: "standardError",
    keys: "legend",
    references: [{ axis: "y", at: 1 }],
    notes: [`${noteOf(design, cells)} Bands are standard errors, from paired differences of seeds.`],
  };
}
