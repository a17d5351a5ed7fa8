import { energiesIn, type Show, type View } from "../learner/view.js";
import { shownPath } from "../schema/shown.js";
import { type MlpParameters, WEIGHT_UNIT } from "./parameters.js";

const told = "dataset hiddenCount gradient policy threshold decayTime maintenanceCost seed runs".split(" ");

/** A number, or the word that stands for how it is found. */
const shownAs = (value: number | string, show: Show): string => (typeof value === "string" ? value : show(value));

/** A table a run: accuracy and energies as the patterns go by. */
export const mlpView: View<MlpParameters> = {
  headline: (
    { dataset, hiddenCount, gradient, policy, threshold, period = "auto", decayTime, maintenanceCost },
    show,
  ) =>
    `Multilayer network: ${shownPath(dataset)}, ${hiddenCount} hidden units, ${gradient} gradient, policy ${policy}, ` +
    `${policy === "clock" ? `period ${shownAs(period, show)}` : `threshold ${shownAs(threshold, show)}`}, decay time ${show(decayTime)} patterns, ` +
    `maintenance cost ${show(maintenanceCost)}`,
  // Without a target the last row of a table is that of all patterns.
  told: ({ targetAccuracy }) => (targetAccuracy === null ? [...told, "maxPatterns"] : told),
  rows: "curve",
  headings: {
    patternCount: "patterns",
    accuracy: "accuracy",
    energy: "energy",
    consolidationEnergy: "consolidation",
    maintenanceEnergy: "maintenance",
    minimalEnergy: "minimum",
    inefficiency: "energy/minimum",
  },
  units: ({ costExponent = 1 }, show) =>
    `${energiesIn(WEIGHT_UNIT, costExponent, show)}. Consolidation includes what is still transient.`,
};
