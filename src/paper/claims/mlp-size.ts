import { mean } from "../../math/statistics.js";
import type { Claim } from "../claim.js";
import { bestOfSmallest, figure5cJobs, type SizeCurve, type SizePoint, sizeCurves } from "../figures/figure-5c.js";
import { counted } from "../sample.js";

/** Energy of a point; one that is not reached is infinitely far away. */
const energyOf = ({ mean }: SizePoint): number => mean ?? Number.POSITIVE_INFINITY;

const bestOf = ({ points }: SizeCurve): SizePoint =>
  points.reduce((best, point) => (energyOf(point) < energyOf(best) ? point : best));

const isReached = (curve: SizeCurve): boolean => bestOf(curve).mean !== null;

/**
 * The relative standard error of a point, from those of all points at its accuracy: two or three seeds that cross it at the same
 * evaluation have none of their own, where others cross it at the next one and take a tenth more.
 */
function relativeErrorAt(accuracy: number, curves: readonly SizeCurve[]): number {
  const points = curves.filter((curve) => curve.accuracy === accuracy).flatMap((curve) => curve.points);
  const squares = points.flatMap(({ mean, standardError }) =>
    mean === null || standardError === null ? [] : (standardError / mean) ** 2,
  );
  return squares.length > 0 ? Math.sqrt(mean(squares)) : Number.NaN;
}

/** What the paper says of the number of hidden units. */
export const mlpSizeClaims: readonly Claim[] = [
  {
    id: "mnist-optimal-size",
    figure: "5c",
    statement: "There is an optimal number of hidden units; smaller and larger networks take more energy",
    where: "Results, Figure 5C",
    measured:
      "energy at the smallest and at the largest number of hidden units over the least, accuracies .85 and .93, with and without caching; ∞ where the accuracy is not reached",
    band: { low: 1.01 },
    bandOrigin: "above 1, which is exactly what an end has that is itself the best",
    jobs: figure5cJobs,
    measure(resultOf, scale) {
      const curves = sizeCurves(resultOf, scale).filter(isReached);
      const ratios = curves.flatMap((curve) => {
        const best = bestOf(curve);
        return [curve.points[0]!, curve.points.at(-1)!].map((end) => ({
          ratio: energyOf(end) / energyOf(best),
          // The ratio of the least to itself is 1 without error.
          error: end === best ? 0 : Math.SQRT2 * relativeErrorAt(curve.accuracy, curves),
        }));
      });
      const least = ratios.reduce((a, b) => (b.ratio < a.ratio ? b : a), { ratio: Number.POSITIVE_INFINITY, error: 0 });
      return {
        values: ratios.map(({ ratio }) => ratio),
        standardErrors: ratios.map(({ ratio, error }) => (ratio === Number.POSITIVE_INFINITY ? 0 : error * ratio)),
        sample: `${counted(curves.length, "curve")}; standard error of the least ratio ${(least.error * least.ratio).toFixed(2)}`,
      };
    },
  },
  {
    id: "mnist-size-grows",
    figure: "5c",
    statement: "Higher accuracies require more hidden units",
    where: "Results, Figure 5C",
    measured: "best number of hidden units at accuracy .93 over that at .85, without caching and with it",
    band: { low: 1.01 },
    bandOrigin: "above 1, which the same size has exactly",
    jobs: figure5cJobs,
    measure(resultOf, scale) {
      const curves = sizeCurves(resultOf, scale);
      const pairs = [false, true].flatMap((cached) => {
        const [low, high] = curves.filter((curve) => curve.cached === cached);
        return low && high && isReached(low) && isReached(high) ? [{ low: bestOf(low), high: bestOf(high) }] : [];
      });
      const sizes = pairs.map(({ low, high }) => `${low.hiddenCount} to ${high.hiddenCount}`).join(", ");
      return {
        values: pairs.map(({ low, high }) => high.hiddenCount / low.hiddenCount),
        sample:
          pairs.length === 0
            ? "an accuracy is not reached"
            : `${sizes} hidden units, mean of ${counted(pairs[0]!.low.runCount, "seed")}`,
      };
    },
  },
  {
    id: "mnist-too-small",
    figure: "5c",
    statement: "The network does not get to an accuracy if the number of hidden units is too small",
    where: "Results, Figure 5C",
    quote: "The network fails to reach the desired accuracy if the number of hidden units is too small",
    measured:
      "best accuracy of the smallest networks without caching, less that which they should reach; the best seed",
    band: { high: 0 },
    bandOrigin: "below the accuracy",
    jobs: figure5cJobs,
    measure(resultOf, scale) {
      const curves = sizeCurves(resultOf, scale).filter((curve) => !curve.cached && isReached(curve));
      const { hiddenCount, best } = bestOfSmallest(resultOf, scale);
      return {
        values: curves.map(({ accuracy }) => best - accuracy),
        sample: `${hiddenCount} hidden units, best accuracy ${best}`,
      };
    },
  },
];
