import type { ResultOf } from "../../jobs/index.js";
import { mean } from "../../math/statistics.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { perceptronLearning } from "../../theory/index.js";
import type { Figure } from "../figure.js";
import { pricedResult } from "../priced.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";
import { allLoadsJobs, convergedRuns, jobsByLoad, type Learning, loadChart, PARAMETERS } from "./figure-1.js";

/** At this load 10⁴ epochs are too few for some runs, and those that are done by then are the fast ones. */
const CENSORED_PATTERNS = 1900;
const MORE_EPOCHS = 40_000;

/** The runs of the load at which 10⁴ epochs cut some off, given four times as many. */
export function patientJobs(scale: Scale): Learning[] {
  return jobsByLoad(scale)
    .filter(({ patternCount }) => patternCount === CENSORED_PATTERNS)
    .flatMap(({ jobs }) =>
      jobs.map(({ kind, parameters }) => ({ kind, parameters: { ...parameters, maxEpochs: MORE_EPOCHS } })),
    );
}

/** Means of the simulation over the theory, at the loads at which every run converged. */
function overTheory(resultOf: ResultOf, scale: Scale): string[] {
  const { inputCount } = PARAMETERS[scale];
  const ratios = convergedRuns(resultOf, scale)
    .filter(({ runs, unconverged }) => runs.length > 0 && unconverged.length === 0)
    .map(({ runs, patternCount }) => {
      const inefficiencies = runs.map(({ inefficiency }) => inefficiency ?? Number.NaN);
      return mean(inefficiencies) / perceptronLearning(inputCount, patternCount).inefficiency;
    });
  if (ratios.length === 0) return [];
  const range = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2));
  return [`Means over the theory: ${range.join(" to ")} where all converged; the claim takes medians of all runs.`];
}

/** The runs with more epochs as a point beside the others, where the scale has that load. */
function patient(resultOf: ResultOf, scale: Scale): { series: Chart["series"]; rows: Row[]; notes: string[] } {
  const jobs = patientJobs(scale);
  if (jobs.length === 0) return { series: [], rows: [], notes: [] };
  const { inputCount } = PARAMETERS[scale];
  const runs = jobs.map((job) => pricedResult(resultOf, job)).filter(({ converged }) => converged);
  const { mean: centre, standardError } = summary(runs.map((run) => run.inefficiency ?? Number.NaN));
  const [name, load] = ["up to 40 000 epochs", CENSORED_PATTERNS / inputCount];
  const place = { load, inputCount, patternCount: CENSORED_PATTERNS };
  const counts = { runCount: runs.length, unconvergedCount: jobs.length - runs.length };
  return {
    series: [{ name, style: "points" }],
    rows: [{ series: name, ...place, inefficiency: centre, standardError, ...counts }],
    notes: [`In 40 000 epochs ${runs.length} of ${jobs.length} converged.`],
  };
}

export const figure1d: Figure = {
  id: "1d",
  title: "Inefficiency of perceptron learning",
  caption:
    "Inefficiency M/M_min of the same runs. Dashed: theory, √(πP)/(2 − P/N), which takes the weights for a random walk of " +
    "variance K. Theirs is smaller, .556 K at P = N, so that M_min is smaller and the simulation lies above, there by " +
    "1/√.556 = 1.34; what is left is a K that is not quite the formula's. Near the capacity runs that take long are cut off, which lowers the mean; a point shows the same " +
    "seeds with four times as many epochs.",
  jobs: (scale) => [...allLoadsJobs(scale), ...patientJobs(scale)],
  charts(resultOf, scale) {
    const { inputCount } = PARAMETERS[scale];
    const panel = {
      name: "figure-1d",
      title: "Inefficiency grows with the load; up to P/N = 1.9 the theory lies below",
      y: { key: "inefficiency", label: "inefficiency M/M_min (ratio)", scale: "log" },
    } as const;
    const drawn = loadChart(resultOf, scale, panel, [
      {
        name: "simulation",
        theory: "theory",
        value: (run) => run.inefficiency ?? Number.NaN,
        expected: (p) => perceptronLearning(inputCount, p).inefficiency,
      },
    ]);
    const more = patient(resultOf, scale);
    const [sample, ...missed] = drawn.notes!;
    return [
      {
        ...drawn,
        series: [...drawn.series, ...more.series],
        rows: [...drawn.rows, ...more.rows],
        notes: [
          [sample, ...overTheory(resultOf, scale)].join(" "),
          ...(missed.length > 0 ? [[...missed, ...more.notes].join(" ")] : []),
        ],
      },
    ];
  },
};
