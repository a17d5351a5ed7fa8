import type { Counted } from "../../caching/priced.js";
import type { Job, JobOf, ResultOf } from "../../jobs/index.js";
import { leastOf } from "../../math/least.js";
import { mean } from "../../math/statistics.js";
import { energyAt } from "../priced.js";
import type { Design, Place } from "./design.js";

/** Policies whose threshold is searched: s is emptied, or left at the threshold. */
export const searchedPolicies = ["local-local", "local-excess"] as const;
export type SearchedPolicy = (typeof searchedPolicies)[number];

/** Energy and epochs of a run that converged in time. */
export interface Outcome {
  energy: number;
  epochCount: number;
}
/** One a seed, in the order of the seeds; null where the run did not converge. */
export type Outcomes = readonly (Outcome | null)[];

/** From one threshold to the next. */
const GROWTH = 1.12;
/** Without decay, weights do not come as far as this in the epochs there are. */
const LARGEST = 600;

/**
 * Thresholds that are tried, rising; 0 is learning without caching. Without decay s is an integer, and every unit has one: a
 * half-integer, or an integer where s stays at θ. With decay, 3√τ is far beyond the largest |s|.
 */
export function thresholdsTried(policy: SearchedPolicy, decayTime: number): number[] {
  const tried = [0];
  if (decayTime === Number.POSITIVE_INFINITY) {
    const offset = policy === "local-excess" ? 0 : 0.5;
    for (let unit = 1; unit < LARGEST; unit = Math.max(unit + 1, Math.floor(unit * GROWTH))) tried.push(unit + offset);
    return [...tried, decayTime];
  }
  for (let threshold = 1; threshold < 3 * Math.sqrt(decayTime); threshold *= GROWTH) tried.push(threshold);
  return tried;
}

const parametersAt = ({ inputCount, maxEpochs }: Design, place: Place, seed: number) => ({
  ...{ inputCount, maxEpochs, seed },
  ...place,
});

/** Without decay one trajectory serves all thresholds. */
const settingsJob = (design: Design, place: Place, seed: number): JobOf<"perceptron-settings"> => ({
  kind: "perceptron-settings",
  parameters: parametersAt(design, place, seed),
  settings: searchedPolicies.flatMap((policy) =>
    thresholdsTried(policy, place.decayTime).map((threshold) => ({ policy, threshold })),
  ),
});

/** With decay every threshold is a run of its own, until so many in a row do not converge that larger ones cannot either. */
const scanJob = (
  design: Design,
  place: Place,
  policy: SearchedPolicy,
  seed: number,
): JobOf<"perceptron-thresholds"> => ({
  kind: "perceptron-thresholds",
  parameters: { ...parametersAt(design, place, seed), policy },
  thresholds: thresholdsTried(policy, place.decayTime),
});

const decaysAt = ({ decayTime }: Place): boolean => decayTime < Number.POSITIVE_INFINITY;

/** Every threshold at a place, with one seed. The costs are put on afterwards. */
export const fixedJobs = (design: Design, place: Place, seed: number): Job[] =>
  decaysAt(place)
    ? searchedPolicies.map((policy) => scanJob(design, place, policy, seed))
    : [settingsJob(design, place, seed)];

/** What came of one fixed threshold in one run. */
interface FixedRun extends Counted {
  threshold: number;
  converged: boolean;
  epochCount: number;
  updateCount: number;
}

/** The runs of a policy at a place: seed by seed, and of each all thresholds that were tried. */
export function fixedRuns(resultOf: ResultOf, design: Design, place: Place, policy: SearchedPolicy): FixedRun[][] {
  return design.seeds.map((seed) =>
    decaysAt(place)
      ? resultOf(scanJob(design, place, policy, seed))
      : resultOf(settingsJob(design, place, seed)).filter((run) => run.policy === policy),
  );
}

const outcomeOf = (run: FixedRun | undefined, maintenanceCost: number): Outcome | null =>
  run?.converged ? { energy: energyAt(run, { maintenanceCost }), epochCount: run.epochCount } : null;

/** The converged outcomes of a sample. */
export const known = (outcomes: Outcomes): Outcome[] => outcomes.filter((outcome) => outcome !== null);

/** All seeds at one threshold. */
export const atThreshold = (bySeed: readonly FixedRun[][], threshold: number, maintenanceCost: number): Outcomes =>
  bySeed.map((runs) =>
    outcomeOf(
      runs.find((run) => run.threshold === threshold),
      maintenanceCost,
    ),
  );

/** One threshold for all seeds, and what came of it. */
export interface BestFixed {
  threshold: number;
  outcomes: Outcomes;
}

/**
 * The one threshold for all seeds, chosen on these seeds: where fewest runs do not converge, and among these the one of least mean
 * energy; the smallest among equals. A scan that has ended says that larger thresholds do not converge.
 */
export function bestFixed(bySeed: readonly FixedRun[][], maintenanceCost: number): BestFixed {
  const tried = [...new Set(bySeed.flatMap((runs) => runs.map(({ threshold }) => threshold)))].sort((a, b) => a - b);
  const all = tried.map((threshold) => ({ threshold, outcomes: atThreshold(bySeed, threshold, maintenanceCost) }));
  return bestOf(all);
}

/** The threshold at which fewest runs do not converge, then that of least mean energy; the first of the list among equals. */
export function bestOf(all: readonly BestFixed[]): BestFixed {
  const most = Math.max(...all.map(({ outcomes }) => known(outcomes).length));
  const safest = all.filter(({ outcomes }) => known(outcomes).length === most);
  return leastOf(safest, ({ outcomes }) => mean(known(outcomes).map(({ energy }) => energy))) ?? safest[0]!;
}

/** Every seed at the threshold that is best for itself: what no rule is told beforehand. */
export const bestOfEach = (bySeed: readonly FixedRun[][], maintenanceCost: number): Outcomes =>
  bySeed.map((runs) => {
    const outcomes = runs.map((run) => outcomeOf(run, maintenanceCost)).filter((outcome) => outcome !== null);
    return leastOf(outcomes, ({ energy }) => energy) ?? null;
  });
