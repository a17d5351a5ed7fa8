import { mean } from "../math/statistics.js";
import type { Claim, Measurement } from "./claim.js";
import { DECAY, energiesAt, epochsOf, optimumOf, type ScanPoint, scanAt, scanJobs } from "./decay.js";
import { summary } from "./sample.js";
import type { Scale } from "./scale.js";

const jobs = (scale: Scale) => scanJobs(DECAY[scale]);
const finite = ({ decayTimes }: { decayTimes: number[] }) => decayTimes.filter(Number.isFinite);
const between = (scale: Scale, low: number, high: number) =>
  DECAY[scale].decayTimes.filter((decayTime) => decayTime >= low && decayTime <= high);

/** Learning without caching, which decay does not touch; null unless every seed converged. */
function classicOf(points: readonly ScanPoint[]): ScanPoint | null {
  const classic = points.find(({ threshold, unconvergedCount }) => threshold === 0 && unconvergedCount === 0);
  return classic ?? null;
}

const round = (value: number): string => value.toFixed(1);

/** How much longer learning takes at the best threshold than without decay, in standard errors of the paired difference. */
function slowing(points: readonly ScanPoint[], classic: ScanPoint, maintenanceCost: number) {
  const optimum = optimumOf(points, maintenanceCost);
  if (optimum === null) return [];
  const usual = epochsOf(classic);
  const differences = summary(epochsOf(optimum).map((epochs, seed) => epochs - usual[seed]!));
  const deviations = differences.mean! / differences.standardError!;
  return [{ decayTime: points[0]!.decayTime, deviations, epochs: mean(epochsOf(optimum)) }];
}

/** The slowing at several decay times, as a sentence, with what the claim takes from it. */
function measureSlowing(
  maintenanceCost: number,
  [low, high]: [number, number],
  take: (deviations: number[]) => number,
): Claim["measure"] {
  return (resultOf, scale) => {
    const scan = DECAY[scale];
    const classic = classicOf(scanAt(resultOf, scan, Number.POSITIVE_INFINITY));
    const found =
      classic === null
        ? []
        : between(scale, low, high).flatMap((decayTime) =>
            slowing(scanAt(resultOf, scan, decayTime), classic, maintenanceCost),
          );
    if (classic === null || found.length === 0) return { values: [], sample: "no runs converged" };
    const list = found.map(({ decayTime, epochs }) => `${round(epochs)} at τ = ${decayTime}`).join(", ");
    const sample = `epochs: ${list}, ${round(mean(epochsOf(classic)))} without decay; ${scan.seedCount} seeds`;
    return { values: [take(found.map(({ deviations }) => deviations))], sample };
  };
}

/** What the paper says of caching in the perceptron when the transient part decays. */
export const decayClaims: readonly Claim[] = [
  {
    id: "threshold-free-learning",
    statement: "Without decay the threshold has no impact on the learning time",
    where: "Results, Figure 3",
    measured: "epochs at every θ less those of the same seed at θ = 0, no decay",
    band: { low: 0, high: 0 },
    bandOrigin: "exact: w = s + l does not depend on how it is kept",
    jobs,
    measure(resultOf, scale): Measurement {
      const points = scanAt(resultOf, DECAY[scale], Number.POSITIVE_INFINITY);
      const classic = classicOf(points);
      const values = points
        .filter(({ unconvergedCount }) => classic !== null && unconvergedCount === 0)
        .flatMap((point) => epochsOf(point).map((epochs, seed) => epochs - epochsOf(classic!)[seed]!));
      return { values, sample: `${DECAY[scale].seedCount} seeds, ${points.length} thresholds` };
    },
  },
  {
    id: "decay-speeds-up",
    statement: "Moderate decay can make learning faster than it is without decay",
    where: "Results, Figure 3",
    measured:
      "largest drop of the learning time at the best θ below that without decay, in standard errors; c = 10⁻³, τ from 2·10³ to 10⁴",
    band: { low: 2 },
    bandOrigin: "two standard errors of the paired difference",
    jobs,
    measure: measureSlowing(1e-3, [2e3, 1e4], (deviations) => -Math.min(...deviations)),
  },
  {
    id: "cheap-holding-slows-down",
    statement: "When maintenance is cheap the optimum learns more slowly than without decay",
    where: "Results, Figure 3",
    measured:
      "largest rise of the learning time at the best θ above that without decay, in standard errors; c = 0, τ from 10³ to 10⁵",
    band: { low: 2 },
    bandOrigin: "two standard errors of the paired difference",
    jobs,
    measure: measureSlowing(0, [1e3, 1e5], (deviations) => Math.max(...deviations)),
  },
  {
    id: "fast-decay-saves-nothing",
    statement: "When decay is fast it is best to consolidate at once, and no energy is saved",
    where: "Results, Figure 3",
    measured:
      "energy without caching over that at the best threshold, c = 0, at the shortest decay times up to τ = 100",
    band: { low: 1, high: 1.05 },
    bandOrigin: "at most a twentieth saved; θ = 0 is always there to choose",
    jobs,
    measure(resultOf, scale): Measurement {
      const shortest = finite(DECAY[scale]).filter((decayTime, i) => i === 0 || decayTime <= 100);
      const values = shortest.flatMap((decayTime) => {
        const points = scanAt(resultOf, DECAY[scale], decayTime);
        const [classic, optimum] = [classicOf(points), optimumOf(points, 0)];
        return classic && optimum ? [mean(energiesAt(classic, 0)) / mean(energiesAt(optimum, 0))] : [];
      });
      return { values, sample: `${DECAY[scale].seedCount} seeds, τ = ${shortest.join(", ")}` };
    },
  },
];
