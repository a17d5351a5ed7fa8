import type { ResultOf } from "../../jobs/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { ENERGY_AXIS } from "../landscape.js";
import { convergedInWords, summary } from "../sample.js";
import type { Cell, Contender } from "./comparison.js";
import type { Design } from "./design.js";
import { atThreshold, fixedRuns, known, type Outcomes, searchedPolicies, thresholdsTried } from "./fixed-thresholds.js";

/** Rules that need no threshold, and the policy whose colour they have. */
const levels = {
  "adaptive reset": "local-local",
  "adaptive excess": "local-excess",
} as const satisfies Partial<Record<Contender, string>>;
/** No |s| comes as far in these tasks: larger thresholds are like ∞. */
const LARGEST_SHOWN = 100;
const levelNames = Object.keys(levels) as (keyof typeof levels)[];

const energyOf = (outcomes: Outcomes) => {
  const { mean, standardError } = summary(known(outcomes).map(({ energy }) => energy));
  return { energy: mean, standardError };
};

/**
 * Energy against the threshold, where s is emptied and where it is left at θ, without decay; and that of a threshold that tunes
 * itself, which is the same for every θ.
 */
export function landscapeChart(resultOf: ResultOf, design: Design, cell: Cell, name: string): Chart {
  const { decayTime, patternCount, maintenanceCost, outcomes } = cell;
  const curves = searchedPolicies.flatMap((series) => {
    const bySeed = fixedRuns(resultOf, design, { patternCount, decayTime }, series);
    const finite = thresholdsTried(series, decayTime).filter(
      (threshold) => threshold > 0 && threshold <= LARGEST_SHOWN,
    );
    return finite.map(
      (threshold): Row => ({ series, threshold, ...energyOf(atThreshold(bySeed, threshold, maintenanceCost)) }),
    );
  });
  const ends = [Math.min, Math.max].map((end) => end(...curves.map(({ threshold }) => Number(threshold))));
  const level = (series: Contender): Row[] =>
    ends.map((threshold) => ({ series, threshold, ...energyOf(outcomes[series]) }));
  const [count, all] = [known(cell.fixed.outcomes).length, design.seeds.length];
  return {
    name,
    title: "At the best θ, s left at the threshold takes less energy than s emptied",
    x: { key: "threshold", label: "consolidation threshold θ (weight units)", scale: "log" },
    y: ENERGY_AXIS,
    series: [
      ...searchedPolicies.map((policy) => ({ name: policy, style: "line" as const })),
      ...levelNames.map((rule) => ({ name: rule, style: "dashed" as const, colourOf: levels[rule] })),
      { name: "offline optimum", style: "trace" },
    ],
    rows: [...curves, ...levelNames.flatMap(level), ...level("offline optimum")],
    errorKey: "standardError",
    keys: "legend",
    notes: [
      `N = ${design.inputCount}, P = ${patternCount}, no decay, c = ${maintenanceCost}. Mean and standard error of ${convergedInWords(count, all)}.`,
    ],
  };
}
