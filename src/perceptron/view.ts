import { energiesIn, type Show, type View } from "../learner/view.js";
import { type PerceptronParameters, WEIGHT_UNIT } from "./parameters.js";

function headline(parameters: PerceptronParameters, show: Show): string {
  const { inputCount, patternCount, policy, decayTime, maintenanceCost } = parameters;
  return (
    `Perceptron: ${inputCount} inputs, ${patternCount} patterns, policy ${policy}, ` +
    `decay time ${show(decayTime)} time steps, maintenance cost ${show(maintenanceCost)}`
  );
}

const units = ({ costExponent, learningRate = 1 }: PerceptronParameters, show: Show): string =>
  `${energiesIn(WEIGHT_UNIT, costExponent, show)}; one update changes a weight by ${show(learningRate)}.`;

/** A row a run, and means with their spread. */
export const perceptronView: View<PerceptronParameters> = {
  headline,
  told: () => "inputCount patternCount policy decayTime maintenanceCost threshold seed runs".split(" "),
  rows: "runs",
  // One column for θ, whether it was given or found.
  shownRow: ({ foundThreshold, ...row }) =>
    foundThreshold === undefined ? row : { ...row, threshold: foundThreshold },
  headings: {
    seed: "seed",
    converged: "converged",
    epochCount: "epochs",
    updateCount: "updates",
    threshold: "threshold",
    energy: "energy",
    consolidationEnergy: "consolidation",
    maintenanceEnergy: "maintenance",
    minimalEnergy: "minimum",
    inefficiency: "energy/minimum",
  },
  means: { keys: ["epochCount", "updateCount", "energy", "minimalEnergy", "inefficiency"], withSpread: true },
  units,
};
