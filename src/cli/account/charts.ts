import type { AccountFigures } from "../../account/account.js";
import type { AccountParameters } from "../../account/parameters.js";
import type { Chart } from "../../report/chart/chart.js";
import { formatExact, groupDigits } from "../../report/format.js";
import type { Row } from "../../schema/row.js";
import { writesChart } from "./writes-chart.js";

/** Energy and its parts over θ; thresholds at 0 and Infinity have no place on a logarithmic axis, but stay in the table. */
function thresholdChart({ tried, synapseCount }: AccountFigures, { policy }: AccountParameters, found?: number): Chart {
  const parts = { energy: "total", consolidationEnergy: "consolidation", maintenanceEnergy: "maintenance" } as const;
  const rows = Object.entries(parts).flatMap(([key, series]) =>
    tried.map(({ threshold, run }): Row => ({ series, threshold, energy: run[key as keyof typeof parts] })),
  );
  const least = tried[0]!.run.minimalEnergy;
  const shown = shownThresholds(tried);
  return {
    name: "account-threshold",
    title: "Energy against threshold",
    x: {
      key: "threshold",
      label: "threshold θ (weight units)",
      scale: "log",
      ...(shown === null ? {} : { domain: shown }),
    },
    y: { key: "energy", label: "energy (weight units)", scale: "log" },
    series: Object.values(parts).map((name) => ({ name, style: "line" })),
    rows,
    references: [
      { axis: "y", at: least, label: "minimum" },
      ...(found !== undefined && found > 0 && Number.isFinite(found)
        ? [{ axis: "x", at: found, label: "θ" } as const]
        : []),
    ],
    notes: [`Policy ${policy}, ${groupDigits(String(synapseCount))} synapses.`],
  };
}

/** From the smallest threshold to where nothing is consolidated before the end any more, as with Infinity, and a little further. */
function shownThresholds(tried: AccountFigures["tried"]): [number, number] | null {
  const finite = tried.filter(({ threshold }) => threshold > 0 && Number.isFinite(threshold));
  const last = tried.at(-1)!.run.writeCount;
  const quiet = finite.findIndex(({ run }) => run.writeCount === last);
  const end = finite[Math.min(finite.length - 1, quiet < 0 ? finite.length - 1 : quiet + 3)];
  return finite.length < 2 ? null : [finite[0]!.threshold, end!.threshold];
}

/** s and l of the synapse that is written most of those that were followed. */
function traceChart(trace: NonNullable<AccountFigures["trace"]>, { policy }: AccountParameters): Chart {
  const { synapse, points } = trace;
  const first = points[0]!.persistent;
  const rows = points.flatMap(({ timestep, transient, persistent }): Row[] => [
    { series: "s", timestep, weight: transient },
    { series: "l − w(0)", timestep, weight: persistent - first },
    { series: "w − w(0)", timestep, weight: transient + persistent - first },
  ]);
  return {
    name: "account-synapse",
    title: `s and l of synapse ${formatExact(synapse + 1)}`,
    x: { key: "timestep", label: "time (time steps)" },
    y: { key: "weight", label: "weight units" },
    series: [
      { name: "s", style: "area" },
      { name: "w − w(0)", style: "trace" },
      { name: "l − w(0)", style: "trace" },
    ],
    rows,
    keys: "legend",
    notes: [`Policy ${policy}. Of the synapses that were followed, the one whose l changed most often.`],
  };
}

/** The figures of an account, those that there is something to draw of. */
export function accountCharts(figures: AccountFigures, parameters: AccountParameters, found?: number): Chart[] {
  const { trace, tried, writes } = figures;
  const marked = typeof parameters.threshold === "number" ? parameters.threshold : found;
  return [
    ...(tried.length > 0 ? [thresholdChart(figures, parameters, marked)] : []),
    writesChart(writes, {
      largest: writes.at(-1)?.[0] ?? 0,
      label: "writes, the final consolidation included",
      note: `Policy ${parameters.policy}.`,
    }),
    ...(trace === undefined || trace.points.length < 2 ? [] : [traceChart(trace, parameters)]),
  ];
}
