import type { JobOf, ResultOf } from "../../../jobs/index.js";
import { log } from "../../../math/elementary.js";
import { mean, slope, standardError } from "../../../math/statistics.js";
import { type Claim, WITHIN_A_TENTH } from "../../claim.js";
import { DISTRIBUTIONS, distributionJobs, distributionPoints } from "../../figures/figure-6-distribution.js";
import { pricedResult } from "../../priced.js";
import { counted, seedsUpTo } from "../../sample.js";
import type { Scale } from "../../scale.js";

/** Figure 6 at other thresholds, for as many epochs as are needed: the first is that in which s gets to its distribution. */
const SIZES: Record<Scale, { inputCount: number; seedCount: number }> = {
  quick: { inputCount: 1000, seedCount: 5 },
  paper: { inputCount: 1000, seedCount: 20 },
  tiny: { inputCount: 40, seedCount: 2 },
};
const EPOCHS = 3;
const CACHING = { policy: "local-local", decayTime: 500, maintenanceCost: 0.01, maxEpochs: EPOCHS } as const;

/** θ/σ is .2 to .5 here, with σ = √(τp) and some .3 of the patterns wrong; and 3 and 6 there. */
const SMALL = [2.5, 3.5, 5.5];
const LARGE = [40.5, 80.5];

const jobsOf = (scale: Scale, seed: number, thresholds: readonly number[]): JobOf<"perceptron">[] =>
  thresholds.map((threshold) => {
    const { inputCount } = SIZES[scale];
    return {
      kind: "perceptron",
      parameters: { ...{ inputCount, patternCount: inputCount }, ...CACHING, threshold, curve: true, seed },
    };
  });

const jobsAt =
  (thresholds: readonly number[]) =>
  (scale: Scale): JobOf<"perceptron">[] =>
    seedsUpTo(SIZES[scale].seedCount).flatMap((seed) => jobsOf(scale, seed, thresholds));

/** Maintenance energy per time step after the first epoch; null where there is no second. */
function power(resultOf: ResultOf, job: JobOf<"perceptron">): number | null {
  const [first, ...later] = pricedResult(resultOf, job).curve!.slice(0, EPOCHS);
  const last = later.at(-1);
  if (first === undefined || last === undefined) return null;
  return (last.maintenanceEnergy - first.maintenanceEnergy) / (later.length * job.parameters.patternCount!);
}

/** A statistic of the powers at these thresholds, seed by seed, and its mean. */
function overSeeds(thresholds: readonly number[], of: (powers: readonly number[]) => number): Claim["measure"] {
  return (resultOf, scale) => {
    const sample = seedsUpTo(SIZES[scale].seedCount).flatMap((seed) => {
      const powers = jobsOf(scale, seed, thresholds).flatMap((job) => power(resultOf, job) ?? []);
      return powers.length === thresholds.length ? [of(powers)] : [];
    });
    const text = `${counted(sample.length, "seed")}, epochs 2 to ${EPOCHS}, θ = ${thresholds.join(", ")}`;
    if (sample.length === 0) return { values: [], sample: text };
    return { values: [mean(sample)], standardError: standardError(sample), sample: text };
  };
}

const WHERE = "Materials and methods, Decaying transient plasticity";

/** What the paper's theory says of the power that holding s takes. */
export const transientPowerClaims: readonly Claim[] = [
  {
    id: "mean-transient",
    figure: "6-distribution",
    statement: "Without decay the mean magnitude of the transient part is θ/3",
    where: "Materials and methods, Efficiency of synaptic caching",
    measured: "mean |s| of the simulation over θ/3, local-local, mean of seeds",
    band: WITHIN_A_TENTH,
    bandOrigin: "within a tenth; a walk that takes n steps to exceed θ has (n − 1/n)/3",
    jobs: (scale) => distributionJobs(scale, "no-decay"),
    measure(resultOf, scale) {
      const points = distributionPoints(resultOf, scale, "no-decay");
      const sample = (points[0]?.simulation ?? []).map((_, run) => {
        const magnitude = points.reduce((sum, { centre, simulation }) => sum + Math.abs(centre) * simulation[run]!, 0);
        return magnitude / (DISTRIBUTIONS["no-decay"].threshold / 3);
      });
      const values = sample.length > 0 ? [mean(sample)] : [];
      return { values, standardError: standardError(sample), sample: counted(sample.length, "seed") };
    },
  },
  {
    id: "maintenance-power-linear",
    figure: "6",
    statement: "While decay is slow beside θ the maintenance power is linear in θ",
    where: WHERE,
    quote: "For small θ/σ, that is small decay, this is linear in θ",
    measured: `slope of log power against log θ, θ = ${SMALL.join(", ")}, τ = ${CACHING.decayTime}, mean of seeds`,
    band: WITHIN_A_TENTH,
    bandOrigin: "1 within a tenth",
    jobs: jobsAt(SMALL),
    measure: overSeeds(SMALL, (powers) =>
      slope(
        SMALL.map((threshold) => log(threshold)),
        powers.map((value) => log(value)),
      ),
    ),
  },
  {
    id: "maintenance-power-saturates",
    figure: "6",
    statement: "For large θ the maintenance power saturates",
    where: WHERE,
    quote: "It saturates for large θ because then the decay dominates and the threshold is hardly ever reached",
    measured: `power at θ = ${LARGE[1]} over that at ${LARGE[0]}, τ = ${CACHING.decayTime}, mean of seeds`,
    band: WITHIN_A_TENTH,
    bandOrigin: "1 within a tenth, where θ doubles",
    jobs: jobsAt(LARGE),
    measure: overSeeds(LARGE, ([low, high]) => high! / low!),
  },
];
