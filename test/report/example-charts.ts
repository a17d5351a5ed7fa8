import type { Chart } from "../../src/report/chart/chart.js";
import type { Row } from "../../src/schema/row.js";

const loads = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75];

/** Made-up energies with the divergence at the capacity P/N = 2; only their shape matters here. */
const energy = (load: number) => (1e5 * load) / (2 - load) ** 2;

function rows(series: string, factor: number, error: number | null): Row[] {
  return loads.map((load) => {
    const y = factor * energy(load);
    return { series, load, energy: y, standardError: error === null ? null : error * y };
  });
}

/** Lines with bands, theory, a reference and notes; y is logarithmic. */
export const loadChart: Chart = {
  name: "example-load",
  title: "Energy & its minimum < capacity",
  x: { key: "load", label: "patterns per synapse P/N" },
  y: { key: "energy", label: "energy M (weight units)", scale: "log" },
  errorKey: "standardError",
  series: [
    { name: "simulation", style: "line" },
    { name: "minimum M_min", style: "line" },
    { name: "theory", style: "dashed", colourOf: "simulation" },
  ],
  references: [{ axis: "x", at: 2, label: "capacity" }],
  rows: [...rows("simulation", 1.3, 0.2), ...rows("minimum M_min", 0.01, 1.5), ...rows("theory", 1, null)],
  notes: ["Mean of 20 seeds; bands are standard errors. One of 20 runs did not converge after 10⁴ epochs."],
};

/** Single measurements with error bars on two log axes. */
export const pointChart: Chart = {
  ...loadChart,
  name: "example-points",
  x: { key: "load", label: "patterns per synapse P/N", scale: "log" },
  series: [
    { name: "simulation", style: "points" },
    { name: "theory", style: "dashed", colourOf: "simulation" },
  ],
  references: [],
};

/** What stands on zero: a trace that is shaded, stems, a plain trace, marks without a name, and a line with bars. */
export const standingChart: Chart = {
  name: "example-standing",
  title: "What stands on zero",
  x: { key: "x", label: "time (steps)" },
  y: { key: "y", label: "weight (units)" },
  errorKey: "standardError",
  series: [
    { name: "transient", style: "area" },
    { name: "persistent", style: "trace" },
    { name: "jumps", style: "stems" },
    { name: "there and back", style: "line", errors: "bars" },
  ],
  references: [
    { axis: "x", at: 3, label: "reset" },
    { axis: "x", at: 6 },
  ],
  rows: [
    ...[2, 3, 4, 1, 2, 3, 1, 2].map((y, x) => ({ series: "transient", x, y, standardError: null })),
    ...[0, 0, 0, 5, 5, 5, 8, 8].map((y, x) => ({ series: "persistent", x, y, standardError: null })),
    ...[1, 4, 6].map((x) => ({ series: "jumps", x, y: 6, standardError: null })),
    ...[1, 4, 2, 5].map((x, i) => ({ series: "there and back", x, y: 9 + i, standardError: 0.4 })),
  ],
};

/** A walk in a region, with a unit as long across as up, keys in a legend, and a dashed line that shares a key. */
export const regionChart: Chart = {
  name: "example-region",
  title: "A walk into a region",
  x: { key: "x", label: "first weight (units)" },
  y: { key: "y", label: "second weight (units)" },
  series: [
    { name: "allowed", style: "region" },
    { name: "walk", style: "trace" },
    { name: "theory", style: "dashed", colourOf: "walk" },
    { name: "other theory", style: "dashed", keyOf: "theory" },
  ],
  rows: [
    ...[-3, 0, 3, 0].map((x, i) => ({ series: "allowed", x, y: [-8, -5, -8, -11][i]! })),
    ...[0, -1, 1, 0].map((x, i) => ({ series: "walk", x, y: -2 * i })),
    ...[0, -6].map((y) => ({ series: "theory", x: 0, y })),
    ...[0, -6].map((y) => ({ series: "other theory", x: 1, y })),
  ],
  keys: "legend",
  equalScales: true,
};

/** More lines than labels fit at their ends, because all end at the same place inside the frame. */
export const crowdedChart: Chart = {
  name: "example-crowded",
  title: "Nine lines that meet",
  x: { key: "x", label: "time (steps)", domain: [0, 10] },
  y: { key: "y", label: "weight" },
  series: Array.from({ length: 9 }, (_, i) => ({ name: `synapse ${i + 1}`, style: "line" as const })),
  rows: Array.from({ length: 9 }, (_, i) => [
    { series: `synapse ${i + 1}`, x: 0, y: i },
    { series: `synapse ${i + 1}`, x: 5, y: 4 },
  ]).flat(),
};
