import type { JobOf, ResultOf } from "../../jobs/index.js";
import { linearGrid } from "../../math/grid.js";
import type { PerceptronOptions } from "../../perceptron/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import type { Figure } from "../figure.js";
import { pricedResult } from "../priced.js";
import { seedsUpTo, summary } from "../sample.js";
import type { Scale } from "../scale.js";
import { classicJob } from "./figure-1.js";

interface Parameters {
  inputCount: number;
  seedCount: number;
  /** α */
  costExponents: number[];
  /** P/N at which α varies. */
  exponentLoads: number[];
  /** P/N at which potentiation alone is charged, with α = 1. */
  potentiationLoads: number[];
  /** α at which potentiation alone is charged, with P = N. */
  potentiationExponents: number[];
}

const COMMON = {
  costExponents: linearGrid(0, 2.5, 0.25),
  exponentLoads: [0.5, 1, 1.5],
  potentiationExponents: linearGrid(0, 2.5, 0.5),
};

/** Figure 1–s1: α from 0 to 2, and beyond, where the walk becomes the cheaper way; N as in figure 1. */
export const COST_VARIANTS: Record<Scale, Parameters> = {
  quick: { ...COMMON, inputCount: 1000, seedCount: 10, potentiationLoads: [0.1, 0.25, 0.5, 0.75, 1, 1.25, 1.5] },
  paper: {
    ...COMMON,
    ...{ inputCount: 1000, seedCount: 100 },
    potentiationLoads: [0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.7],
  },
  tiny: { ...COMMON, inputCount: 40, seedCount: 2, potentiationLoads: [0.5, 1, 1.5] },
};

type Learning = JobOf<"perceptron">;

/** Runs without caching whose changes are charged in another way; with α = 1 they are those of figure 1. */
function jobsAt(scale: Scale, load: number, charged: PerceptronOptions): Learning[] {
  const { inputCount, seedCount } = COST_VARIANTS[scale];
  return seedsUpTo(seedCount).map((seed) => {
    const { kind, parameters } = classicJob(inputCount, load * inputCount, seed);
    return { kind, parameters: { ...parameters, ...charged } };
  });
}

export const exponentJobs = (scale: Scale, load: number, costExponent: number): Learning[] =>
  jobsAt(scale, load, costExponent === 1 ? {} : { costExponent });

export const potentiationJobs = (scale: Scale, load: number, costExponent = 1): Learning[] =>
  jobsAt(scale, load, { potentiationOnly: true, ...(costExponent === 1 ? {} : { costExponent }) });

export const everyChangeJobs = (scale: Scale, load: number): Learning[] => jobsAt(scale, load, {});

export function costVariantJobs(scale: Scale): Learning[] {
  const { costExponents, exponentLoads, potentiationLoads, potentiationExponents } = COST_VARIANTS[scale];
  const everyChangeLoads = new Set([...exponentLoads, ...potentiationLoads]);
  const otherExponents = costExponents.filter((costExponent) => costExponent !== 1);
  return [
    ...[...everyChangeLoads].flatMap((load) => everyChangeJobs(scale, load)),
    ...exponentLoads.flatMap((load) => otherExponents.flatMap((exponent) => exponentJobs(scale, load, exponent))),
    ...potentiationLoads.flatMap((load) => potentiationJobs(scale, load)),
    ...potentiationExponents.flatMap((exponent) => (exponent === 1 ? [] : potentiationJobs(scale, 1, exponent))),
  ];
}

/** Mean and standard error of M/M_min over the converged runs, and how many there are. */
function point(resultOf: ResultOf, sample: readonly Learning[]): Row {
  const runs = sample.map((job) => pricedResult(resultOf, job)).filter(({ converged }) => converged);
  const { mean, standardError } = summary(runs.map(({ inefficiency }) => inefficiency ?? Number.NaN));
  return {
    ...{ inefficiency: mean, standardError },
    ...{ runCount: runs.length, unconvergedCount: sample.length - runs.length },
  };
}

function notes(scale: Scale, rows: readonly Row[]): string[] {
  const { inputCount, seedCount } = COST_VARIANTS[scale];
  const missed = rows.reduce((sum, { unconvergedCount }) => sum + Number(unconvergedCount), 0);
  const converged =
    missed === 0 ? "all converged" : `${missed} of ${rows.length * seedCount} runs left out as not converged`;
  return [`N = ${inputCount}, no caching. Mean and standard error of ${seedCount} seeds, ${converged}.`];
}

function charts(resultOf: ResultOf, scale: Scale): Chart[] {
  const { costExponents, exponentLoads, potentiationLoads, potentiationExponents } = COST_VARIANTS[scale];
  const nameOf = (load: number) => `P/N = ${load}`;
  const byExponent = exponentLoads.flatMap((load) =>
    costExponents.map(
      (costExponent): Row => ({
        ...{ series: nameOf(load), load, costExponent },
        ...point(resultOf, exponentJobs(scale, load, costExponent)),
      }),
    ),
  );
  const halved = `${nameOf(1)}, only potentiation costs`;
  const byPotentiationExponent = potentiationExponents.map(
    (costExponent): Row => ({
      ...{ series: halved, load: 1, costExponent },
      ...point(resultOf, potentiationJobs(scale, 1, costExponent)),
    }),
  );
  const exponentRows = [...byExponent, ...byPotentiationExponent];
  const variants = { "every change costs": everyChangeJobs, "only potentiation costs": potentiationJobs };
  const byLoad = Object.entries(variants).flatMap(([series, jobsOf]) =>
    potentiationLoads.map((load): Row => ({ series, load, ...point(resultOf, jobsOf(scale, load)) })),
  );
  const y = { key: "inefficiency", label: "inefficiency M/M_min (ratio)", scale: "log" } as const;
  return [
    {
      name: "figure-1-s1-exponent",
      title: "The dearer large changes are, the less a walk wastes; beyond α ≈ 2 it is the cheaper way",
      x: { key: "costExponent", label: "exponent α of the cost of a change (dimensionless)" },
      y,
      series: [
        ...exponentLoads.map((load) => ({ name: nameOf(load), style: "line" as const })),
        { name: halved, style: "points" },
      ],
      rows: exponentRows,
      errorKey: "standardError",
      references: [{ axis: "y", at: 1, label: "as dear as the direct way" }],
      keys: "legend",
      notes: notes(scale, exponentRows),
    },
    {
      name: "figure-1-s1-potentiation",
      title: "Charging potentiation alone leaves the inefficiency as it is",
      x: { key: "load", label: "load P/N (patterns per input)" },
      y,
      series: Object.keys(variants).map((name) => ({ name, style: "line" })),
      rows: byLoad,
      errorKey: "standardError",
      keys: "legend",
      notes: notes(scale, byLoad),
    },
  ];
}

export const figure1s1: Figure = {
  id: "1-s1",
  title: "Other costs of a change",
  caption:
    "Inefficiency of learning without caching when a change Δw costs |Δw|^α, and when depression is free. The minimum is " +
    "charged in the same way: M_min = Σ|w(T) − w(0)|^α, or its positive part. At α = 2 a random walk is as dear as its ends " +
    "are apart; beyond, many small changes cost less than one large one. The paper shows α from 0 to 2.",
  jobs: costVariantJobs,
  charts,
};
