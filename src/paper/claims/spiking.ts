import type { Claim } from "../claim.js";
import { classicJobs, SPIKING, savingOf } from "../figures/figure-2-s1.js";
import { pricedResult } from "../priced.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";

const MANY = 5;

const counts = (scale: Scale): number[] => SPIKING[scale].patternCounts.filter((count) => count >= MANY);

/** What the paper says of caching in the spiking network. */
export const spikingClaims: readonly Claim[] = [
  {
    id: "spiking-80-percent",
    figure: "2-s1",
    statement: "In a spiking network an optimal cache saves 80 % of the energy, from 5 patterns on",
    where: "Results, Figure 2–figure supplement 1",
    measured: "1 − M_min/M at each number of patterns from 5 on, mean of the seeds",
    band: { low: 0.7, high: 0.9 },
    bandOrigin: "0.8 ± 0.1; single seeds of the published program give .75 to .86 at 5 and 6 patterns",
    jobs: (scale) => counts(scale).flatMap((count) => classicJobs(count, scale)),
    measure(resultOf, scale) {
      const runs = counts(scale).map((count) => classicJobs(count, scale).map((job) => pricedResult(resultOf, job)));
      const values = runs.flatMap((some) => {
        const { mean } = summary(some.filter((run) => run.converged).flatMap((run) => savingOf(run) ?? []));
        return mean === null ? [] : [mean];
      });
      const converged = runs.flat().filter((run) => run.converged).length;
      return { values, sample: `${converged} of ${runs.flat().length} runs converged` };
    },
  },
];
