import type { ResultOf } from "../../jobs/index.js";
import { mean, median } from "../../math/statistics.js";
import type { ThresholdCounts } from "../../perceptron/index.js";
import type { Chart, Reference } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { bestOnOthers, costName, DECAY, type DecayRuns, missingCount, runsAt, runsOf, scanJobs } from "../decay.js";
import type { Figure } from "../figure.js";
import { energyAt } from "../priced.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";

export const FIGURE_3_COSTS = [0, 1e-4, 1e-3, 1e-2];

const AXIS = { key: "decayRate", label: "decay rate 1/τ (per time step)", scale: "log" } as const;

/** The runs that did not converge, τ by τ. */
function unconvergedNote(scans: readonly DecayRuns[]): string {
  const missed = scans.filter((runs) => missingCount(runs) > 0);
  if (missed.length === 0) return "All runs converged.";
  const list = missed.map((runs) => `${Number.isFinite(runs.decayTime) ? runs.decayTime : "∞"}: ${missingCount(runs)}`);
  const all = missed[0]!.thresholds.length * missed[0]!.bySeed.length;
  return `Not converged, and left out, of ${all} runs (θ, seed) at τ = ${list.join(", ")}.`;
}

/** Points of fewer seeds than there are: the others do not converge at the θ that is best for the rest. */
function fewerNote(scans: readonly DecayRuns[], seedCount: number): string[] {
  const points = scans.flatMap((runs) =>
    FIGURE_3_COSTS.map((maintenanceCost) => {
      const { length } = bestOnOthers(runs, maintenanceCost);
      return { length, name: `${length} at τ = ${runs.decayTime}, ${costName(maintenanceCost)}` };
    }),
  );
  const fewer = points.filter(({ length }) => length < seedCount);
  if (fewer.length === 0) return [];
  return [
    `Seeds that do not converge at the θ of the others are left out: ${fewer.map(({ name }) => name).join("; ")}.`,
  ];
}

/** What is shown of the runs at the threshold of the others. */
interface Statistic {
  key: string;
  of: (run: ThresholdCounts, maintenanceCost: number) => number;
  /** The median of what may be 0, which a logarithmic axis does not show. */
  by: "mean" | "median";
}

function rowsOf(scans: readonly DecayRuns[], { key, of, by }: Statistic): Row[] {
  return FIGURE_3_COSTS.flatMap((maintenanceCost) =>
    scans.map((runs): Row => {
      const sample = bestOnOthers(runs, maintenanceCost).map((run) => of(run, maintenanceCost));
      const { mean, standardError } = summary(sample);
      const middle = sample.length > 0 ? median(sample) : null;
      return {
        ...{ series: costName(maintenanceCost), decayTime: runs.decayTime, decayRate: 1 / runs.decayTime },
        ...(by === "mean" ? { [key]: mean, standardError } : { [key]: middle }),
        ...{ runCount: sample.length, unconvergedCount: missingCount(runs) },
      };
    }),
  );
}

/** What learning without caching comes to, which is the same whatever τ is; nothing where it did not converge. */
function reference(label: string, values: number[]): Reference[] {
  return values.length > 0 ? [{ axis: "y", at: mean(values), label }] : [];
}

function charts(resultOf: ResultOf, scale: Scale): Chart[] {
  const { inputCount, patternCount, seedCount, maxEpochs, decayTimes } = DECAY[scale];
  const scans = decayTimes.map((decayTime) => runsAt(resultOf, DECAY[scale], decayTime));
  const withDecay = scans.filter(({ decayTime }) => Number.isFinite(decayTime));
  const classic = runsOf(scans.at(-1)!, 0);
  const classicOf = (of: (run: ThresholdCounts) => number): number[] => classic.map(of);

  const common = {
    x: AXIS,
    series: FIGURE_3_COSTS.map((c) => ({ name: costName(c), style: "line" as const })),
  };
  const notes = [
    `N = ${inputCount}, P = ${patternCount}, policy local-global. One θ for all ${seedCount} seeds: each is shown at the θ of least mean ` +
      `energy for the others, so that no run is chosen for its luck. Mean and standard error, at most ${maxEpochs} epochs.`,
    unconvergedNote(scans),
    ...fewerNote(withDecay, seedCount),
  ];
  return [
    {
      ...common,
      name: "figure-3-energy",
      title: "Fast decay leaves nothing to save; some decay can save more than none",
      y: { key: "energy", label: "energy (weight units)", scale: "log" },
      rows: rowsOf(withDecay, {
        key: "energy",
        of: (run, maintenanceCost) => energyAt(run, { maintenanceCost }),
        by: "mean",
      }),
      errorKey: "standardError",
      references: [
        ...reference(
          "without caching",
          classicOf((run) => energyAt(run, {})),
        ),
        ...reference(
          "minimum without decay",
          classicOf(({ tally }) => tally.minimal),
        ),
      ],
      notes: [
        "The minimum without decay is no bound with it: what decays is forgotten at no cost, and learning ends at smaller " +
          "weights, so that c = 0 can lie below.",
        ...notes,
      ],
    },
    {
      ...common,
      name: "figure-3-threshold",
      title: "Fast decay lowers the best threshold; under slow decay the cost sets it",
      y: { key: "threshold", label: "optimal threshold θ (weight units)", scale: "log" },
      rows: rowsOf(withDecay, { key: "threshold", of: ({ threshold }) => threshold, by: "median" }),
      notes: [
        "Median over the seeds. Where θ = 0 is best, caching switched off, there is no point: the axis is logarithmic.",
        ...notes,
      ],
    },
    {
      ...common,
      name: "figure-3-epochs",
      title: "Decay can make learning faster, and much slower where holding is cheap",
      y: { key: "epochCount", label: "learning time (epochs)", scale: "log" },
      rows: rowsOf(withDecay, { key: "epochCount", of: ({ epochCount }) => epochCount, by: "mean" }),
      errorKey: "standardError",
      references: reference(
        "without decay, at any θ",
        classicOf(({ epochCount }) => epochCount),
      ),
      notes,
    },
  ];
}

export const figure3: Figure = {
  id: "3",
  title: "Energy, threshold and learning time when the transient part decays",
  caption:
    "Synaptic caching with transient plasticity that decays with time constant τ, for four maintenance costs c, against " +
    "the decay rate. One threshold serves all seeds; it is found on other seeds than the one that is shown. A run does not depend on c, so that all costs see the same runs. Slow decay is on the left; dotted: " +
    "the same seeds without decay. The paper's limit of 10⁴ epochs is lowered for the scan of thresholds.",
  jobs: (scale) => scanJobs(DECAY[scale]),
  charts,
};
