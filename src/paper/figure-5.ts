import type { JobOf, ResultOf } from "../jobs/index.js";
import { linearGrid } from "../math/grid.js";
import { firstCrossing } from "../math/statistics.js";
import type { MlpCurveRow, MlpOptions } from "../mlp/index.js";
import type { Chart } from "../report/chart.js";
import type { Row } from "../schema/row.js";
import type { Figure } from "./figure.js";
import type { Scale } from "./scale.js";

/** Figure 5B: η 0.1; caching per neuron with θ 0.04, τ 1000, c 0.001. One pass over the training images. */
const COMMON: Record<Scale, MlpOptions> = {
  quick: { dataset: "mnist", gradient: "authors", hiddenCount: 100, maxPatterns: 60_000, evaluateEvery: 2000, seed: 1 },
  paper: { dataset: "mnist", gradient: "authors", hiddenCount: 100, maxPatterns: 60_000, evaluateEvery: 1000, seed: 1 },
  tiny: { dataset: "tiny", gradient: "authors", hiddenCount: 5, maxPatterns: 200, evaluateEvery: 50, seed: 1 },
};
const CACHING: MlpOptions = { policy: "local-global", threshold: 0.04, decayTime: 1000, maintenanceCost: 1e-3 };

type Learning = JobOf<"mlp">;

export const withoutCachingJob = (scale: Scale): Learning => ({
  kind: "mlp",
  parameters: { ...COMMON[scale], policy: "none" },
});

export const withCachingJob = (scale: Scale): Learning => ({
  kind: "mlp",
  parameters: { ...COMMON[scale], ...CACHING },
});

/** The energy at the moment an accuracy is first reached, by interpolation; null if it never is. */
export function energyAt(curve: readonly MlpCurveRow[], accuracy: number, of: "energy" | "minimalEnergy" = "energy") {
  const accuracies = curve.map((row) => row.accuracy);
  return firstCrossing(
    accuracies,
    curve.map((row) => row[of]),
    accuracy,
  );
}

const LEVELS = linearGrid(0.8, 0.95, 0.01).map((level) => Math.round(level * 1000) / 1000);

function chart(resultOf: ResultOf, scale: Scale): Chart {
  const plain = resultOf(withoutCachingJob(scale)).curve;
  const cached = resultOf(withCachingJob(scale)).curve;
  const series: [string, (accuracy: number) => number | null][] = [
    ["without caching", (accuracy) => energyAt(plain, accuracy)],
    ["with caching", (accuracy) => energyAt(cached, accuracy)],
    ["minimum", (accuracy) => energyAt(plain, accuracy, "minimalEnergy")],
  ];
  const rows: Row[] = series.flatMap(([name, energy]) =>
    LEVELS.map((accuracy) => ({ series: name, accuracy, energy: energy(accuracy) })),
  );
  const { hiddenCount, maxPatterns, evaluateEvery } = COMMON[scale];
  return {
    name: "figure-5b",
    title: "Caching works under back-propagation, on MNIST",
    x: { key: "accuracy", label: "accuracy on the test images (share)" },
    y: { key: "energy", label: "energy (weight units)", scale: "log" },
    series: series.map(([name]) => ({ name, style: "line" })),
    rows,
    notes: [
      `One seed, ${maxPatterns} patterns, evaluated every ${evaluateEvery}; energy where an accuracy is first reached, interpolated.`,
      `η = 0.1, ${hiddenCount} hidden units. Caching: policy ${CACHING.policy}, θ = ${CACHING.threshold}, τ = ${CACHING.decayTime}, c = ${CACHING.maintenanceCost}.`,
    ],
  };
}

export const figure5b: Figure = {
  id: "5b",
  title: "Energy against accuracy in a multilayer network",
  caption:
    "One hidden layer, trained on MNIST with the gradient of the authors' program (a hybrid of squared error and " +
    "cross-entropy). The minimum is what setting the weights of the run without caching directly would take.",
  jobs: (scale) => [withoutCachingJob(scale), withCachingJob(scale)],
  charts: (resultOf, scale) => [chart(resultOf, scale)],
};
