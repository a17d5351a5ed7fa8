import type { Claim } from "./claim.js";
import { energyAt, withCachingJob, withoutCachingJob } from "./figure-5.js";
import type { Scale } from "./scale.js";

const MNIST_LEVELS = [0.91, 0.92, 0.93, 0.94];

const mnistJobs = (scale: Scale) => [withoutCachingJob(scale), withCachingJob(scale)];

/** What the paper says of caching in the multilayer network. */
export const mlpClaims: readonly Claim[] = [
  {
    id: "mnist-20-fold",
    statement: "Back-propagation without caching takes at least about 20 times the minimal energy",
    where: "Results, Figure 5B",
    measured: "energy over M_min where an accuracy of .91, .92, .93 and .94 is first reached",
    band: { low: 19 },
    bandOrigin: "20 less the scatter of one seed; below accuracy .91 the published program gives 12 to 19 as well",
    jobs: mnistJobs,
    measure(resultOf, scale) {
      const { curve } = resultOf(withoutCachingJob(scale));
      const values = MNIST_LEVELS.flatMap((level) => {
        const [energy, minimum] = [energyAt(curve, level), energyAt(curve, level, "minimalEnergy")];
        return energy === null || minimum === null ? [] : [energy / minimum];
      });
      return { values, sample: "one seed" };
    },
  },
  {
    id: "mnist-between",
    statement: "With caching the energy lies between the minimum and that without caching",
    where: "Results, Figure 5B",
    measured: "share of the way from minimum to no caching, on a log scale, at accuracies .91 to .94",
    band: { low: 0.05, high: 0.95 },
    bandOrigin: "strictly between, clear of both ends",
    jobs: mnistJobs,
    measure(resultOf, scale) {
      const plain = resultOf(withoutCachingJob(scale)).curve;
      const cached = resultOf(withCachingJob(scale)).curve;
      const values = MNIST_LEVELS.flatMap((level) => {
        const [none, with_, minimum] = [
          energyAt(plain, level),
          energyAt(cached, level),
          energyAt(plain, level, "minimalEnergy"),
        ];
        if (none === null || with_ === null || minimum === null) return [];
        return [Math.log(with_ / minimum) / Math.log(none / minimum)];
      });
      return { values, sample: "one seed" };
    },
  },
];
