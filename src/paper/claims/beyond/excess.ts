import { perceptronLearning } from "../../../theory/index.js";
import { EXCESS_SERIES, excessJobs, excessLandscape, optimumOf } from "../../beyond/excess-landscape.js";
import { type Claim, WITHIN_A_TENTH } from "../../claim.js";
import { FIGURE_2C_COSTS } from "../../figures/figure-2.js";
import { LANDSCAPE, landscapeJobs } from "../../landscape.js";
import { counted } from "../../sample.js";
import type { Scale } from "../../scale.js";
import { extremes, ratioOf } from "../measures/estimates.js";

/** Of the least power of a random walk where it is reset: σ_s√c over 2σ_s√(c/3). */
const REFLECTED_OVER_RESET = Math.sqrt(3) / 2;

/** A steady state takes so many times the time 1/c in which holding becomes dear, and a continuous walk two steps to the threshold. */
const STEADY = 10;
const TWO_STEPS = 4;

/** The costs of the figure at which the theory's walk is in its steady state for most of learning, 10/T ≤ c, and θ̂ = √(p/c) ≥ 2. */
function costsOfTheory(scale: Scale): number[] {
  const { inputCount, patternCount } = LANDSCAPE[scale];
  const { updateCount, timestepCount } = perceptronLearning(inputCount, patternCount);
  return FIGURE_2C_COSTS.filter(
    (cost) => cost * timestepCount >= STEADY && TWO_STEPS * cost <= updateCount / timestepCount,
  );
}

/** Mean energy of local-excess over that of local-local, each run at its own best thresholds, at every cost; in this unit. */
const excessOverReset =
  (costsOf: (scale: Scale) => readonly number[], unit = 1): Claim["measure"] =>
  (resultOf, scale) => {
    const runs = excessLandscape(resultOf, scale);
    if (runs.length === 0) return { values: [], sample: "no runs converged" };
    const costs = costsOf(scale);
    const ratios = costs.map((cost) => {
      const [above, below] = ([EXCESS_SERIES, "local-local"] as const).map((policy) =>
        runs.map((run) => optimumOf(run, policy, cost).energy),
      );
      return ratioOf(above!, below!);
    });
    const values = ratios.map(({ ratio }) => ratio / unit);
    return {
      values,
      standardErrors: ratios.map(({ error }) => error / unit),
      intervals: ratios.map(({ interval }) => interval && { low: interval.low / unit, high: interval.high / unit }),
      sample: `${counted(runs.length, "seed")}; ${extremes(values, "c", costs)}`,
    };
  };

const EXCESS_CLAIM = {
  figure: "2c",
  where: "not in the paper",
  isBeyondPaper: true,
  jobs: (scale: Scale) => [...landscapeJobs(scale), ...excessJobs(scale)],
} as const;

const MEASURED = "mean energy of local-excess over that of local-local, each run at its own best thresholds";

/** Consolidating what exceeds θ, and no more, against the paper's policy at fixed thresholds. */
export const excessClaims: readonly Claim[] = [
  {
    ...EXCESS_CLAIM,
    id: "excess-no-dearer",
    statement: "At its best threshold consolidating only the excess never takes more energy than emptying s",
    measured: `${MEASURED}, for every c of the figure`,
    band: { high: 1 },
    bandOrigin: "never more: of a random walk, reflection at θ is the best control; 1 where it is best not to cache",
    measure: excessOverReset(() => FIGURE_2C_COSTS),
  },
  {
    ...EXCESS_CLAIM,
    id: "excess-over-reset-theory",
    statement: "At its best threshold consolidating only the excess takes √3/2 of the energy that emptying s takes",
    measured: `${MEASURED}, over √3/2, for the c of the figure from 10/T to p/4`,
    band: WITHIN_A_TENTH,
    bandOrigin:
      "√3/2 of a random walk, within a tenth; for c at which it is in its steady state for most of the time T and θ is two steps at least, p = K/T",
    measure: excessOverReset(costsOfTheory, REFLECTED_OVER_RESET),
  },
];
