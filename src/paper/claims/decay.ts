import { exp, log } from "../../math/elementary.js";
import { leastOf } from "../../math/least.js";
import { mean, standardError } from "../../math/statistics.js";
import type { ThresholdCounts } from "../../perceptron/index.js";
import { formatCount } from "../../report/format.js";
import type { Claim, Measurement } from "../claim.js";
import { bestOnOthers, DECAY, runsAt } from "../decay.js";
import { counted } from "../sample.js";
import { AT_BEST, between, classicOf, decayJobs as jobs, leftOut } from "./measures/decay-runs.js";
import { type Measured, ratiosOf } from "./measures/estimates.js";

const epochsOf = (runs: readonly ThresholdCounts[]): number[] => runs.map(({ epochCount }) => epochCount);
const round = (value: number): string => value.toFixed(1);

/** Epochs of each seed at the θ of least mean energy of the others, at the decay times where every seed converges. */
interface LearningTimes {
  epochs: number[][];
  /** Without decay. */
  usual: number[];
}

/**
 * How long learning takes when the transient part decays, beside what it takes without. Each seed has the θ that is best
 * for the others, as its own best could favour those that happen to be fast.
 */
function measureTimes(
  [low, high]: [number, number],
  maintenanceCost: number,
  compare: (times: LearningTimes) => Measured,
): Claim["measure"] {
  return (resultOf, scale) => {
    const scan = DECAY[scale];
    const usual = epochsOf(classicOf(runsAt(resultOf, scan, Number.POSITIVE_INFINITY)));
    const all = between(scale, low, high).map((decayTime) => {
      const best = bestOnOthers(runsAt(resultOf, scan, decayTime), maintenanceCost);
      return { decayTime, cost: maintenanceCost, epochs: epochsOf(best) };
    });
    const isWhole = ({ epochs }: (typeof all)[number]) => epochs.length > 0 && epochs.length === usual.length;
    const found = all.filter(isWhole);
    const others = all.filter((one) => !isWhole(one));
    if (found.length === 0) return { values: [], sample: "no runs converged" };
    const list = found
      .map(({ decayTime, epochs }) => `${round(mean(epochs))} at τ = ${formatCount(decayTime)}`)
      .join(", ");
    return {
      ...compare({ epochs: found.map(({ epochs }) => epochs), usual }),
      sample: [
        `epochs: ${list}, ${round(mean(usual))} without decay`,
        ...leftOut(others, [maintenanceCost]),
        counted(scan.seedCount, "seed"),
      ].join("; "),
    };
  };
}

/** At the decay time at which learning is fastest. */
const fastest = ({ epochs, usual }: LearningTimes): Measured =>
  ratiosOf([{ above: leastOf(epochs, (sample) => mean(sample))!, below: usual }]);

/** The geometric mean over the decay times of each seed: a single one could be chosen for its luck. */
function overall({ epochs, usual }: LearningTimes): Measured {
  const logs = usual.map((count, seed) => mean(epochs.map((sample) => log(sample[seed]! / count))));
  const ratio = exp(mean(logs));
  return { values: [ratio], standardError: ratio * standardError(logs) };
}

/** What the paper says of caching in the perceptron when the transient part decays. */
export const decayClaims: readonly Claim[] = [
  {
    id: "threshold-free-learning",
    figure: "3",
    statement: "Without decay the threshold has no impact on the learning time",
    where: "Results, Figure 3",
    measured: "epochs at every θ less those of the same seed at θ = 0, no decay",
    band: { low: 0, high: 0 },
    bandOrigin: "exact: w = s + l does not depend on how it is kept",
    jobs,
    measure(resultOf, scale): Measurement {
      const { bySeed, thresholds } = runsAt(resultOf, DECAY[scale], Number.POSITIVE_INFINITY);
      const values = bySeed.flatMap((runs) => {
        const classic = runs.find(({ threshold }) => threshold === 0);
        return classic === undefined ? [] : runs.map(({ epochCount }) => epochCount - classic.epochCount);
      });
      return { values, sample: `${counted(bySeed.length, "seed")}, ${thresholds.length} thresholds` };
    },
  },
  {
    id: "decay-speeds-up",
    figure: "3",
    statement: "Moderate decay can make learning faster than it is without decay",
    where: "Results, Figure 3",
    quote: "the learning time can be lower than in a perceptron without decay",
    reading: "At one decay time between 2·10³ and 10⁴, where holding costs something.",
    measured: `mean epochs at the τ at which learning is fastest over those without decay, c = 10⁻³, τ from 2·10³ to 10⁴, ${AT_BEST}`,
    band: { high: 1 },
    bandOrigin: "faster",
    jobs,
    measure: measureTimes([2e3, 1e4], 1e-3, fastest),
  },
  {
    id: "cheap-holding-slows-down",
    figure: "3",
    statement: "When maintenance is cheap the optimum learns more slowly than without decay",
    where: "Results, Figure 3",
    quote: "set the consolidation threshold high …, even if this means a longer learning time",
    reading: "Over all intermediate decay times together at which every seed converges.",
    measured: `epochs over those without decay, geometric mean over those τ from 10³ to 10⁵ and all seeds, c = 0, ${AT_BEST}`,
    band: { low: 1 },
    bandOrigin: "slower",
    jobs,
    measure: measureTimes([1e3, 1e5], 0, overall),
  },
];
