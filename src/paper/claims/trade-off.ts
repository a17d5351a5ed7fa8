import type { ResultOf } from "../../jobs/index.js";
import { leastOf } from "../../math/least.js";
import { mean } from "../../math/statistics.js";
import { type Claim, WITHIN_A_QUARTER } from "../claim.js";
import { runsAt, runsOf, scanJobs, TRADE_OFF } from "../decay.js";
import { energyAt } from "../priced.js";
import type { Scale } from "../scale.js";
import { type Measured, ratiosOf } from "./measures/estimates.js";

/** Energies and epochs of all seeds at one threshold. */
interface Point {
  threshold: number;
  energies: number[];
  epochs: number[];
}

/** The thresholds of figure 3–s1A at which every seed converged. */
function pointsAt(resultOf: ResultOf, scale: Scale, maintenanceCost: number): Point[] {
  const scan = TRADE_OFF[scale];
  const all = runsAt(resultOf, scan, scan.decayTimes[0]!);
  return scan.thresholds
    .map((threshold) => ({ threshold, runs: runsOf(all, threshold) }))
    .filter(({ runs }) => runs.length === scan.seedCount)
    .map(({ threshold, runs }) => ({
      threshold,
      energies: runs.map((run) => energyAt(run, { maintenanceCost })),
      epochs: runs.map(({ epochCount }) => epochCount),
    }));
}

/** Thresholds that are compared: that of least energy, the one that learns fastest, the highest, and half of that. */
type Compared = Record<"cheapest" | "fastest" | "highest" | "half", Point>;

function measurePoints(maintenanceCost: number, ratio: (points: Compared) => Measured): Claim["measure"] {
  return (resultOf, scale) => {
    const points = pointsAt(resultOf, scale, maintenanceCost);
    const cheapest = leastOf(points, ({ energies }) => mean(energies));
    const fastest = leastOf(points, ({ epochs }) => mean(epochs));
    const highest = points.at(-1);
    const half = points.find(({ threshold }) => threshold >= highest!.threshold / 2);
    if (!cheapest || !fastest || !highest || !half) return { values: [], sample: "no runs converged" };
    const describe = ({ threshold, epochs }: Point) => `${mean(epochs).toFixed(1)} epochs at θ = ${threshold}`;
    return {
      ...ratio({ cheapest, fastest, highest, half }),
      sample: `${TRADE_OFF[scale].seedCount} seeds: cheapest ${describe(cheapest)}, fastest ${describe(fastest)}`,
    };
  };
}

const epochsOfCheapest = (maintenanceCost: number): Claim["measure"] =>
  measurePoints(maintenanceCost, ({ cheapest, fastest }) =>
    ratiosOf([{ above: cheapest.epochs, below: fastest.epochs }]),
  );

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
    measured: "mean epochs at the θ of least mean energy over those at the θ that learns fastest, c = 0",
    band: { low: WITHIN_A_QUARTER.high },
    bandOrigin: "more than what is close to it",
    measure: epochsOfCheapest(0),
  },
  {
    ...TRADE_OFF_CLAIM,
    id: "rapid-is-dear",
    statement: "To learn rapidly takes more energy, where c is small",
    quote: "the perceptron can learn either rapidly or efficiently",
    reading: "The fastest θ takes more than the least energy by more than a quarter.",
    measured: "mean energy at the θ that learns fastest over the least mean energy, c = 0",
    band: { low: WITHIN_A_QUARTER.high },
    bandOrigin: "more than what is close to it",
    measure: measurePoints(0, ({ cheapest, fastest }) =>
      ratiosOf([{ above: fastest.energies, below: cheapest.energies }]),
    ),
  },
  {
    ...TRADE_OFF_CLAIM,
    id: "no-trade-off-dear-holding",
    statement: "When c is larger the best threshold is close to the one of least learning time: there is no trade-off",
    quote: "the energy-optimal threshold is close to the threshold that gives minimal learning time",
    reading: "It learns as fast, within a quarter.",
    measured: "mean epochs at the θ of least mean energy over those at the θ that learns fastest, c = 0.01",
    band: { high: WITHIN_A_QUARTER.high },
    bandOrigin: "close is read as within a quarter",
    measure: epochsOfCheapest(1e-2),
  },
  {
    ...TRADE_OFF_CLAIM,
    id: "high-threshold-slows",
    statement: "With decay a high threshold leads to forgetting and slows learning down",
    where: "Results, Efficiency gain from synaptic caching",
    measured: "mean epochs at the highest θ at which every seed converged over those at half of it",
    band: { low: 1 },
    bandOrigin: "slower",
    measure: measurePoints(0, ({ highest, half }) => ratiosOf([{ above: highest.epochs, below: half.epochs }])),
  },
  {
    ...TRADE_OFF_CLAIM,
    id: "high-threshold-costs",
    statement: "… and increases the energy cost",
    where: "Results, Efficiency gain from synaptic caching",
    reading: "Where holding costs something, c = 0.01.",
    measured: "mean energy at the highest θ at which every seed converged over that at half of it, c = 0.01",
    band: { low: 1 },
    bandOrigin: "dearer",
    measure: measurePoints(1e-2, ({ highest, half }) => ratiosOf([{ above: highest.energies, below: half.energies }])),
  },
];
