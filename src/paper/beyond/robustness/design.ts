import type { PerceptronOptions } from "../../../perceptron/parameters.js";
import { seedsUpTo } from "../../sample.js";
import type { Scale } from "../../scale.js";

/** What a perceptron learns, or how well, at several values of one parameter. */
export interface Variation {
  /** As in the names of files. */
  name: string;
  title: string;
  /** Of the axis. */
  label: string;
  parameter: "margin" | "codingLevel" | "patternCorrelation";
  /** Rising. */
  values: readonly number[];
}

/** Perceptrons under every variation, with the same seeds. */
export interface RobustnessDesign {
  inputCount: number;
  patternCount: number;
  variations: readonly Variation[];
  seeds: readonly number[];
  maxEpochs: number;
}

/** The maintenance cost, as in Figure 2B. */
export const ROBUSTNESS_COST = 1e-3;

const variations = (
  margins: readonly number[],
  levels: readonly number[],
  correlations: readonly number[],
): Variation[] => [
  {
    ...{ name: "margin", title: "a margin", parameter: "margin", values: margins },
    label: "margin κ (dimensionless)",
  },
  {
    ...{ name: "coding-level", title: "sparse patterns", parameter: "codingLevel", values: levels },
    label: "coding level f (share of active inputs)",
  },
  {
    ...{
      name: "correlation",
      title: "correlated patterns",
      parameter: "patternCorrelation",
      values: correlations,
    },
    label: "correlation m with the prototype (dimensionless)",
  },
];

const MARGINS = [0, 2, 5, 10, 15, 20, 30];
const LEVELS = [0.02, 0.05, 0.1, 0.2, 0.5];
const CORRELATIONS = [0, 0.2, 0.4, 0.6, 0.8];

/** The load is 1. */
export const ROBUSTNESS: Record<Scale, RobustnessDesign> = {
  quick: {
    ...{ inputCount: 300, patternCount: 300, seeds: seedsUpTo(5), maxEpochs: 1000 },
    variations: variations(MARGINS, LEVELS, CORRELATIONS),
  },
  paper: {
    ...{ inputCount: 500, patternCount: 500, seeds: seedsUpTo(10), maxEpochs: 2000 },
    variations: variations(MARGINS, LEVELS, CORRELATIONS),
  },
  tiny: {
    ...{ inputCount: 40, patternCount: 30, seeds: seedsUpTo(2), maxEpochs: 300 },
    variations: variations([0, 2, 10], [0.2, 0.5], [0, 0.5]),
  },
};

/** Everything of a run but its caching. */
export const parametersOf = (
  { inputCount, patternCount, maxEpochs }: RobustnessDesign,
  { parameter }: Variation,
  value: number,
  seed: number,
): PerceptronOptions => ({
  ...{ inputCount, patternCount, maxEpochs, seed },
  // A margin of 0 and patterns without a correlation are the paper's, and a job that other figures have too.
  ...(value === 0 ? {} : { [parameter]: value }),
});
