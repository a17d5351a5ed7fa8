import type { ResultOf } from "../../jobs/index.js";
import { leastOf } from "../../math/least.js";
import { bootstrapInterval } from "../../math/paired.js";
import { randomStream } from "../../math/random.js";
import { median } from "../../math/statistics.js";
import type { ThresholdCounts } from "../../perceptron/index.js";
import { formatCount } from "../../report/format.js";
import { type Claim, WITHIN_A_QUARTER } from "../claim.js";
import { runsAt, scanJobs, TRADE_OFF } from "../decay.js";
import { energyAt } from "../priced.js";
import { counted } from "../sample.js";
import type { Scale } from "../scale.js";

/** Energies and epochs of all seeds at one threshold; of a run that did not converge, which takes longer and more than any that did, Infinity. */
interface Point {
  threshold: number;
  energies: number[];
  epochs: number[];
}

/** The quantity of every seed at a threshold. */
function bySeeds(
  bySeed: readonly (readonly ThresholdCounts[])[],
  threshold: number,
  of: (run: ThresholdCounts) => number,
): number[] {
  return bySeed.map((runs) => {
    const run = runs.find((one) => one.threshold === threshold);
    return run === undefined ? Number.POSITIVE_INFINITY : of(run);
  });
}

function pointsAt(resultOf: ResultOf, scale: Scale, maintenanceCost: number): Point[] {
  const scan = TRADE_OFF[scale];
  const { bySeed } = runsAt(resultOf, scan, scan.decayTimes[0]!);
  return scan.thresholds.map((threshold) => ({
    threshold,
    energies: bySeeds(bySeed, threshold, (run) => energyAt(run, { maintenanceCost })),
    epochs: bySeeds(bySeed, threshold, ({ epochCount }) => epochCount),
  }));
}

/** Thresholds that are compared: that of least energy, and the one that learns fastest. */
type Compared = Record<"cheapest" | "fastest", Point>;

/** What is compared, and at which two of these thresholds. */
type Comparison = ["energies" | "epochs", above: keyof Compared, below: keyof Compared];

function inWords(point: Point, name: keyof Compared, of: Comparison[0]): string {
  const value =
    of === "epochs"
      ? `${median(point.epochs).toFixed(1)} epochs`
      : `energy ${formatCount(Number(median(point.energies).toPrecision(3)))}`;
  const lost = point.epochs.filter((count) => count === Number.POSITIVE_INFINITY).length;
  return `${value} at θ = ${point.threshold} (${name}${lost === 0 ? "" : `, ${lost} did not converge`})`;
}

const among = (values: readonly number[], drawn: Int32Array): number[] => Array.from(drawn, (place) => values[place]!);
const medianAmong = (values: readonly number[], drawn: Int32Array): number => median(among(values, drawn));

/** All seeds of a scan, as if each had been drawn once. */
const everySeed = (seedCount: number): Int32Array => Int32Array.from({ length: seedCount }, (_, seed) => seed);

/** The thresholds that are compared, by the medians of some of the seeds; undefined where at none of them half of these converge. */
function compared(points: readonly Point[], drawn: Int32Array): Compared | undefined {
  const learned = points.filter(({ epochs }) => Number.isFinite(medianAmong(epochs, drawn)));
  const cheapest = leastOf(learned, ({ energies }) => medianAmong(energies, drawn));
  const fastest = leastOf(learned, ({ epochs }) => medianAmong(epochs, drawn));
  return cheapest && fastest && { cheapest, fastest };
}

/**
 * One of these quantities at one threshold over that at another. Which is fastest hangs on the seeds, where many are about as
 * fast; so the interval is that of choosing anew, too.
 */
function measurePoints(maintenanceCost: number, [of, above, below]: Comparison): Claim["measure"] {
  return (resultOf, scale) => {
    const points = pointsAt(resultOf, scale, maintenanceCost);
    const { seedCount } = TRADE_OFF[scale];
    const found = compared(points, everySeed(seedCount));
    if (found === undefined) return { values: [], sample: "no runs converged" };
    const ratioAmong = (drawn: Int32Array): number => {
      const chosen = compared(points, drawn);
      return chosen === undefined
        ? Number.NaN
        : medianAmong(chosen[above][of], drawn) / medianAmong(chosen[below][of], drawn);
    };
    return {
      values: [ratioAmong(everySeed(seedCount))],
      intervals: [bootstrapInterval(seedCount, ratioAmong, randomStream(1, "verdicts"))],
      sample: `${counted(seedCount, "seed")}: ${inWords(found[above], above, of)}, ${inWords(found[below], below, of)}`,
    };
  };
}

const epochsOfCheapest = (maintenanceCost: number): Claim["measure"] =>
  measurePoints(maintenanceCost, ["epochs", "cheapest", "fastest"]);

