import type { ResultOf } from "../../jobs/index.js";
import type { Chart } from "../../report/chart/chart.js";
import { formatCount } from "../../report/format.js";
import type { Row } from "../../schema/row.js";
import { costName, runsAt, runsOf, scanJobs, TRADE_OFF } from "../decay.js";
import type { Figure } from "../figure.js";
import { energyAt } from "../priced.js";
import { counted, summary } from "../sample.js";
import type { Scale } from "../scale.js";

const COSTS = [0, 1e-3, 1e-2];

function chart(resultOf: ResultOf, scale: Scale): Chart {
  const scan = TRADE_OFF[scale];
  const allRuns = runsAt(resultOf, scan, scan.decayTimes[0]!);
  const points = scan.thresholds.map((threshold) => {
    const runs = runsOf(allRuns, threshold);
    return { threshold, runs, unconvergedCount: scan.seedCount - runs.length };
  });
  const rows = COSTS.flatMap((maintenanceCost) =>
    points.map(({ threshold, runs, unconvergedCount }): Row => {
      const energy = summary(runs.map((run) => energyAt(run, { maintenanceCost })));
      const epochs = summary(runs.map(({ epochCount }) => epochCount));
      return {
        ...{ series: costName(maintenanceCost), threshold },
        ...{ energy: energy.mean, energyStandardError: energy.standardError },
        ...{ epochCount: epochs.mean, standardError: epochs.standardError },
        ...{ runCount: runs.length, unconvergedCount },
      };
    }),
  );
  const { inputCount, patternCount, seedCount, maxEpochs, decayTimes, thresholds } = scan;
  const missed = points.filter(({ unconvergedCount }) => unconvergedCount > 0);
  const counts = missed.map(({ threshold, unconvergedCount }) => `${threshold}: ${unconvergedCount}`).join(", ");
  return {
    name: "figure-3-s1a",
    title: "Where holding is free the threshold trades learning time for energy",
    x: { key: "energy", label: "energy (weight units)", scale: "log" },
    y: { key: "epochCount", label: "learning time (epochs)" },
    series: COSTS.map((c) => ({ name: costName(c), style: "line", errors: "bars" })),
    rows,
    errorKey: "standardError",
    notes: [
      `N = ${inputCount}, P = ${patternCount}, policy local-global, τ = ${decayTimes[0]}. A point is a threshold, from θ = ${thresholds[0]} ` +
        `to ${thresholds.at(-1)}; each curve starts with the lowest θ at its right end. Mean of ${counted(seedCount, "seed")} with the standard error of the learning time.`,
      missed.length === 0
        ? `All runs converged within ${formatCount(maxEpochs)} epochs.`
        : `Left out as not converged in ${formatCount(maxEpochs)} epochs, of ${seedCount} runs at θ = ${counts}.`,
    ],
  };
}

export const figure3s1a: Figure = {
  id: "3-s1a",
  title: "Learning time against energy in the perceptron",
  caption:
    "The same runs priced at three maintenance costs; every seed that converges is shown at every threshold. At c = 0 a high threshold saves energy and costs time beyond a point; " +
    "where holding is dear the threshold that takes least energy is close to the one that learns fastest.",
  jobs: (scale) => scanJobs(TRADE_OFF[scale]),
  charts: (resultOf, scale) => [chart(resultOf, scale)],
};
