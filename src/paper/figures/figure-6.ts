import type { JobOf, ResultOf } from "../../jobs/index.js";
import { mean } from "../../math/statistics.js";
import type { PerceptronCurveRow } from "../../perceptron/index.js";
import type { Chart, Series } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { decayingSteadyState, finiteStepState, type SteadyState } from "../../theory/index.js";
import type { Figure } from "../figure.js";
import { pricedResult } from "../priced.js";
import { seedsUpTo, summary } from "../sample.js";
import type { Scale } from "../scale.js";

/** Figure 6: τ 500, c 0.01, θ 5; local consolidation, as in the theory. */
const SIZES: Record<Scale, { inputCount: number; patternCount: number; seedCount: number }> = {
  quick: { inputCount: 1000, patternCount: 1000, seedCount: 10 },
  paper: { inputCount: 1000, patternCount: 1000, seedCount: 100 },
  tiny: { inputCount: 40, patternCount: 40, seedCount: 2 },
};
/** With this decay and threshold some runs make a few errors an epoch for ever; the curve is over long before. */
const MAX_EPOCHS = 100;
const CACHING = { policy: "local-local", threshold: 5, decayTime: 500, maintenanceCost: 0.01 } as const;

export const powerJobs = (scale: Scale): JobOf<"perceptron">[] => {
  const { seedCount, ...sizes } = SIZES[scale];
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "perceptron",
    parameters: { ...sizes, ...CACHING, maxEpochs: MAX_EPOCHS, curve: true, seed },
  }));
};

export const powers = ["consolidation", "maintenance"] as const;
export type Power = (typeof powers)[number];

/** Powers of all synapses together, energy per time step, from the simulation and two theories. */
type Powers = Record<"simulation" | "theory" | "finiteSteps", Record<Power, number>>;

/** One epoch of one run. */
interface EpochPowers extends Powers {
  epoch: number;
  updateCount: number;
}

const ofAll = (synapseCount: number, state: SteadyState): Record<Power, number> => ({
  consolidation: synapseCount * state.consolidationPower,
  maintenance: synapseCount * state.maintenancePower,
});

/** Epochs share their numbers of errors, and each takes some milliseconds. */
const finiteStepStates = new Map<number, SteadyState>();

function finiteStepsAt(errorRate: number): SteadyState {
  const { threshold, decayTime, maintenanceCost } = CACHING;
  const known = finiteStepStates.get(errorRate);
  if (known !== undefined) return known;
  const state = finiteStepState({ errorRate, decayTime }, threshold, maintenanceCost);
  finiteStepStates.set(errorRate, state);
  return state;
}

/** What an epoch cost a time step, and what the theory says to its share of wrong patterns. */
function powersOf(now: PerceptronCurveRow, before: PerceptronCurveRow | undefined, scale: Scale): EpochPowers {
  const { inputCount, patternCount } = SIZES[scale];
  const { threshold, decayTime, maintenanceCost } = CACHING;
  // Rows include the consolidation of what is left at their end, which is not spent yet.
  const spent = (row: PerceptronCurveRow | undefined): number =>
    row === undefined ? 0 : row.consolidationEnergy - row.residualEnergy;
  const errorRate = now.errorCount / patternCount;
  const theory = decayingSteadyState({ updateVariance: errorRate, decayTime }, threshold, maintenanceCost);
  return {
    epoch: now.epoch,
    updateCount: now.errorCount,
    simulation: {
      consolidation: (spent(now) - spent(before)) / patternCount,
      maintenance: (now.maintenanceEnergy - (before?.maintenanceEnergy ?? 0)) / patternCount,
    },
    theory: ofAll(inputCount + 1, theory),
    finiteSteps: ofAll(inputCount + 1, finiteStepsAt(errorRate)),
  };
}

/** The powers of an epoch, means over the runs that still learned in it. */
export interface PowerPoint {
  epoch: number;
  runCount: number;
  /** Mean updates in the epoch. */
  updateCount: number;
  mean(of: keyof Powers, power: Power): number;
  /** Simulated powers, run by run. */
  sample(power: Power): number[];
}

/** Fewer updates an epoch are no steady state of anything. */
const FEWEST_UPDATES = 5;

