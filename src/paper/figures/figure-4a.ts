import type { JobOf, ResultOf } from "../../jobs/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { EXCESS } from "../beyond/excess-landscape.js";
import type { Figure } from "../figure.js";
import type { LandscapePolicy } from "../landscape.js";

/** A neuron whose synapses can all be shown, the bias last; a picture of one event has no scale. */
const NEURON = { inputCount: 9, patternCount: 12, seed: 3 };

/** θ, and what it is compared with. */
const EVENTS: Record<LandscapePolicy | typeof EXCESS, { threshold: number; title: string; says: string }> = {
  "local-local": {
    threshold: 4.5,
    title: "local-local: each synapse for itself",
    says: "Only synapses whose |s| exceeds θ are consolidated.",
  },
  "local-global": {
    threshold: 4.5,
    title: "local-global: one synapse for all",
    says: "One synapse whose |s| exceeds θ has all consolidated.",
  },
  "global-global": {
    threshold: 20.5,
    title: "global-global: all together for all",
    says: "All are consolidated once Σ|s| exceeds θ.",
  },
  [EXCESS]: {
    threshold: 4,
    title: "Beyond the paper, local-excess: each synapse for itself, no more than exceeds θ",
    says: "Of synapses whose |s| exceeds θ the excess is consolidated, and s stays at ±θ.",
  },
};

type ShownPolicy = keyof typeof EVENTS;
const POLICIES = Object.keys(EVENTS) as ShownPolicy[];

const jobOf = (policy: ShownPolicy): JobOf<"perceptron-trace"> => ({
  kind: "perceptron-trace",
  parameters: { ...NEURON, policy, threshold: EVENTS[policy].threshold },
  synapses: Array.from({ length: NEURON.inputCount + 1 }, (_, i) => i),
  timestepCount: 1000,
});

/** The panels are alike, and no marker lies on their edges. */
const HEIGHTS: [number, number] = [-6, 6];

/** Before and after stand beside each other, this far from the number of their synapse. */
const ASIDE = 0.14;

function chart(resultOf: ResultOf, policy: ShownPolicy): Chart {
  const { threshold, title, says } = EVENTS[policy];
  const event = resultOf(jobOf(policy)).find(({ consolidated }) => consolidated);
  const rows = (series: string, values: readonly number[] | undefined, aside: number): Row[] =>
    (values ?? []).map((transient, i) => ({ series, synapse: i + 1 + aside, transient }));
  const sum = (event?.raised ?? []).reduce((total, s) => total + Math.abs(s), 0);
  const isLocal = policy !== "global-global";
  return {
    name: `figure-4a-${policy}`,
    title,
    x: { key: "synapse", label: "synapse (number)", domain: [0.5, NEURON.inputCount + 1.5] },
    y: { key: "transient", label: "transient part s (weight units)", domain: HEIGHTS },
    series: [
      { name: "before", style: "stems" },
      { name: "after", style: "stems" },
    ],
    keys: "legend",
    rows: [...rows("before", event?.raised, -ASIDE), ...rows("after", event?.transient, ASIDE)],
    references: [
      { axis: "y", at: 0 },
      ...(isLocal
        ? [
            { axis: "y" as const, at: threshold, label: "θ" },
            { axis: "y" as const, at: -threshold, label: "−θ" },
          ]
        : []),
    ],
    notes: [
      `${says} θ = ${threshold}, Σ|s| = ${sum} before. N = ${NEURON.inputCount} and the bias, P = ${NEURON.patternCount}, no decay, seed ${NEURON.seed}, ` +
        `time step ${event?.timestep ?? "–"}.`,
    ],
  };
}

export const figure4a: Figure = {
  id: "4a",
  title: "One consolidation under each policy",
  caption:
    "The transient parts of all synapses of a neuron in the step of its first consolidation, after the change that " +
    "triggered it and after the consolidation. The same patterns for every policy. The paper draws this by hand, and does not have local-excess.",
  jobs: () => POLICIES.map(jobOf),
  charts: (resultOf) => POLICIES.map((policy) => chart(resultOf, policy)),
};
