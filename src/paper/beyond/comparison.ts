import type { Job, JobOf, ResultOf } from "../../jobs/index.js";
import { mean } from "../../math/statistics.js";
import { energyAt } from "../priced.js";
import type { Design, Place } from "./design.js";
import {
  atThreshold,
  type BestFixed,
  bestFixed,
  bestOfEach,
  fixedJobs,
  fixedRuns,
  type Outcome,
  type Outcomes,
} from "./fixed-thresholds.js";

/** What finds its threshold, or its period, while it learns. */
const tuned = {
  "adaptive reset": { policy: "local-local", threshold: "adaptive" },
  "adaptive excess": { policy: "local-excess", threshold: "adaptive" },
  clock: { policy: "clock" },
} as const;
type Tuned = keyof typeof tuned;
const tunedNames = Object.keys(tuned) as Tuned[];

/** What is compared with the best fixed threshold of `local-local`, by its name in figures and tables. */
export const contenders = ["none", "best fixed excess", ...tunedNames, "offline optimum"] as const;
export type Contender = (typeof contenders)[number];

/** One run of a rule that tunes itself; without decay, one of them also finds the offline optimum, which is the same for all. */
function tunedJob(
  { inputCount, maxEpochs }: Design,
  place: Place,
  maintenanceCost: number,
  name: Tuned,
  seed: number,
): JobOf<"perceptron"> {
  const parameters = { inputCount, maxEpochs, ...place, maintenanceCost, ...tuned[name], seed };
  const isYardstick = name === "adaptive excess" && place.decayTime === Number.POSITIVE_INFINITY;
  return { kind: "perceptron", parameters: { ...parameters, ...(isYardstick ? { offlineOptimum: true } : {}) } };
}

/** Everything that is run with one seed. */
const jobsOfSeed = (design: Design, seed: number): Job[] =>
  design.places.flatMap((place) => [
    ...fixedJobs(design, place, seed),
    ...design.costs.flatMap((cost) => tunedNames.map((name) => tunedJob(design, place, cost, name, seed))),
  ]);

/** Everything that is run, seed by seed: what is there after some of them is the comparison with these. */
export const comparisonJobs = (design: Design): Job[] => design.seeds.flatMap((seed) => jobsOfSeed(design, seed));

/** What came of all policies at one place and maintenance cost. */
export interface Cell extends Place {
  load: number;
  maintenanceCost: number;
  /** `local-local` at the one fixed threshold that is best for these seeds, with which the others are compared. */
  fixed: BestFixed;
  /** The same with the best threshold of every seed. */
  ofEach: Outcomes;
  /** `local-excess` at its one best fixed threshold. */
  excess: BestFixed;
  /** θ of adaptive excess at the end of learning, the mean of the runs that converged; NaN without any. */
  lastThreshold: number;
  /** The offline optimum with decay is not defined, and all null. */
  outcomes: Readonly<Record<Contender, Outcomes>>;
}

const tunedOutcome = (resultOf: ResultOf, job: JobOf<"perceptron">): Outcome | null => {
  const run = resultOf(job);
  const { maintenanceCost } = job.parameters;
  return run.converged
    ? { energy: energyAt(run, { maintenanceCost: Number(maintenanceCost) }), epochCount: run.epochCount }
    : null;
};

const offlineOutcome = (resultOf: ResultOf, job: JobOf<"perceptron">): Outcome | null => {
  const { converged, offlineOptimum, epochCount } = resultOf(job);
  return converged && typeof offlineOptimum === "number" ? { energy: offlineOptimum, epochCount } : null;
};

/** The cells of a place, cost by cost. */
function cellsAt(resultOf: ResultOf, design: Design, place: Place): Cell[] {
  const reset = fixedRuns(resultOf, design, place, "local-local");
  const excess = fixedRuns(resultOf, design, place, "local-excess");
  return design.costs.map((maintenanceCost) => {
    const jobsOf = (name: Tuned) => design.seeds.map((seed) => tunedJob(design, place, maintenanceCost, name, seed));
    const best = bestFixed(excess, maintenanceCost);
    const outcomesOf = (name: Tuned) => jobsOf(name).map((job) => tunedOutcome(resultOf, job));
    return {
      ...place,
      load: place.patternCount / design.inputCount,
      maintenanceCost,
      fixed: bestFixed(reset, maintenanceCost),
      ofEach: bestOfEach(reset, maintenanceCost),
      excess: best,
      lastThreshold: mean(
        jobsOf("adaptive excess")
          .map((job) => resultOf(job))
          .flatMap(({ converged, foundThreshold }) => (converged ? (foundThreshold ?? []) : [])),
      ),
      outcomes: {
        none: atThreshold(reset, 0, maintenanceCost),
        "best fixed excess": best.outcomes,
        "adaptive reset": outcomesOf("adaptive reset"),
        "adaptive excess": outcomesOf("adaptive excess"),
        clock: outcomesOf("clock"),
        "offline optimum": jobsOf("adaptive excess").map((job) => offlineOutcome(resultOf, job)),
      },
    };
  });
}

/** Every cell, place by place. */
export const comparisonCells = (resultOf: ResultOf, design: Design): Cell[] =>
  design.places.flatMap((place) => cellsAt(resultOf, design, place));