/** Epoch by epoch, as long as at least half of the runs still learn: later means would be of the slowest runs only. */
export function powerCurve(resultOf: ResultOf, scale: Scale): PowerPoint[] {
  const runs = powerJobs(scale).map((job) => {
    const curve = pricedResult(resultOf, job).curve!;
    return curve.map((row, i) => powersOf(row, curve[i - 1], scale));
  });
  const points: PowerPoint[] = [];
  for (let i = 0; ; i++) {
    const epochs = runs.flatMap((run) => (run[i] !== undefined && run[i]!.updateCount > 0 ? [run[i]!] : []));
    const updateCount = epochs.length > 0 ? mean(epochs.map(({ updateCount }) => updateCount)) : 0;
    if (epochs.length < runs.length / 2 || updateCount < FEWEST_UPDATES) return points;
    points.push({
      epoch: i + 1,
      runCount: epochs.length,
      updateCount,
      mean: (of, power) => mean(epochs.map((epoch) => epoch[of][power])),
      sample: (power) => epochs.map(({ simulation }) => simulation[power]),
    });
  }
}

/** Powers of an epoch are those of a time step, as often as there are patterns. */
interface Panel extends Pick<Chart, "name" | "title"> {
  unit: "epoch" | "time step";
  theory: Exclude<keyof Powers, "simulation">;
}

const THEORY_NAMES = { theory: "theory", finiteSteps: "finite steps" } as const;

/** The key of the first power's theory stands for both. */
const theoryName = (theory: Panel["theory"], power: Power): string =>
  power === powers[0] ? THEORY_NAMES[theory] : `${THEORY_NAMES[theory]}, ${power}`;

function rowsOf(points: readonly PowerPoint[], { theory }: Panel, stepCount: number): Row[] {
  return points.flatMap(({ epoch, runCount, updateCount, mean, sample }) =>
    powers.flatMap((power) => {
      const common = { epoch, runCount, updateCount };
      const { mean: centre, standardError } = summary(sample(power).map((value) => stepCount * value));
      const expected = stepCount * mean(theory, power);
      return [
        { series: power, ...common, power: centre, standardError },
        { series: theoryName(theory, power), ...common, power: expected, standardError: null },
      ];
    }),
  );
}

function seriesOf({ theory }: Panel): Series[] {
  const nameOf = (power: Power): string => theoryName(theory, power);
  return powers.flatMap((power): Series[] => [
    { name: power, style: "line" },
    {
      ...{ name: nameOf(power), style: "dashed", colourOf: power },
      ...(power === powers[0] ? {} : { keyOf: nameOf(powers[0]) }),
    },
  ]);
}

function notes(resultOf: ResultOf, scale: Scale): string[] {
  const { inputCount, patternCount, seedCount } = SIZES[scale];
  const converged = powerJobs(scale).filter((job) => resultOf(job).converged).length;
  const { policy, decayTime, maintenanceCost, threshold } = CACHING;
  return [
    `N = ${inputCount}, P = ${patternCount}, ${policy}, τ = ${decayTime}, c = ${maintenanceCost}, θ = ${threshold}. Mean and standard error of the seeds that still learn, ` +
      `while at least half do; ${converged} of ${seedCount} converged within ${MAX_EPOCHS} epochs.`,
  ];
}

function chart(resultOf: ResultOf, scale: Scale, panel: Panel): Chart {
  const { name, title, unit } = panel;
  const points = powerCurve(resultOf, scale);
  const rows = rowsOf(points, panel, unit === "epoch" ? SIZES[scale].patternCount : 1);
  const series = seriesOf(panel);
  return {
    ...{ name, title },
    x: { key: "epoch", label: "epoch (count)" },
    y: { key: "power", label: `power (energy per ${unit})`, scale: "log" },
    series,
    rows:
      rows.length > 0
        ? rows
        : series.map(({ name }) => ({ series: name, epoch: null, power: null, standardError: null })),
    errorKey: "standardError",
    notes: notes(resultOf, scale),
  };
}

export const figure6: Figure = {
  id: "6",
  title: "Maintenance and consolidation power",
  caption:
    "Energy spent in an epoch, and what the Fokker–Planck theory predicts from that epoch's share of wrong patterns. The theory takes " +
    "steps to be infinitely small. Beside it the same power in another unit, energy per time step instead of per epoch, with a theory " +
    `of finite steps. The curves end where the mean falls below ${FEWEST_UPDATES} errors an epoch, which are no steady state.`,
  jobs: powerJobs,
  charts: (resultOf, scale) => [
    chart(resultOf, scale, {
      ...{ name: "figure-6", unit: "epoch", theory: "theory" },
      title: "The theory follows the power while errors become rare",
    }),
    chart(resultOf, scale, {
      ...{ name: "figure-6-step", unit: "time step", theory: "finiteSteps" },
      title: "With finite steps the theory comes closer still, while errors are frequent",
    }),
  ],
};
