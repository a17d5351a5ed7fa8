import type { ResultOf } from "../../jobs/index.js";
import { mean, median } from "../../math/statistics.js";
import type { ThresholdCounts } from "../../perceptron/index.js";
import type { Chart, Reference } from "../../report/chart/chart.js";
import { formatCount } from "../../report/format.js";
import type { Row } from "../../schema/row.js";
import { bestOnOthers, costName, DECAY, type DecayRuns, runsAt, runsOf, scanJobs, skippedCount } from "../decay.js";
import type { Figure } from "../figure.js";
import { energyAt } from "../priced.js";
import { summary } from "../sample.js";
import type { Scale } from "../scale.js";
import { FIGURE_3_COSTS, limitNote, lostNote, unconvergedNote } from "./figure-3-notes.js";

const AXIS = { key: "decayRate", label: "decay rate 1/τ (per time step)", scale: "log" } as const;

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
        ...{ runCount: sample.length, unconvergedCount: runs.failedCount, skippedCount: skippedCount(runs) },
      };
    }),
  );
}

/** What learning without caching comes to, which is the same whatever τ is; nothing where it did not converge. */
function reference(label: string, values: number[]): Reference[] {
  return values.length > 0 ? [{ axis: "y", at: mean(values), label }] : [];
}

const USUAL = "without decay, at any θ";

/** The learning time without decay, the same at every τ. */
function usualRows(scans: readonly DecayRuns[], classic: readonly ThresholdCounts[]): Row[] {
  if (classic.length === 0) return [];
  const epochCount = mean(classic.map((run) => run.epochCount));
  return scans.map(({ decayTime }) => ({
    ...{ series: USUAL, decayTime, decayRate: 1 / decayTime, epochCount, standardError: null },
    ...{ runCount: classic.length, unconvergedCount: null, skippedCount: null },
  }));
}

function charts(resultOf: ResultOf, scale: Scale): Chart[] {
  const { inputCount, patternCount, seedCount, maxEpochs, decayTimes } = DECAY[scale];
  const scans = decayTimes.map((decayTime) => runsAt(resultOf, DECAY[scale], decayTime));
  const withDecay = scans.filter(({ decayTime }) => Number.isFinite(decayTime));
  const classic = runsOf(scans.at(-1)!, 0);
  const classicOf = (of: (run: ThresholdCounts) => number): number[] => classic.map(of);

  const lines = FIGURE_3_COSTS.map((c) => ({ name: costName(c), style: "line" as const }));
  const common = { x: AXIS, series: lines, keys: "legend" as const };
  const setting = `N = ${inputCount}, P = ${patternCount}, policy local-global, ${seedCount} seeds, at most ${formatCount(maxEpochs)} epochs.`;
  const counts = [unconvergedNote(scans), ...lostNote(withDecay)];
  const notes = [
    `${setting} Mean and standard error, grey where bands lie on each other; where costs share a θ the last covers the others.`,
    ...counts,
  ];
  return [
    {
      ...common,
      name: "figure-3-energy",
      title: "Under fast decay no cache lets every seed learn; slower decay can take less energy than no decay",
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
      title:
        "Under slow decay the cost sets the best threshold; under fast decay only caching off lets every seed learn",
      y: { key: "threshold", label: "optimal threshold θ (weight units)", scale: "log" },
      rows: rowsOf(withDecay, { key: "threshold", of: ({ threshold }) => threshold, by: "median" }),
      notes: [
        `${setting} Median; where that is θ = 0, caching off, there is no point: the axis is logarithmic. The last of equals covers the others.`,
        ...limitNote(withDecay),
        ...counts,
      ],
    },
    {
      ...common,
      name: "figure-3-epochs",
      title: "Decay can make learning faster, and much slower where holding is cheap",
      y: { key: "epochCount", label: "learning time (epochs)", scale: "log" },
      // Every curve crosses this line: no name would fit beside it, and in the legend there is room.
      series: [...lines, ...(classic.length > 0 ? [{ name: USUAL, style: "trace" as const }] : [])],
      rows: [
        ...rowsOf(withDecay, { key: "epochCount", of: ({ epochCount }) => epochCount, by: "mean" }),
        ...usualRows(withDecay, classic),
      ],
      errorKey: "standardError",
      notes,
    },
  ];
}

export const figure3: Figure = {
  id: "3",
  title: "Energy, threshold and learning time when the transient part decays",
  caption:
    "Synaptic caching with transient plasticity that decays with time constant τ, for four maintenance costs c, against " +
    "the decay rate; slow decay is on the left. All costs see the same runs. A seed is shown at the θ of least mean energy for " +
    "the others, among the θ at which all of these converge, and θ may so differ between seeds. No run is chosen for its luck, and " +
    "one that is slow at the θ of the others weighs the more. At many points it is convergence, not energy, that sets θ. The limit " +
    "of the authors' program, 10⁴ epochs, is lowered for the scan of thresholds.",
  jobs: (scale) => scanJobs(DECAY[scale]),
  charts,
};
