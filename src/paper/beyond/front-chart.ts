import type { ResultOf } from "../../jobs/index.js";
import { mean, standardError } from "../../math/statistics.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { ENERGY_AXIS } from "../landscape.js";
import type { Cell } from "./comparison.js";
import type { Design } from "./design.js";
import { atThreshold, fixedRuns, known, type Outcomes, searchedPolicies, thresholdsTried } from "./fixed-thresholds.js";

/** Rules that need no threshold, and the policy whose colour they have. */
const points = { "adaptive reset": "local-local", "adaptive excess": "local-excess", clock: undefined } as const;
type Rule = keyof typeof points;
const rules = Object.keys(points) as Rule[];

/** What a rule comes to: how long it learns, and what that takes. */
export interface TimeAndEnergy {
  epochs: number;
  energy: number;
  standardError: number | null;
}

/** The mean over seeds; null unless all converged, as those that do are the faster ones. */
function summaryOf(outcomes: Outcomes): TimeAndEnergy | null {
  const all = known(outcomes);
  if (all.length < outcomes.length || all.length === 0) return null;
  const energies = all.map(({ energy }) => energy);
  return {
    epochs: mean(all.map(({ epochCount }) => epochCount)),
    energy: mean(energies),
    standardError: all.length > 1 ? standardError(energies) : null,
  };
}

/** What nothing else beats in both, by rising time and so by falling energy. */
export function frontOf<T extends TimeAndEnergy>(all: readonly T[]): T[] {
  const ordered = all.toSorted((a, b) => a.epochs - b.epochs || a.energy - b.energy);
  let least = Number.POSITIVE_INFINITY;
  return ordered.filter(({ energy }) => {
    if (energy >= least) return false;
    least = energy;
    return true;
  });
}

/**
 * Energy against learning time where s decays: along the fixed thresholds, of which those that none of the policy beats in both are
 * its front, and beside them the rules that find their own.
 */
export function frontChart(resultOf: ResultOf, design: Design, cell: Cell, name: string): Chart {
  const { decayTime, patternCount, maintenanceCost, outcomes } = cell;
  const curves = searchedPolicies.flatMap((series): Row[] => {
    const bySeed = fixedRuns(resultOf, design, { patternCount, decayTime }, series);
    const found = thresholdsTried(series, decayTime).flatMap((threshold) => {
      const summary = summaryOf(atThreshold(bySeed, threshold, maintenanceCost));
      return summary === null ? [] : [{ threshold, ...summary }];
    });
    const front = frontOf(found);
    return found.length === 0
      ? [{ series, threshold: null, epochs: null, energy: null, standardError: null, onFront: false }]
      : found.map((point) => ({ series, ...point, onFront: front.includes(point) }));
  });
  const own = rules.map((series): Row => {
    const { epochs, energy, standardError } = summaryOf(outcomes[series]) ?? {
      epochs: null,
      energy: null,
      standardError: null,
    };
    return { series, threshold: null, epochs, energy, standardError, onFront: null };
  });
  return {
    name,
    title: "Fixed thresholds trade time for energy; one that tunes itself takes little of both",
    x: { key: "epochs", label: "learning time (epochs)", scale: "log" },
    y: ENERGY_AXIS,
    series: [
      ...searchedPolicies.map((policy) => ({ name: policy, style: "line" as const, errors: "bars" as const })),
      ...rules.map((rule): Chart["series"][number] => {
        const colourOf = points[rule];
        return { name: rule, style: "points", ...(colourOf === undefined ? {} : { colourOf }) };
      }),
    ],
    rows: [...curves, ...own],
    errorKey: "standardError",
    keys: "legend",
    notes: [
      `N = ${design.inputCount}, P = ${patternCount}, τ = ${decayTime}, c = ${maintenanceCost}, ${design.seeds.length} seeds, means where all converge. ` +
        "Lines join fixed θ in their order, from 0 on; those that no other of the same policy beats in both are marked in the table (onFront).",
    ],
  };
}