/**
 * A quantity at the highest threshold of the figure over that at half of it, medians of all seeds. A run that did not converge
 * takes longer, and more energy, than any that did: it is Infinity, and the median is what it is unless half of them are.
 */
const measureHighest =
  (of: (run: ThresholdCounts) => number): Claim["measure"] =>
  (resultOf, scale) => {
    const scan = TRADE_OFF[scale];
    const { bySeed } = runsAt(resultOf, scan, scan.decayTimes[0]!);
    const highest = scan.thresholds.at(-1)!;
    const half = scan.thresholds.find((threshold) => threshold >= highest / 2)!;
    const [above, below] = [bySeeds(bySeed, highest, of), bySeeds(bySeed, half, of)];
    const ratioAmong = (drawn: Int32Array): number => medianAmong(above, drawn) / medianAmong(below, drawn);
    const lost = above.filter((value) => value === Number.POSITIVE_INFINITY).length;
    const sample = `${counted(bySeed.length, "seed")}, θ = ${highest} and ${half}${lost > 0 ? `, ${lost} did not converge at ${highest}` : ""}`;
    const value = ratioAmong(everySeed(bySeed.length));
    if (Number.isNaN(value)) return { values: [], sample };
    return {
      values: [value],
      intervals: [bootstrapInterval(bySeed.length, ratioAmong, randomStream(1, "verdicts"))],
      sample,
    };
  };

const MEDIANS = "medians of seeds; a run that does not converge takes longer, and more, than any";

const TRADE_OFF_CLAIM = {
  figure: "3-s1a",
  where: "Results, Figure 3–figure supplement 1A; author response, essential revision 1",
  jobs: (scale: Scale) => scanJobs(TRADE_OFF[scale]),
};

/** What the paper says of learning time against energy, at an intermediate decay. */
export const tradeOffClaims: readonly Claim[] = [
  {
    ...TRADE_OFF_CLAIM,
    id: "trade-off-free-holding",
    statement: "By setting the threshold the perceptron can learn either rapidly or efficiently, where c is small",
    quote: "the perceptron can learn either rapidly or efficiently",
    reading: "The θ of least energy is slower than the fastest by more than a quarter.",
    measured: `epochs at the θ of least energy over those at the θ that learns fastest, c = 0, ${MEDIANS}`,
    band: { low: WITHIN_A_QUARTER.high },
    bandOrigin: "more than what is close to it",
    measure: epochsOfCheapest(0),
  },
  {
    ...TRADE_OFF_CLAIM,
    id: "rapid-is-dear",
    statement: "The perceptron takes more energy to learn rapidly, where c is small",
    quote: "the perceptron can learn either rapidly or efficiently",
    reading: "The fastest θ takes more than the least energy by more than a quarter.",
    measured: `energy at the θ that learns fastest over the least energy, c = 0, ${MEDIANS}`,
    band: { low: WITHIN_A_QUARTER.high },
    bandOrigin: "more than what is close to it",
    measure: measurePoints(0, ["energies", "fastest", "cheapest"]),
  },
  {
    ...TRADE_OFF_CLAIM,
    id: "no-trade-off-dear-holding",
    statement: "In the perceptron, when c is larger, the best threshold learns about as fast as any",
    quote: "the energy-optimal threshold is close to the threshold that gives minimal learning time",
    reading: "It learns as fast, within a quarter.",
    measured: `epochs at the θ of least energy over those at the θ that learns fastest, c = 0.01, ${MEDIANS}`,
    band: { high: WITHIN_A_QUARTER.high },
    bandOrigin: "close is read as within a quarter",
    measure: epochsOfCheapest(1e-2),
  },
  {
    ...TRADE_OFF_CLAIM,
    id: "high-threshold-slows",
    statement: "With decay a high threshold leads to forgetting and slows learning down",
    where: "Results, Efficiency gain from synaptic caching",
    measured:
      "median epochs at the highest θ of the figure over those at half of it; a run that does not converge takes longer than any",
    band: { low: 1 },
    bandOrigin: "slower",
    measure: measureHighest(({ epochCount }) => epochCount),
  },
  {
    ...TRADE_OFF_CLAIM,
    id: "high-threshold-costs",
    statement: "With decay a high threshold increases the energy",
    where: "Results, Efficiency gain from synaptic caching",
    reading: "Where holding costs something, c = 0.01.",
    measured:
      "median energy at the highest θ of the figure over that at half of it, c = 0.01; a run that does not converge takes more than any",
    band: { low: 1 },
    bandOrigin: "dearer",
    measure: measureHighest((run) => energyAt(run, { maintenanceCost: 1e-2 })),
  },
];
