import type { JobOf, ResultOf } from "../../jobs/index.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import { randomPatterns } from "../../tasks/random-patterns.js";
import type { Figure } from "../figure.js";
import { solutionSlice, weightsAfter } from "../solution-slice.js";

const TASK = { inputCount: 100, patternCount: 100, seed: 1 };

/** Small enough for single steps to be seen; a picture of one run has no scale. */
const WALK: JobOf<"perceptron-trace"> = {
  kind: "perceptron-trace",
  parameters: { ...TASK, policy: "none" },
  // The first two inputs, not chosen for their looks.
  synapses: [0, 1],
  timestepCount: 20_000,
};

/** Room around the walk, weight units. */
const ROOM = 1;

/** Weights of the two synapses: far beyond the frame, where the slice may end. */
const REACH = 1000;

const around = (values: readonly number[]): [number, number] => [
  Math.min(...values) - ROOM,
  Math.max(...values) + ROOM,
];

function chart(resultOf: ResultOf): Chart {
  const steps = resultOf(WALK).filter(({ changed }) => changed);
  const path = [[0, 0] as const, ...steps.map(({ persistent }) => [persistent[0]!, persistent[1]!] as const)];
  const end = path.at(-1)!;
  const { inputCount, patternCount, seed } = TASK;
  const task = randomPatterns(inputCount, patternCount, seed);
  const weights = weightsAfter(
    task,
    steps.map(({ timestep }) => timestep),
  );
  const slice = solutionSlice(task, weights, REACH);
  const rowsOf = (series: string, points: readonly (readonly [number, number])[]): Row[] =>
    points.map(([first, second]) => ({ series, first, second }));
  // Every update changes both weights by 1.
  const [length, distance] = [2 * steps.length, Math.abs(end[0]) + Math.abs(end[1])];
  return {
    name: "figure-1b",
    title: "Learning takes a long way to a near place",
    x: { key: "first", label: "weight of the first synapse (weight units)", domain: around(path.map(([x]) => x)) },
    y: { key: "second", label: "weight of the second synapse (weight units)", domain: around(path.map(([, y]) => y)) },
    equalScales: true,
    keys: "legend",
    series: [
      ...(slice.length > 0 ? [{ name: "solutions", style: "region" } as const] : []),
      { name: "learning", style: "trace" },
      { name: "direct way", style: "dashed" },
      { name: "start", style: "points" },
      { name: "end", style: "points" },
    ],
    rows: [
      ...rowsOf("solutions", slice),
      ...rowsOf("learning", path),
      ...rowsOf("direct way", [path[0]!, end]),
      ...rowsOf("start", [path[0]!]),
      ...rowsOf("end", [end]),
    ],
    notes: [
      `One run, N = P = ${patternCount}, seed ${seed}: ${steps.length} updates, a way of ${length} units for these two weights; ` +
        `the direct one is ${distance}. Grey: where these two may lie when the others are as they end.`,
    ],
  };
}

export const figure1b: Figure = {
  id: "1b",
  title: "Two synapses on their way",
  caption:
    "The weights of two synapses while a perceptron learns, and the direct way to the same weights. The energy is the " +
    "length of the way, |Δw| summed over both weights. Weight vectors that have all patterns right form a cone in as many " +
    "dimensions as there are synapses. Grey is the slice through it along the plane of these two weights, all others " +
    "being what they are at the end: each pattern allows a half-plane, and as entries are ±1 its edge is a diagonal. " +
    "The slice moves while the others learn, so that the walk may cross it early without being done. The paper draws this by hand.",
  jobs: () => [WALK],
  charts: (resultOf) => [chart(resultOf)],
};
