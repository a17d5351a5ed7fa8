import type { JobOf, ResultOf } from "../../jobs/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import type { Figure } from "../figure.js";

/** Small enough for single steps to be seen; a picture of one run has no scale. */
const WALK: JobOf<"perceptron-trace"> = {
  kind: "perceptron-trace",
  parameters: { inputCount: 100, patternCount: 100, seed: 1, policy: "none" },
  // The first two inputs, not chosen for their looks.
  synapses: [0, 1],
  timestepCount: 20_000,
};

function chart(resultOf: ResultOf): Chart {
  const steps = resultOf(WALK).filter(({ changed }) => changed);
  const path = [[0, 0] as const, ...steps.map(({ persistent }) => [persistent[0]!, persistent[1]!] as const)];
  const [x, y] = path.at(-1)!;
  const rows: Row[] = [
    ...path.map(([first, second]) => ({ series: "learning", first, second })),
    { series: "direct way", first: 0, second: 0 },
    { series: "direct way", first: x, second: y },
    { series: "learned", first: x, second: y },
  ];
  const { inputCount, patternCount, seed } = WALK.parameters;
  // Every update changes both weights by 1.
  const [length, distance] = [2 * steps.length, Math.abs(x) + Math.abs(y)];
  return {
    name: "figure-1b",
    title: "Learning takes a long way to a near place",
    x: { key: "first", label: "weight of the first synapse (weight units)" },
    y: { key: "second", label: "weight of the second synapse (weight units)" },
    series: [
      { name: "learning", style: "trace" },
      { name: "direct way", style: "dashed" },
      { name: "learned", style: "points" },
    ],
    rows,
    references: [
      { axis: "x", at: 0 },
      { axis: "y", at: 0 },
    ],
    notes: [
      `One run, N = ${inputCount}, P = ${patternCount}, seed ${seed}. The two weights start at 0 and change ${length} units in all, ` +
        `in ${steps.length} updates; straight to where they end up it would be ${distance}.`,
    ],
  };
}

export const figure1b: Figure = {
  id: "1b",
  title: "Two synapses on their way",
  caption:
    "The weights of two synapses while a perceptron learns, and the direct way to the same weights. The energy is the " +
    "length of the way, |Δw| summed over both weights; the inefficiency is its ratio to the direct one. The paper draws this by hand.",
  jobs: () => [WALK],
  charts: (resultOf) => [chart(resultOf)],
};
