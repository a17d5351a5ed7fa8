import type { JobOf, ResultOf } from "../../jobs/index.js";
import { mean } from "../../math/statistics.js";
import type { MlpCurveRow, MlpRun } from "../../mlp/index.js";
import type { Chart } from "../../report/chart/chart.js";
import { formatCount } from "../../report/format.js";
import type { Row } from "../../schema/row.js";
import { accuracies, DIGITS, GRADIENT_NOTE, type Learning, overRuns, runsOf } from "../digit-learning.js";
import type { Figure } from "../figure.js";
import { seedsUpTo, summary } from "../sample.js";
import type { Scale } from "../scale.js";

/**
 * Figure 5A: evaluated every 6000 patterns, to accuracy .96. A run is given up after `leastPatterns`, or at a small η
 * after `learned`/η patterns if these are more: progress is about proportional to η times the number of patterns.
 */
const PARAMETERS: Record<
  Scale,
  {
    learningRates: number[];
    evaluateEvery: number;
    targetAccuracy: number;
    leastPatterns: number;
    learned: number;
    seedCount: number;
  }
> = {
  quick: {
    learningRates: [0.003, 0.01, 0.03, 0.1, 0.3, 1],
    evaluateEvery: 6000,
    targetAccuracy: 0.96,
    ...{ leastPatterns: 60_000, learned: 600, seedCount: 3 },
  },
  paper: {
    learningRates: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1],
    evaluateEvery: 6000,
    targetAccuracy: 0.96,
    ...{ leastPatterns: 300_000, learned: 6000, seedCount: 5 },
  },
  tiny: {
    learningRates: [0.05, 0.1],
    evaluateEvery: 50,
    targetAccuracy: 0.96,
    ...{ leastPatterns: 200, learned: 10, seedCount: 2 },
  },
};

export const learningRatesOf = (scale: Scale): readonly number[] => PARAMETERS[scale].learningRates;

/** Patterns after which a run at this learning rate is given up. */
export function giveUpAfter(scale: Scale, learningRate: number): number {
  const { leastPatterns, learned } = PARAMETERS[scale];
  return Math.max(leastPatterns, Math.round(learned / learningRate));
}

/** One run a seed, without caching. */
export function learningRateJobs(scale: Scale, learningRate: number): Learning[] {
  const { evaluateEvery, targetAccuracy, seedCount } = PARAMETERS[scale];
  const maxPatterns = giveUpAfter(scale, learningRate);
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "mlp",
    parameters: {
      ...DIGITS[scale],
      policy: "none",
      ...{ learningRate, maxPatterns, evaluateEvery, targetAccuracy, seed },
    },
  }));
}

/** The digits that are shown in a corner. */
const examplesJob = (scale: Scale): JobOf<"mlp-example-digits"> => ({
  kind: "mlp-example-digits",
  parameters: { dataset: DIGITS[scale].dataset },
});

const LEVELS = accuracies(0.8, 0.96, 0.005);

const nameOf = (learningRate: number): string => `η = ${learningRate}`;

/** Mean accuracy and energy of an evaluation of every run, as a row. */
function evaluationRow(rows: readonly MlpCurveRow[], at: "first evaluation" | "given up"): Row {
  const energy = summary(rows.map((row) => row.energy));
  return {
    accuracy: mean(rows.map((row) => row.accuracy)),
    energy: energy.mean,
    standardError: energy.standardError,
    ...{ runCount: rows.length, missingCount: 0, at },
  };
}

/**
 * A learning rate's curve: its first evaluations where they are in the range of the figure, the levels, and, where
 * every run was given up, the best accuracy with all the energy spent: no higher accuracy can be had for less.
 */
function curveRows(runs: readonly MlpRun[]): Row[] {
  const first = evaluationRow(
    runs.map(({ curve }) => curve[0]!),
    "first evaluation",
  );
  const levels = LEVELS.map((accuracy): Row => {
    const { mean, ...rest } = overRuns(runs, accuracy);
    return { accuracy, energy: mean, ...rest, at: "first reached" };
  });
  const end = evaluationRow(
    runs.map(({ curve, ...spent }) => ({ ...spent, accuracy: Math.max(...curve.map(({ accuracy }) => accuracy)) })),
    "given up",
  );
  const isInRange = ({ accuracy }: Row): boolean => Number(accuracy) >= LEVELS[0]!;
  const isGivenUp = runs.every(({ converged }) => !converged);
  // Levels that are not reached break a line: they come before the first evaluation, and after the end.
  const isReached = ({ energy }: Row): boolean => energy !== null;
  const below = levels.filter((row) => !isReached(row) && Number(row.accuracy) <= Number(end.accuracy));
  const above = levels.filter((row) => !isReached(row) && Number(row.accuracy) > Number(end.accuracy));
  return [
    ...below,
    ...(isInRange(first) ? [first] : []),
    ...levels.filter(isReached),
    ...(isGivenUp && isInRange(end) ? [end] : []),
    ...above,
  ];
}

