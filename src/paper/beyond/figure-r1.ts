import type { JobOf, ResultOf } from "../../jobs/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import type { Figure } from "../figure.js";
import { counted, seedsUpTo, summary } from "../sample.js";
import type { Scale } from "../scale.js";

/** N = P, the epochs that are shown, and of each panel what is kept and what is varied. */
interface Curves {
  inputCount: number;
  seedCount: number;
  epochCount: number;
  threshold: number;
  thresholds: readonly number[];
  decayTime: number;
  decayTimes: readonly number[];
}

const FOREVER = Number.POSITIVE_INFINITY;

const CURVES: Record<Scale, Curves> = {
  quick: {
    ...{ inputCount: 500, seedCount: 10, epochCount: 60 },
    ...{ threshold: 6.5, thresholds: [0, 6.5, 9.5, 12.5, 15.5] },
    ...{ decayTime: 1000, decayTimes: [300, 500, 1000, 3000, FOREVER] },
  },
  paper: {
    ...{ inputCount: 1000, seedCount: 50, epochCount: 60 },
    ...{ threshold: 6.5, thresholds: [0, 6.5, 9.5, 12.5, 15.5] },
    ...{ decayTime: 1000, decayTimes: [300, 500, 1000, 3000, FOREVER] },
  },
  tiny: {
    ...{ inputCount: 40, seedCount: 2, epochCount: 10 },
    ...{ threshold: 2.5, thresholds: [0, 2.5] },
    ...{ decayTime: 100, decayTimes: [100, FOREVER] },
  },
};

/** Every run is watched from its first epoch; the last ones are not needed. */
const jobsAt = (scale: Scale, threshold: number, decayTime: number): JobOf<"perceptron">[] => {
  const { inputCount, seedCount, epochCount } = CURVES[scale];
  const size = {
    inputCount,
    patternCount: inputCount,
    maxEpochs: epochCount,
    policy: "local-global",
    curve: true,
  } as const;
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "perceptron",
    parameters: { ...size, threshold, decayTime, seed },
  }));
};

interface Setting {
  series: string;
  threshold: number;
  decayTime: number;
}

const byThreshold = (scale: Scale): Setting[] =>
  CURVES[scale].thresholds.map((threshold) => ({
    ...{ series: `θ = ${threshold}`, threshold, decayTime: CURVES[scale].decayTime },
  }));

const byDecay = (scale: Scale): Setting[] =>
  CURVES[scale].decayTimes.map((decayTime) => ({
    ...{
      series: decayTime === FOREVER ? "no decay" : `τ = ${decayTime}`,
      threshold: CURVES[scale].threshold,
      decayTime,
    },
  }));

/** The mean share of patterns that were wrong when they were shown, epoch by epoch. A run that has learned has none from then on. */
function chart(
  resultOf: ResultOf,
  scale: Scale,
  settings: readonly Setting[],
  named: Pick<Chart, "name" | "title">,
  kept: string,
): Chart {
  const { inputCount, seedCount, epochCount } = CURVES[scale];
  const rows = settings.flatMap(({ series, threshold, decayTime }) => {
    const runs = jobsAt(scale, threshold, decayTime).map((job) => resultOf(job));
    const unconvergedCount = runs.filter(({ converged }) => !converged).length;
    return Array.from({ length: epochCount }, (_, i): Row => {
      const shares = runs.flatMap(({ converged, curve = [] }) => {
        const row = curve[i];
        if (row !== undefined) return [row.errorCount / inputCount];
        return converged ? [0] : [];
      });
      const { mean, standardError } = summary(shares);
      return { series, epoch: i + 1, wrong: mean, standardError, unconvergedCount };
    });
  });
  const late = settings.flatMap(({ series }) => {
    const count = Number(rows.find((row) => row.series === series)?.unconvergedCount);
    return count === 0 ? [] : [`${series}: ${count}`];
  });
  return {
    ...named,
    x: { key: "epoch", label: "epoch (passes over the patterns)" },
    y: { key: "wrong", label: "patterns that are wrong when shown (share)", scale: "log" },
    series: settings.map(({ series }) => ({ name: series, style: "trace" })),
    rows,
    errorKey: "standardError",
    keys: "legend",
    notes: [
      `N = P = ${inputCount}, local-global, ${kept}. Mean and standard error of ${counted(seedCount, "seed")}.`,
      late.length === 0
        ? `All have learned within ${epochCount} epochs.`
        : `Runs that have not learned within ${epochCount} epochs: ${late.join(", ")}.`,
    ],
  };
}

export const figureR1: Figure = {
  id: "r1",
  title: "Learning curves for several thresholds and decay times",
  caption:
    "Asked for by the paper's reviewers, and not in the paper. Without decay the threshold changes no weight, and so no curve. With decay a high threshold leaves in s what is forgotten before it is consolidated: " +
    "after the first epochs fewer patterns are wrong, and learning ends late, or not within the epochs shown. The mean is over all seeds, of which those that have learned have none wrong. Where no pattern of any seed is wrong there is no point on the logarithmic axis.",
  jobs(scale) {
    const settings = [...byThreshold(scale), ...byDecay(scale)];
    const jobs = settings.flatMap(({ threshold, decayTime }) => jobsAt(scale, threshold, decayTime));
    // The threshold and the decay time that are kept stand in both panels.
    return jobs.filter((job, i) => jobs.findIndex((other) => sameRun(job, other)) === i);
  },
  charts(resultOf, scale) {
    const { threshold, decayTime } = CURVES[scale];
    return [
      chart(
        resultOf,
        scale,
        byThreshold(scale),
        {
          ...{ name: "figure-r1-threshold", title: "With decay, a threshold that is too high keeps errors alive" },
        },
        `τ = ${decayTime}`,
      ),
      chart(
        resultOf,
        scale,
        byDecay(scale),
        {
          ...{ name: "figure-r1-decay", title: "At one threshold, decay that is too fast keeps errors alive" },
        },
        `θ = ${threshold}`,
      ),
    ];
  },
};

const sameRun = (a: JobOf<"perceptron">, b: JobOf<"perceptron">): boolean =>
  (["threshold", "decayTime", "seed"] as const).every((key) => a.parameters[key] === b.parameters[key]);
