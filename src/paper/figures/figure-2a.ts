import type { JobOf, ResultOf } from "../../jobs/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import type { Figure } from "../figure.js";

const THRESHOLD = 4.5;

/** Few synapses, so that consolidations are apart, and a decay that can be seen; a picture of one run has no scale. */
const TRACE: JobOf<"perceptron-trace"> = {
  kind: "perceptron-trace",
  parameters: {
    ...{ inputCount: 20, patternCount: 30, seed: 1 },
    ...{ policy: "local-global", threshold: THRESHOLD, decayTime: 100 },
  },
  // The first input, not chosen for its looks.
  synapses: [0],
  timestepCount: 300,
};

function chart(resultOf: ResultOf): Chart {
  const steps = resultOf(TRACE);
  const rows: Row[] = steps.flatMap(({ timestep, raised, transient, persistent, consolidated }) => [
    // The height that s reached before it was consolidated in the same step.
    ...(consolidated ? [{ series: "transient s", timestep, weight: raised[0]! }] : []),
    { series: "transient s", timestep, weight: transient[0]! },
    { series: "persistent l", timestep, weight: persistent[0]! },
  ]);
  const consolidations = steps.filter(({ consolidated }) => consolidated);
  const { inputCount, patternCount, decayTime, seed } = TRACE.parameters;
  return {
    name: "figure-2a",
    title: "What is transient is consolidated now and then",
    x: { key: "timestep", label: "time (time steps)" },
    y: { key: "weight", label: "weight (weight units)" },
    series: [
      { name: "transient s", style: "area" },
      { name: "persistent l", style: "trace" },
    ],
    rows,
    references: [
      { axis: "y", at: THRESHOLD, label: "threshold θ" },
      { axis: "y", at: -THRESHOLD },
      ...consolidations.map(({ timestep }) => ({ axis: "x" as const, at: timestep })),
    ],
    notes: [
      `One synapse of one run: N = ${inputCount}, P = ${patternCount}, policy local-global, θ = ${THRESHOLD}, τ = ${decayTime}, seed ${seed}. ` +
        "Shaded: |s|, which costs maintenance in every time step. Dotted: consolidations, which any synapse of the neuron can trigger.",
    ],
  };
}

export const figure2a: Figure = {
  id: "2a",
  title: "Transient and persistent plasticity of one synapse",
  caption:
    "The transient part s takes up the changes and decays. When |s| of any synapse exceeds the threshold, all are consolidated: s is " +
    "added to the persistent part l and starts again from 0. The paper draws this by hand; here it is a real run.",
  jobs: () => [TRACE],
  charts: (resultOf) => [chart(resultOf)],
};
