import { mean } from "../../math/statistics.js";
import type { ThresholdCounts } from "../../perceptron/index.js";
import type { Claim, Measurement } from "../claim.js";
import { bestForAll, bestOfEach, DECAY, type DecayRuns, runsAt, runsOf, scanJobs } from "../decay.js";
import { energyAt } from "../priced.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";

const jobs = (scale: Scale) => scanJobs(DECAY[scale]);
const between = (scale: Scale, low: number, high: number) =>
  DECAY[scale].decayTimes.filter((decayTime) => decayTime >= low && decayTime <= high);

/** Learning without caching, which decay does not touch, seed by seed; none unless every seed converged. */
function classicOf(runs: DecayRuns): ThresholdCounts[] {
  const classic = runsOf(runs, 0);
  return classic.length === runs.bySeed.length ? classic : [];
}

const epochsOf = (runs: readonly ThresholdCounts[]): number[] => runs.map(({ epochCount }) => epochCount);
const round = (value: number): string => value.toFixed(1);

/** A run of every seed at the threshold that is best at a cost; fewer where some seed has none. */
type Choice = (runs: DecayRuns, maintenanceCost: number) => ThresholdCounts[];

/**
 * How much longer learning takes at the best threshold than without decay, in standard errors of the difference, which
 * is taken seed by seed; at several decay times, of which the claim takes one.
 */
function measureSlowing(
  [low, high]: [number, number],
  maintenanceCost: number,
  choose: Choice,
  take: (deviations: number[]) => number,
): Claim["measure"] {
  return (resultOf, scale) => {
    const scan = DECAY[scale];
    const usual = epochsOf(classicOf(runsAt(resultOf, scan, Number.POSITIVE_INFINITY)));
    const found = between(scale, low, high).flatMap((decayTime) => {
      const epochs = epochsOf(choose(runsAt(resultOf, scan, decayTime), maintenanceCost));
      if (epochs.length === 0 || epochs.length !== usual.length) return [];
      const difference = summary(epochs.map((count, seed) => count - usual[seed]!));
      return [{ decayTime, epochs: mean(epochs), deviations: difference.mean! / difference.standardError! }];
    });
    if (found.length === 0) return { values: [], sample: "no runs converged" };
    const list = found.map(({ decayTime, epochs }) => `${round(epochs)} at τ = ${decayTime}`).join(", ");
    return {
      values: [take(found.map(({ deviations }) => deviations))],
      sample: `epochs: ${list}, ${round(mean(usual))} without decay; ${scan.seedCount} seeds`,
    };
  };
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
      return { values, sample: `${bySeed.length} seeds, ${thresholds.length} thresholds` };
    },
  },
  {
    id: "decay-speeds-up",
    figure: "3",
    statement: "Moderate decay can make learning faster than it is without decay",
    where: "Results, Figure 3",
    measured:
      "largest drop of the learning time below that without decay, in standard errors, all seeds at the θ of least mean energy; " +
      "c = 10⁻³, τ from 2·10³ to 10⁴",
    band: { low: 2 },
    bandOrigin:
      "two standard errors; one θ for all, because the best θ of each seed could favour those that happen to be fast",
    jobs,
    measure: measureSlowing([2e3, 1e4], 1e-3, bestForAll, (deviations) => -Math.min(...deviations)),
  },
  {
    id: "cheap-holding-slows-down",
    figure: "3",
    statement: "When maintenance is cheap the optimum learns more slowly than without decay",
    where: "Results, Figure 3",
    measured:
      "largest rise of the learning time above that without decay, in standard errors, each seed at its best θ; " +
      "c = 0, τ from 10³ to 10⁵",
    band: { low: 2 },
    bandOrigin: "two standard errors",
    jobs,
    measure: measureSlowing([1e3, 1e5], 0, bestOfEach, (deviations) => Math.max(...deviations)),
  },
  {
    id: "fast-decay-saves-nothing",
    figure: "3",
    statement: "When decay is fast it is best to consolidate at once, and no energy is saved",
    where: "Results, Figure 3",
    measured: "mean energy without caching over that at the best θ of each seed, c = 0, τ up to 100",
    band: { low: 1, high: 1.05 },
    bandOrigin: "at most a twentieth saved; θ = 0 is always there to choose",
    jobs,
    measure(resultOf, scale): Measurement {
      const decayTimes = between(scale, 0, 100);
      const values = decayTimes.flatMap((decayTime) => {
        const runs = runsAt(resultOf, DECAY[scale], decayTime);
        const energies = [classicOf(runs), bestOfEach(runs, 0)].map((all) => all.map((run) => energyAt(run, {})));
        return energies[0]!.length > 0 ? [mean(energies[0]!) / mean(energies[1]!)] : [];
      });
      return { values, sample: `${DECAY[scale].seedCount} seeds, τ = ${decayTimes.join(", ")}` };
    },
  },
];