/** Accuracies at which learning rates are compared: reached early, and the one of Figures 3–s1B and 5C. */
const COMPARED = [0.9, 0.93];

/** What each learning rate takes of what the next larger one does, and whose curves begin with what is no level. */
function remarks(rows: readonly Row[]): string[] {
  const shares = COMPARED.map((accuracy) => {
    const reached = rows.filter(
      (row) => row.accuracy === accuracy && row.energy !== null && row.at === "first reached",
    );
    return { accuracy, reached };
  })
    .filter(({ reached }) => reached.length > 1)
    .map(({ accuracy, reached }) => {
      const list = reached
        .slice(1)
        .map(
          (row, i) =>
            `${(Number(reached[i]!.energy) / Number(row.energy)).toFixed(2)} at η = ${reached[i]!.learningRate}`,
        );
      return `${list.join(", ")} (accuracy ${accuracy})`;
    });
  const begun = rows.filter(({ at }) => at === "first evaluation").map(({ learningRate }) => learningRate);
  return [
    ...(shares.length > 0 ? [`Energy over that at the next larger η: ${shares.join("; ")}.`] : []),
    ...(begun.length > 0 ? [`The first point is the first evaluation at η = ${begun.join(", ")}.`] : []),
  ];
}

function chart(resultOf: ResultOf, scale: Scale): Chart {
  const { learningRates, evaluateEvery, targetAccuracy, leastPatterns, learned, seedCount } = PARAMETERS[scale];
  const { columns, images } = resultOf(examplesJob(scale));
  const rows: Row[] = [];
  const givenUp: string[] = [];
  for (const learningRate of learningRates) {
    const runs = runsOf(resultOf, learningRateJobs(scale, learningRate));
    rows.push(...curveRows(runs).map((row) => ({ series: nameOf(learningRate), learningRate, ...row })));
    const count = runs.filter(({ converged }) => !converged).length;
    if (count > 0) givenUp.push(`${learningRate} (${count} of ${seedCount})`);
  }
  const isReached = rows.some(({ accuracy, energy }) => accuracy === targetAccuracy && energy !== null);
  const reachedInWords =
    givenUp.length === 0
      ? `All reached accuracy ${targetAccuracy}.`
      : `Accuracy ${targetAccuracy} was not reached at ${isReached ? `η = ${givenUp.join(", ")}` : "any η by every seed"}.`;
  return {
    name: "figure-5a",
    title: "Slower learning takes less energy, at small η hardly less; the fastest takes most",
    x: { key: "accuracy", label: "accuracy on the test images (share)" },
    y: { key: "energy", label: "energy (weight units)", scale: "log" },
    series: learningRates.map((learningRate) => ({ name: nameOf(learningRate), style: "line" })),
    rows,
    errorKey: "standardError",
    images: images.map((shades) => ({ columns, shades })),
    notes: [
      `${DIGITS[scale].hiddenCount} hidden units, no caching; mean and standard error of ${seedCount} seeds, evaluated every ${evaluateEvery} patterns, where every seed first reaches an accuracy.`,
      `A run is given up after ${learned}/η patterns, and not before ${formatCount(leastPatterns)}; where all are, the curve ends at the best accuracy and all that was spent. ` +
        reachedInWords,
      ...remarks(rows),
    ],
  };
}

export const figure5a: Figure = {
  id: "5a",
  title: "Energy against accuracy for several learning rates",
  caption:
    `One hidden layer, trained on MNIST without caching. ${GRADIENT_NOTE} Curves that lie on each other take the same ` +
    "energy whatever the learning rate, as the paper has it of all but very large ones; here smaller rates take less. A curve " +
    "that rises steeply spends energy and gains no accuracy.",
  jobs: (scale) => [
    examplesJob(scale),
    ...learningRatesOf(scale).flatMap((learningRate) => learningRateJobs(scale, learningRate)),
  ],
  charts: (resultOf, scale) => [chart(resultOf, scale)],
};
