import { mean, standardError } from "../../math/statistics.js";
import { formatCount } from "../../report/format.js";
import type { Claim } from "../claim.js";
import { NOT_REACHED, runsOf } from "../digit-learning.js";
import { maximumJobs } from "../figures/figure-5b.js";
import { counted } from "../sample.js";

/** Anything that learned at all is above it long before the end. */
const LEARNED = 0.9;

/** What the paper says of the energy beyond the maximal accuracy. */
export const mlpMaximumClaims: readonly Claim[] = [
  {
    id: "mnist-no-further-improvement",
    figure: "5b",
    statement: "Once the maximal accuracy is reached additional energy does not lead to further improvement",
    where: "Results, Figure 5A",
    quote: "after which additional energy do not lead to further improvement",
    reading: "the second half of the energy of a long run brings no improvement that the test images could show",
    measured:
      "best accuracy of a very long run less that by the time at which half of its energy was spent, mean of seeds",
    band: { high: 0.005 },
    bandOrigin:
      "two standard errors of the difference of two accuracies of .97, each on 10 000 images: 2√(2·.97·.03/10⁴)",
    jobs: maximumJobs,
    measure(resultOf, scale) {
      const runs = runsOf(resultOf, maximumJobs(scale));
      const best = (rows: (typeof runs)[number]["curve"]): number => Math.max(...rows.map(({ accuracy }) => accuracy));
      const gains = runs.flatMap(({ curve, energy }) => {
        const before = curve.filter((row) => row.energy <= energy / 2);
        return before.length === 0 || best(curve) < LEARNED ? [] : [best(curve) - best(before)];
      });
      if (gains.length === 0) return NOT_REACHED;
      return {
        values: [mean(gains)],
        standardError: standardError(gains),
        sample: `${counted(gains.length, "seed")}, ${formatCount(runs[0]!.patternCount)} patterns; best accuracy ${Math.max(...runs.map(({ curve }) => best(curve)))}`,
      };
    },
  },
];
