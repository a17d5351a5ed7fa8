import { quantity, quantityIfGiven } from "../../schema/parameter.js";
import { whereGiven } from "../../schema/where-given.js";

/** Beyond it a weight has fewer digits behind the point than a tie leaves. */
const LARGEST_WEIGHT = 1000;

/** How random patterns are distributed, where they are not as in the paper (`src/tasks/biased-patterns.ts`). */
export const statisticsParameters = {
  codingLevel: quantityIfGiven({
    min: 0,
    exclusive: true,
    max: 1,
    unit: "share of the inputs",
    description:
      "f: random patterns are 1 where an input is active, with probability f, and 0 elsewhere, instead of ±1",
    short: "f: random patterns of 1, with probability f, and 0",
    remedy: "Leave it out for patterns of ±1.",
  }),
  patternCorrelation: whereGiven(
    quantity({
      min: 0,
      max: 1,
      unit: "dimensionless",
      default: 0,
      description:
        "m: correlation of each random pattern with a prototype of all, so that two patterns correlate by m²",
      short: "m: correlation of random patterns with their prototype",
      remedy: "Use 0 for independent patterns.",
    }),
  ),
} as const;

/** What the neuron is like, where it is not that of the paper. */
export const neuronParameters = {
  learningRate: whereGiven(
    quantity({
      min: 0,
      exclusive: true,
      max: 1000,
      unit: "weight units",
      default: 1,
      description: "η: an update changes w by η·d·x; the margin κ is in units of it",
      short: "η: an update changes w by η·d·x",
      remedy: "Use 1 for the paper's rule.",
    }),
  ),
  excitatoryFraction: quantityIfGiven({
    min: 0,
    max: 1,
    unit: "share of the inputs",
    description:
      "synapses keep their sign: the first such share of them is excitatory, w ≥ 0, the others inhibitory, and the bias is free",
    short: "synapses keep their sign; the first such share is excitatory",
    remedy: "Leave it out for synapses that may change sign.",
  }),
  initialWeights: whereGiven(
    quantity({
      min: -LARGEST_WEIGHT,
      max: LARGEST_WEIGHT,
      unit: "weight units",
      default: 0,
      description: "w(0): where every weight starts, all of it persistent; with signs, its distance from 0",
      short: "w(0): where every weight starts",
      remedy: "Use 0 for the paper's start.",
    }),
  ),
  initialSpread: whereGiven(
    quantity({
      min: 0,
      max: LARGEST_WEIGHT,
      unit: "weight units",
      default: 0,
      description:
        "standard deviation of initial weights that are drawn from a Gaussian, around their mean initialWeights",
      short: "standard deviation of Gaussian initial weights",
      remedy: "Use 0 for weights that all start alike.",
    }),
  ),
} as const;
