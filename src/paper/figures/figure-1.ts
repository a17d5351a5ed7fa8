import type { JobOf, ResultOf } from "../../jobs/index.js";
import type { PerceptronRun } from "../../perceptron/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { perceptronLearning } from "../../theory/index.js";
import type { Figure } from "../figure.js";
import { pricedResult } from "../priced.js";
import { seedsUpTo, summary } from "../sample.js";
import type { Scale } from "../scale.js";

/** Figure 1C and 1D: N inputs, classic learning, at most 10⁴ epochs; the paper goes from P = 10 to 1999. */
export const PARAMETERS: Record<Scale, { inputCount: number; patternCounts: number[]; seedCount: number }> = {
  quick: {
    inputCount: 1000,
    patternCounts: [10, 30, 100, 200, 500, 750, 1000, 1250, 1500, 1700, 1800, 1900],
    seedCount: 10,
  },
  paper: {
    inputCount: 1000,
    patternCounts: [
      10, 20, 50, 100, 200, 300, 500, 700, 900, 1000, 1100, 1300, 1500, 1600, 1700, 1800, 1850, 1900, 1950, 1999,
    ],
    seedCount: 100,
  },
  tiny: { inputCount: 40, patternCounts: [4, 20, 40, 60], seedCount: 2 },
};

export type Learning = JobOf<"perceptron">;

/** One run without caching. */
export function classicJob(inputCount: number, patternCount: number, seed: number): Learning {
  return { kind: "perceptron", parameters: { inputCount, patternCount, seed, policy: "none" } };
}

/** The jobs of every load, seed by seed. */
export function jobsByLoad(scale: Scale): { patternCount: number; load: number; jobs: Learning[] }[] {
  const { inputCount, patternCounts, seedCount } = PARAMETERS[scale];
  return patternCounts.map((patternCount) => ({
    patternCount,
    load: patternCount / inputCount,
    jobs: seedsUpTo(seedCount).map((seed) => classicJob(inputCount, patternCount, seed)),
  }));
}

export const allLoadsJobs = (scale: Scale): Learning[] => jobsByLoad(scale).flatMap((load) => load.jobs);

/** Converged runs of every load; the others are counted. */
export function convergedRuns(resultOf: ResultOf, scale: Scale) {
  return jobsByLoad(scale).map(({ patternCount, load, jobs }) => {
    const all = jobs.map((job) => pricedResult(resultOf, job));
    return {
      patternCount,
      load,
      runs: all.filter((run) => run.converged),
      unconverged: all.filter((r) => !r.converged),
    };
  });
}

const AXIS = { key: "load", label: "load P/N (patterns per input)" } as const;

/** A quantity of classic learning and its theory against the load. */
export function loadChart(
  resultOf: ResultOf,
  scale: Scale,
  panel: Pick<Chart, "name" | "title" | "y">,
  simulated: {
    name: string;
    theory: string;
    value: (run: PerceptronRun) => number;
    expected: (patternCount: number) => number;
  }[],
): Chart {
  const loads = convergedRuns(resultOf, scale);
  const { inputCount, seedCount } = PARAMETERS[scale];
  const rows: Row[] = simulated.flatMap(({ name, theory, value, expected }) =>
    loads.flatMap(({ patternCount, load, runs, unconverged }): Row[] => {
      const { mean, standardError } = summary(runs.map(value));
      const place = { load, inputCount, patternCount };
      const counts = { runCount: runs.length, unconvergedCount: unconverged.length };
      const measured = { ...place, [panel.y.key]: mean, standardError, ...counts };
      return [
        { series: name, ...measured },
        {
          series: theory,
          ...place,
          [panel.y.key]: expected(patternCount),
          standardError: null,
          ...{ runCount: null, unconvergedCount: null },
        },
      ];
    }),
  );
  const missed = loads.filter(({ unconverged }) => unconverged.length > 0);
  const notes = [`N = ${inputCount}. Mean and standard error of ${seedCount} seeds.`];
  if (missed.length > 0) {
    const counts = missed.map(({ load, unconverged }) => `${unconverged.length} of ${seedCount} at P/N = ${load}`);
    notes.push(`Left out as not converged in 10 000 epochs: ${counts.join(", ")}.`);
  }
  const series = simulated.flatMap(({ name, theory }): Chart["series"] => [
    { name, style: "line" },
    { name: theory, style: "dashed", colourOf: name },
  ]);
  return { ...panel, x: AXIS, series, rows, errorKey: "standardError", notes };
}

export const figure1c: Figure = {
  id: "1c",
  title: "Energy of perceptron learning",
  caption:
    "Energy M that classic perceptron learning spends on persistent weight changes, and the minimal energy M_min that " +
    "setting the final weights directly would take, against the load. Broken lines: theory (Materials and methods), " +
    "M = NK and M_min = √(2/π) N √K with K = 2P/(2 − P/N)².",
  jobs: allLoadsJobs,
  charts(resultOf, scale) {
    const { inputCount } = PARAMETERS[scale];
    const theory = (patternCount: number) => perceptronLearning(inputCount, patternCount);
    const panel = {
      name: "figure-1c",
      title: "Learning costs far more than its result is worth",
      y: { key: "energy", label: "energy (weight units)", scale: "log" },
    } as const;
    return [
      loadChart(resultOf, scale, panel, [
        { name: "energy", theory: "theory, energy", value: (run) => run.energy, expected: (p) => theory(p).energy },
        {
          name: "minimum",
          theory: "theory, minimum",
          value: (run) => run.minimalEnergy,
          expected: (p) => theory(p).minimalEnergy,
        },
      ]),
    ];
  },
};
