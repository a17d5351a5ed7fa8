import type { Chart, Reference, Series } from "../../report/chart/chart.js";
import type { Row } from "../../schema/row.js";
import type { Protocol } from "../protocol.js";
import { describeNeuron, shownSets } from "./describe.js";

const TIME = { key: "timestep", label: "time (time steps)" } as const;
/** A line needs no more points than it has pixels, a few times over. */
const MOST_POINTS = 3000;
/** The name of a test needs this part of the axis beside it. */
const ROOM_FOR_NAME = 0.15;

/** Rows that a line goes through: all where something happens, and of those that only wait as many as can be seen. */
function thinned(rows: readonly Row[]): Row[] {
  const every = Math.ceil(rows.length / MOST_POINTS);
  const happens = (row: Row | undefined): boolean => row !== undefined && row.event !== "idle";
  return rows.filter((row, k) => k % every === 0 || k === rows.length - 1 || happens(row) || happens(rows[k + 1]));
}

/** A thin line at every test, with its name where there is room until the next. */
function testsIn(rows: readonly Row[], end: number): Reference[] {
  const tests = rows.filter(({ event }) => event === "test");
  return tests.map(({ timestep, phase }, k) => {
    const next = (tests[k + 1]?.timestep ?? end) as number;
    const hasRoom = next - (timestep as number) >= ROOM_FOR_NAME * end;
    return { axis: "x", at: timestep as number, ...(hasRoom ? { label: phase as string } : {}) };
  });
}

/** The stretches of time in which there is no energy. */
function stretchesWithoutEnergy(rows: readonly Row[]): [number, number][] {
  const stretches: [number, number][] = [];
  let from: number | null = null;
  for (const { timestep, energyAvailable } of rows) {
    if (energyAvailable === false) from ??= timestep as number;
    else if (from !== null) {
      stretches.push([from, timestep as number]);
      from = null;
    }
  }
  const last = rows.at(-1)!.timestep as number;
  return from === null ? stretches : [...stretches, [from, last]];
}

/** Grey where there is no energy: one outline, which returns to the bottom between the stretches. */
function withoutEnergy(
  rows: readonly Row[],
  key: string,
  [low, high]: [number, number],
): { series: Series[]; rows: Row[] } {
  const corners = stretchesWithoutEnergy(rows).flatMap(([from, to]) =>
    [low, high, high, low].map((y, k) => ({ series: "no energy", timestep: k < 2 ? from : to, [key]: y })),
  );
  return { series: corners.length === 0 ? [] : [{ name: "no energy", style: "region" }], rows: corners };
}

/** Lines of several columns against time. */
function chartOf(
  protocol: Protocol,
  rows: readonly Row[],
  chart: Pick<Chart, "name" | "title" | "y">,
  lines: readonly (Series & { column: string })[],
): Chart {
  const { key } = chart.y;
  const points = thinned(rows);
  // All weights begin at 0 and nothing has been spent; every answer is a tie then, and wrong.
  const start: Row[] = key === "errors" ? [] : [{ timestep: 0 }];
  const drawn = lines.flatMap(({ name, column }) =>
    [...start.map((row) => ({ ...row, [column]: 0 })), ...points].map(
      (row): Row => ({ series: name, timestep: row.timestep!, [key]: row[column]! }),
    ),
  );
  const heights = drawn.map((row) => row[key] as number);
  const span: [number, number] = [Math.min(0, ...heights), Math.max(...heights)];
  // Room for the name of a test at the end.
  const end = ((rows.at(-1)!.timestep as number) || 1) / (1 - ROOM_FOR_NAME);
  const grey = withoutEnergy(rows, key, span);
  return {
    ...chart,
    x: { ...TIME, domain: [0, end] },
    series: [...grey.series, ...lines.map(({ column: _, ...series }) => series)],
    rows: [...grey.rows, ...drawn],
    references: testsIn(rows, end),
    keys: "legend",
    notes: [describeNeuron(protocol)],
  };
}

/** The trace of every set in time, in w and in l; what is between the two is s. */
function traceChart(protocol: Protocol, rows: readonly Row[]): Chart {
  const lines = shownSets(protocol).flatMap(([set]) => [
    { name: `${set}: w = s + l`, style: "trace" as const, column: `${set}.w` },
    { name: `${set}: l`, style: "dashed" as const, colourOf: `${set}: w = s + l`, column: `${set}.l` },
  ]);
  const y = { key: "trace", label: "trace of a memory (presentations)" };
  return chartOf(protocol, rows, { name: "traces", title: protocol.name, y }, lines);
}

/** Errors of the sets that have several patterns. */
function errorChart(protocol: Protocol, rows: readonly Row[]): Chart | null {
  const several = shownSets(protocol)
    .filter(([, patterns]) => patterns.length > 1)
    .map(([name]) => name);
  if (several.length === 0) return null;
  const lines = several.map((name) => ({ name, style: "trace" as const, column: `${name}.errors` }));
  const y = { key: "errors", label: "patterns that are wrong (number)" };
  return chartOf(protocol, rows, { name: "errors", title: `${protocol.name}: errors`, y }, lines);
}

function energyChart(protocol: Protocol, rows: readonly Row[]): Chart {
  const parts = ["consolidationEnergy", "maintenanceEnergy", "changeEnergy", "persistentMaintenanceEnergy"];
  const spent = parts.filter((key) => rows.some((row) => (row[key] as number) > 0));
  const nameOf = (key: string): string => key.replace(/Energy$/, "").replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);
  const lines = [
    { name: "all", style: "trace" as const, column: "energy" },
    ...(spent.length < 2 ? [] : spent.map((column) => ({ name: nameOf(column), style: "dashed" as const, column }))),
  ];
  const y = { key: "energy", label: "energy spent (weight units)" };
  return chartOf(protocol, rows, { name: "energy", title: `${protocol.name}: energy`, y }, lines);
}

/** What a protocol without a grid looks like in time. */
export const timeCharts = (protocol: Protocol, rows: readonly Row[]): Chart[] =>
  [traceChart(protocol, rows), errorChart(protocol, rows), energyChart(protocol, rows)].filter(
    (chart) => chart !== null,
  );
