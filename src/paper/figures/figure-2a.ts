import type { JobOf, ResultOf } from "../../jobs/index.js";
import { leastOf } from "../../math/least.js";
import type { TraceStep } from "../../perceptron/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import type { Figure } from "../figure.js";

const THRESHOLD = 4.5;
const INPUTS = 20;

/** Few synapses, so that consolidations are apart, and a decay that can be seen; a picture of one run has no scale. */
const TRACE: JobOf<"perceptron-trace"> = {
  kind: "perceptron-trace",
  parameters: {
    ...{ inputCount: INPUTS, patternCount: 30, seed: 1 },
    ...{ policy: "local-global", threshold: THRESHOLD, decayTime: 100 },
  },
  // All of them, the bias last.
  synapses: Array.from({ length: INPUTS + 1 }, (_, i) => i),
  timestepCount: 300,
};

const exceeds = ({ raised }: TraceStep, synapse: number): boolean => Math.abs(raised[synapse]!) > THRESHOLD;

/** The synapses, numbered from 0, that exceed the threshold most and least often; of equals the first. */
export function busiestAndQuietest(steps: readonly TraceStep[]): [busiest: number, quietest: number] {
  const counts = TRACE.synapses.map((synapse) => steps.filter((step) => exceeds(step, synapse)).length);
  const busiest = leastOf(TRACE.synapses, (i) => -counts[i]!)!;
  const others = TRACE.synapses.filter((i) => i !== busiest);
  return [busiest, leastOf(others, (i) => counts[i]!)!];
}

function chart(
  steps: readonly TraceStep[],
  synapse: number,
  panel: Pick<Chart, "name" | "title"> & { reach: number },
): Chart {
  const { name, title, reach } = panel;
  const rows: Row[] = steps.flatMap(({ timestep, raised, transient, persistent, consolidated }, i) => [
    // What they were before the consolidation in the same step: s falls and l rises at once.
    ...(consolidated
      ? [
          { series: "transient s", timestep, weight: raised[synapse]! },
          { series: "persistent l", timestep, weight: steps[i - 1]?.persistent[synapse] ?? 0 },
        ]
      : []),
    { series: "transient s", timestep, weight: transient[synapse]! },
    { series: "persistent l", timestep, weight: persistent[synapse]! },
  ]);
  const crossings = steps.filter((step) => exceeds(step, synapse));
  const { inputCount, patternCount, decayTime, seed } = TRACE.parameters;
  return {
    ...{ name, title },
    x: { key: "timestep", label: "time (time steps)" },
    y: { key: "weight", label: "weight (weight units)", domain: [-reach, reach] },
    series: [
      { name: "transient s", style: "area" },
      { name: "persistent l", style: "trace" },
      ...(crossings.length > 0 ? [{ name: "exceeds θ", style: "points" } as const] : []),
    ],
    rows: [
      ...rows,
      ...crossings.map(({ timestep, raised }) => ({ series: "exceeds θ", timestep, weight: raised[synapse]! })),
    ],
    keys: "legend",
    references: [
      { axis: "y", at: THRESHOLD, label: "θ" },
      { axis: "y", at: -THRESHOLD, label: "−θ" },
      ...steps.filter(({ consolidated }) => consolidated).map(({ timestep }) => ({ axis: "x" as const, at: timestep })),
    ],
    notes: [
      `Synapse ${synapse + 1} of ${INPUTS + 1}, one run: N = ${inputCount}, P = ${patternCount}, policy local-global, θ = ${THRESHOLD}, τ = ${decayTime}, seed ${seed}. ` +
        "Dotted: consolidations of the neuron.",
    ],
  };
}

function charts(resultOf: ResultOf): Chart[] {
  const steps = resultOf(TRACE);
  const [busiest, quietest] = busiestAndQuietest(steps);
  // Both panels have the same scale, with room beyond what either reaches.
  const weights = steps.flatMap(({ raised, persistent }) =>
    [busiest, quietest].flatMap((i) => [raised[i]!, persistent[i]!]),
  );
  const reach = Math.ceil(Math.max(THRESHOLD, ...weights.map(Math.abs)));
  return [
    chart(steps, busiest, { reach, name: "figure-2a", title: "A synapse whose threshold is crossed consolidates all" }),
    chart(steps, quietest, { reach, name: "figure-2a-other", title: "Another synapse is consolidated along with it" }),
  ];
}

export const figure2a: Figure = {
  id: "2a",
  title: "Transient and persistent plasticity of two synapses",
  caption:
    "The transient part s takes up the changes and decays; the shaded area is |s| summed over time, which costs maintenance. When |s| of " +
    "any synapse exceeds the threshold, all are consolidated: s is added to the persistent part l and starts again from 0. Shown are " +
    "the synapse that exceeds the threshold most often and the first of those that do so least. The paper draws this by hand; here it is a real run.",
  jobs: () => [TRACE],
  charts,
};
