import type { ResultOf } from "../../jobs/index.js";
import { mean } from "../../math/statistics.js";
import { formatCount } from "../../report/format.js";
import type { Claim, Measurement } from "../claim.js";
import { NOT_REACHED, overSeeds } from "../digit-learning.js";
import { FIGURE_3_S1B_ACCURACY, figure3s1bJobs, learningTimes, tradeOff } from "../figures/figure-3-s1b.js";
import { counted } from "../sample.js";
import type { Scale } from "../scale.js";
import { ratiosOf } from "./measures/estimates.js";

/** Learning time at the threshold of least energy over that at the fastest threshold, both over all seeds, seed by seed. */
function delay(resultOf: ResultOf, scale: Scale, maintenanceCost: number): Measurement {
  const points = tradeOff(resultOf, scale, maintenanceCost).flatMap(({ threshold, ofSeeds }) =>
    ofSeeds === null
      ? []
      : [{ threshold, times: ofSeeds.times, energy: mean(ofSeeds.energies), time: mean(ofSeeds.times) }],
  );
  if (points.length === 0) return NOT_REACHED;
  const cheapest = points.reduce((a, b) => (b.energy < a.energy ? b : a));
  const fastest = points.reduce((a, b) => (b.time < a.time ? b : a));
  const at = ({ threshold, energy, time }: (typeof points)[number]): string =>
    `θ = ${threshold} (energy ${formatCount(Math.round(energy))}, ${formatCount(Math.round(time))} patterns)`;
  return {
    ...ratiosOf([{ above: cheapest.times, below: fastest.times }]),
    sample: `least energy at ${at(cheapest)}, fastest at ${at(fastest)}`,
  };
}

const TRADE_OFF = "We found a similar tradeoff in multilayer perceptrons (see below)";
const MEASURED = "learning time at the θ of least energy over that at the θ that learns fastest";
/** Learning takes some 22 000 patterns, and is looked at every 2000 at quick scale. */
const RESOLUTION = "one interval between evaluations, a tenth of the time that learning takes";

/** What the paper says of learning time and energy in the multilayer network. */
export const mlpTradeOffClaims: readonly Claim[] = [
  {
    id: "mnist-trade-off",
    figure: "3-s1b",
    statement: "In multilayer networks the threshold trades off learning time and energy, where holding is free",
    where: "Results, Figure 3–s1B",
    quote: TRADE_OFF,
    reading: "at c = 0 the θ that saves most energy is not that which learns fastest",
    measured: `${MEASURED}, c = 0`,
    band: { low: 1.1 },
    bandOrigin: `slower by more than ${RESOLUTION}`,
    jobs: figure3s1bJobs,
    measure: (resultOf, scale) => delay(resultOf, scale, 0),
  },
  {
    id: "mnist-no-trade-off",
    figure: "3-s1b",
    statement:
      "In multilayer networks there is no trade-off where holding costs enough: what saves most energy learns about as fast as can be",
    where: "Author response on Figure 3–s1",
    quote: "a similar picture: in some regimes there is a tradeoff, but not in others",
    reading: "at c = 0.001, the other cost of the figure",
    measured: `${MEASURED}, c = 0.001`,
    band: { low: 1, high: 1.1 },
    bandOrigin: `slower by less than ${RESOLUTION}`,
    jobs: figure3s1bJobs,
    measure: (resultOf, scale) => delay(resultOf, scale, 1e-3),
  },
  {
    id: "mnist-decay-no-faster",
    figure: "3-s1b",
    statement: "Decay does not speed learning up in multilayer networks",
    where: "Results, Figure 3–s1B",
    measured: `patterns to accuracy ${FIGURE_3_S1B_ACCURACY} at the θ that learns fastest (τ 10⁴) over those without decay, mean over the same seeds`,
    quote: "we found no evidence that learning can be sped up there",
    reading: "no θ learns faster by more than can be seen",
    band: { low: 0.9 },
    bandOrigin: `1, less ${RESOLUTION}`,
    jobs: figure3s1bJobs,
    measure(resultOf, scale) {
      const { withoutDecay, withDecay } = learningTimes(resultOf, scale);
      const settings = withDecay.flatMap(({ threshold, times }) => {
        const ratios = times.map((time, i) => {
          const usual = withoutDecay[i] ?? null;
          return time === null || usual === null ? null : time / usual;
        });
        const { mean: ratio, standardError } = overSeeds(ratios);
        return ratio === null ? [] : [{ threshold, ratio, standardError }];
      });
      if (settings.length === 0) return NOT_REACHED;
      const fastest = settings.reduce((a, b) => (b.ratio < a.ratio ? b : a));
      return {
        values: [fastest.ratio],
        standardError: fastest.standardError,
        sample: `${counted(withoutDecay.length, "seed")}, ${settings.length} of ${withDecay.length} thresholds get there; fastest at θ = ${fastest.threshold}`,
      };
    },
  },
];
