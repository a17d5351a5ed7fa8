import type { ResultOf } from "../jobs/index.js";
import { mean } from "../math/statistics.js";
import type { Chart, Reference } from "../report/chart.js";
import type { Row } from "../schema/row.js";
import { costName, DECAY, energiesAt, epochsOf, optimumOf, type ScanPoint, scanAt, scanJobs } from "./decay.js";
import type { Figure } from "./figure.js";
import { summary } from "./sample.js";
import type { Scale } from "./scale.js";

export const FIGURE_3_COSTS = [0, 1e-4, 1e-3, 1e-2];

const AXIS = { key: "decayRate", label: "decay rate 1/τ (per time step)", scale: "log" } as const;

/** "τ = 10: 48, 30: 48", the runs that did not converge, where there are any. */
function unconvergedNote(scans: readonly ScanPoint[][], seedCount: number): string {
  const counts = scans.map((points) => ({
    decayTime: points[0]!.decayTime,
    count: points.reduce((sum, { unconvergedCount }) => sum + unconvergedCount, 0),
  }));
  const missed = counts.filter(({ count }) => count > 0);
  if (missed.length === 0) return "All runs converged.";
  const list = missed.map(({ decayTime, count }) => `${Number.isFinite(decayTime) ? decayTime : "∞"}: ${count}`);
  const all = (scans[0]?.length ?? 0) * seedCount;
  return `Not converged, of ${all} runs (θ, seed) at τ = ${list.join(", ")}.`;
}

function charts(resultOf: ResultOf, scale: Scale): Chart[] {
  const { inputCount, patternCount, seedCount, maxEpochs, decayTimes } = DECAY[scale];
  const scans = decayTimes.map((decayTime) => scanAt(resultOf, DECAY[scale], decayTime));
  const withDecay = scans.filter((points) => Number.isFinite(points[0]!.decayTime));
  const withoutDecay = scans.find((points) => points[0]!.decayTime === Number.POSITIVE_INFINITY);
  const classic = withoutDecay?.find(({ threshold, runs }) => threshold === 0 && runs.length > 0);

  const rowsOf = (key: string, sample: (optimum: ScanPoint, maintenanceCost: number) => number[]): Row[] =>
    FIGURE_3_COSTS.flatMap((maintenanceCost) =>
      withDecay.map((points): Row => {
        const optimum = optimumOf(points, maintenanceCost);
        const { mean, standardError } = summary(optimum === null ? [] : sample(optimum, maintenanceCost));
        const { decayTime } = points[0]!;
        const unconvergedCount = points.reduce((sum, point) => sum + point.unconvergedCount, 0);
        const place = { series: costName(maintenanceCost), decayTime, decayRate: 1 / decayTime };
        const found = { threshold: optimum?.threshold ?? null, [key]: mean, standardError };
        return { ...place, ...found, runCount: optimum?.runs.length ?? 0, unconvergedCount };
      }),
    );
  const reference = (label: string, values: number[]): Reference[] =>
    values.length > 0 ? [{ axis: "y", at: mean(values), label }] : [];

  const common = {
    x: AXIS,
    series: FIGURE_3_COSTS.map((c) => ({ name: costName(c), style: "line" as const })),
  };
  const sampleNote =
    `N = ${inputCount}, P = ${patternCount}, policy local-global. Each cost at the threshold of least mean energy ` +
    `among those at which all ${seedCount} seeds converged within ${maxEpochs} epochs; mean and standard error of these seeds.`;
  const notes = [sampleNote, unconvergedNote(scans, seedCount)];
  return [
    {
      ...common,
      name: "figure-3-energy",
      title: "The faster the decay, the less there is to save",
      y: { key: "energy", label: "energy (weight units)", scale: "log" },
      rows: rowsOf("energy", energiesAt),
      errorKey: "standardError",
      references: classic
        ? [
            ...reference("without caching", energiesAt(classic, 0)),
            ...reference(
              "minimum without decay",
              classic.runs.map(({ minimalEnergy }) => minimalEnergy),
            ),
          ]
        : [],
      notes,
    },
    {
      ...common,
      name: "figure-3-threshold",
      title: "The faster the decay, the lower the best threshold",
      y: { key: "threshold", label: "optimal threshold θ (weight units)", scale: "log" },
      rows: rowsOf("threshold", ({ threshold }) => [threshold]),
      notes: ["Where θ = 0 is best, caching switched off, there is no point: the axis is logarithmic.", ...notes],
    },
    {
      ...common,
      name: "figure-3-epochs",
      title: "Moderate decay can make learning faster",
      y: { key: "epochCount", label: "learning time (epochs)", scale: "log" },
      rows: rowsOf("epochCount", epochsOf),
      errorKey: "standardError",
      references: classic ? reference("without decay, at any θ", epochsOf(classic)) : [],
      notes,
    },
  ];
}

export const figure3: Figure = {
  id: "3",
  title: "Energy, threshold and learning time when the transient part decays",
  caption:
    "Synaptic caching with transient plasticity that decays with time constant τ, for four maintenance costs c, against " +
    "the decay rate. A run does not depend on c, so that all costs see the same runs. Slow decay is on the left; dotted: " +
    "the same seeds without decay. The paper's limit of 10⁴ epochs is lowered for the scan of thresholds.",
  jobs: (scale) => scanJobs(DECAY[scale]),
  charts,
};
