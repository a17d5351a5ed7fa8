import { energyUnit, type Show, type View } from "../learner/view.js";
import { power } from "../math/elementary.js";
import type { Row } from "../schema/row.js";
import type { SpikingParameters } from "./parameters.js";

const NANO = 1e9;

/** Energies of a run in nS, which people read more easily, or in nS^α. */
function inNanosiemens(row: Row, { costExponent = 1 }: SpikingParameters): Row {
  const scale = power(NANO, costExponent);
  const scaled = Object.entries(row).map(([key, cell]) => {
    return [key, /energy$/i.test(key) && typeof cell === "number" ? cell * scale : cell];
  });
  return Object.fromEntries(scaled) as Row;
}

/** Fifteen digits are all that were typed; the sixteenth is the rounding of the product. */
const toNanosiemens = (siemens: number): number => Number((siemens * NANO).toPrecision(15));

const inNS = (threshold: number | string, show: Show): string =>
  typeof threshold === "number" ? `${show(toNanosiemens(threshold))} nS` : threshold;

/** A row a run, and means. */
export const spikingView: View<SpikingParameters> = {
  headline: ({ patternCount, policy, threshold, period = "auto", decayTime, maintenanceCost }, show) =>
    `Spiking network: ${patternCount} patterns, policy ${policy}, ` +
    `${policy === "clock" ? `period ${typeof period === "number" ? show(period) : period}` : `threshold ${inNS(threshold, show)}`}, ` +
    `decay time ${show(decayTime)} presentations, maintenance cost ${show(maintenanceCost)}`,
  told: () => ["patternCount", "policy", "threshold", "decayTime", "maintenanceCost", "seed", "runs"],
  rows: "runs",
  headings: {
    seed: "seed",
    converged: "converged",
    separated: "separated",
    epochCount: "passes",
    presentationCount: "presentations",
    energy: "energy",
    consolidationEnergy: "consolidation",
    maintenanceEnergy: "maintenance",
    minimalEnergy: "minimum",
    inefficiency: "energy/minimum",
  },
  shownRow: inNanosiemens,
  means: { keys: ["energy", "minimalEnergy"], withSpread: false },
  units({ costExponent = 1 }, show) {
    const unit =
      costExponent === 1
        ? "nS of conductance changed"
        : `${energyUnit("nS", costExponent, show)}, as a persistent change costs |Δl|^α`;
    return `Energies are in ${unit}, up to the start of the passes in which weights were stable.`;
  },
};
