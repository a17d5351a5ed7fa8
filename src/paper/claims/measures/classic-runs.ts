import type { JobOf, ResultOf } from "../../../jobs/index.js";
import { censoredMedian } from "../../../math/censored.js";
import { mean, standardError } from "../../../math/statistics.js";
import type { PerceptronRun } from "../../../perceptron/index.js";
import { type PerceptronLearning, perceptronLearning } from "../../../theory/index.js";
import type { Measurement } from "../../claim.js";
import { jobsByLoad } from "../../figures/figure-1.js";
import { pricedResult } from "../../priced.js";
import type { Scale } from "../../scale.js";
import { extremes } from "./estimates.js";

export type Learning = JobOf<"perceptron">;

/** Inefficiencies of the converged ones among these runs. */
export const inefficiencies = (resultOf: ResultOf, jobs: readonly Learning[]): number[] =>
  jobs
    .map((job) => pricedResult(resultOf, job))
    .filter(({ converged }) => converged)
    .map(({ inefficiency }) => inefficiency ?? Number.NaN);

/** Mean and standard error of a sample, as far as there is one. */
export const meanOf = (sample: readonly number[]): Pick<Measurement, "values" | "standardError"> =>
  sample.length > 0 ? { values: [mean(sample)], standardError: standardError(sample) } : { values: [] };

/** The runs of figure 1 at one load, with what the theory says to it. */
export interface Load {
  patternCount: number;
  load: number;
  theory: PerceptronLearning;
  runs: PerceptronRun[];
}

/**
 * The loads at which more than half of the runs converged. There the median of all runs is known, as what has not
 * converged takes longer, costs more and has the larger inefficiency.
 */
export function learnedLoads(resultOf: ResultOf, scale: Scale): Load[] {
  return jobsByLoad(scale)
    .map(({ jobs, patternCount, load }) => ({
      ...{ patternCount, load, theory: perceptronLearning(patternCount / load, patternCount) },
      runs: jobs.map((job) => pricedResult(resultOf, job)),
    }))
    .filter(({ runs }) => 2 * runs.filter(({ converged }) => converged).length > runs.length);
}

export const allLoadsJobs = (scale: Scale): Learning[] => jobsByLoad(scale).flatMap(({ jobs }) => jobs);

/** The median of all runs, those that have not converged being larger than any, and its standard error. */
export const medianOf = (runs: readonly PerceptronRun[], of: (run: PerceptronRun) => number) =>
  censoredMedian(runs.map((run) => ({ value: of(run), censored: !run.converged })));

/** Which loads these are, and how many of their runs converged. */
export function loadsSample(loads: readonly Load[]): string {
  if (loads.length === 0) return "at no load did half of the runs converge";
  const runs = loads.flatMap((one) => one.runs);
  const converged = runs.filter((run) => run.converged).length;
  return `${loads.length} loads from ${loads[0]!.load} to ${loads.at(-1)!.load}, ${converged} of ${runs.length} runs converged`;
}

/** The median of a quantity over what the theory says, load by load. */
export function overTheory(
  loads: readonly Load[],
  of: (run: PerceptronRun) => number,
  expected: (theory: PerceptronLearning) => number,
): Measurement {
  const medians = loads.map(({ runs, theory }) => ({ ...medianOf(runs, of), expected: expected(theory) }));
  const values = medians.map(({ median, expected }) => median / expected);
  const where = extremes(
    values,
    "P/N",
    loads.map(({ load }) => load),
  );
  return {
    values,
    standardErrors: medians.map(({ standardError, expected }) => standardError / expected),
    sample: [loadsSample(loads), where].filter(Boolean).join("; "),
  };
}
