import { mean, standardError } from "../../math/statistics.js";
import type { Chart } from "../../report/chart/chart.js";
import type { Cell, Row } from "../../schema/row.js";
import type { Protocol } from "../protocol.js";
import type { ProtocolDocument } from "../schema.js";
import { variableUses } from "../variants.js";
import { describeNeuron, shownSets, showValue, words } from "./describe.js";

/** The rows of tests; where there is no test, the last row of every combination. */
export function testedRows({ variants, document: { grid } }: Protocol, rows: readonly Row[]): Row[] {
  const tests = rows.filter(({ event }) => event === "test");
  if (tests.length > 0) return tests;
  const keys = Object.keys(grid);
  return variants.map(({ values }) => rows.findLast((row) => keys.every((key) => row[key] === values[key]))!);
}

/** The key along the horizontal axis: the first with several numbers, infinite ones aside. */
function axisOf({ document: { grid }, chance }: Protocol): string | null {
  const isAxis = (values: readonly unknown[]): boolean =>
    values.filter((value) => typeof value === "number" && Number.isFinite(value)).length > 1;
  return (
    Object.keys(grid).find((key) => !chance.includes(key) && isAxis((grid as Record<string, Cell[]>)[key]!)) ?? null
  );
}

/** A value of the grid that pauses have is a time; all others say themselves what they are. */
const unitOf = ({ phases }: ProtocolDocument, key: string): string =>
  variableUses(phases, key).some((use) => use === "idle" || use === "gap") ? " (time steps)" : "";

/** One point of a chart: a set at a test, with a value for each seed. */
interface Point {
  series: string;
  x: number;
  sample: number[];
}

function pointsOf(
  protocol: Protocol,
  tested: readonly Row[],
  x: string,
  column: string,
  sets: readonly string[],
): Point[] {
  const { grid } = protocol.document;
  const others = Object.keys(grid).filter(
    (key) => key !== x && !protocol.chance.includes(key) && (grid as Record<string, Cell[]>)[key]!.length > 1,
  );
  const severalTests = new Set(tested.map(({ phase }) => phase)).size > 1;
  const points = new Map<string, Point>();
  for (const set of sets) {
    for (const row of tested) {
      const told = others.map((key) => `${key === "policy" ? "" : `${words(key)} `}${showValue(row[key]!)}`);
      const series = [set, ...(severalTests ? [row.phase as string] : []), ...told].join(", ");
      const id = JSON.stringify([series, row[x]]);
      const point = points.get(id) ?? { series, x: row[x] as number, sample: [] };
      points.set(id, point);
      point.sample.push(row[`${set}.${column}`] as number);
    }
  }
  return [...points.values()];
}

/**
 * What tests found, against a value of the grid: the traces in l, and the errors of sets with several patterns. Seeds of random
 * patterns are averaged.
 */
export function gridCharts(protocol: Protocol, rows: readonly Row[]): Chart[] {
  const x = axisOf(protocol);
  if (x === null) return [];
  const tested = testedRows(protocol, rows);
  const sets = shownSets(protocol);
  const several = sets.filter(([, patterns]) => patterns.length > 1).map(([name]) => name);
  const chart = (name: string, label: string, column: string, shown: readonly string[]): Chart => {
    const points = pointsOf(protocol, tested, x, column, shown);
    const seedCount = Math.max(...points.map(({ sample }) => sample.length));
    return {
      name,
      title: protocol.name,
      x: { key: x, label: `${words(x)}${unitOf(protocol.document, x)}` },
      y: { key: name, label },
      series: [...new Set(points.map(({ series }) => series))].map((series) => ({ name: series, style: "line" })),
      rows: points.map(({ series, x: at, sample }) => ({
        ...{ series, [x]: at, [name]: mean(sample) },
        standardError: sample.length > 1 ? standardError(sample) : null,
      })),
      errorKey: "standardError",
      keys: "legend",
      notes: [describeNeuron(protocol), ...(seedCount > 1 ? [`Mean and standard error of ${seedCount} seeds.`] : [])],
    };
  };
  return [
    chart(
      "traces",
      "trace in l (presentations)",
      "l",
      sets.map(([name]) => name),
    ),
    ...(several.length > 0 ? [chart("errors", "patterns that are wrong (number)", "errors", several)] : []),
  ];
}
