import type { Chart } from "../../report/chart/chart.js";
import type { DrawnFigure } from "./drawn-figure.js";

/** Energies of the same learning at one place of a figure, means over seeds. */
export interface Saving {
  /** The value of the figure's x axis: a maintenance cost, or an accuracy. */
  at: number;
  without: number;
  cached: number;
  /** Of setting the final weights directly. */
  minimum: number;
}

/** The series of Figures 2C and 5B alike, beside that with caching. */
const SERIES = { without: "without caching", minimum: "minimum" } as const;

/** The maintenance cost of which the report speaks first: that of Figures 2B and 5B. */
const SPOKEN_COST = 1e-3;

/** Energies of a series by x; only those that could be computed. */
function energiesOf(chart: Chart, name: string): Map<number, number> {
  if (!chart.series.some((series) => series.name === name))
    throw new Error(`Chart ${chart.name} must have a series "${name}", from which the headline takes its numbers.`);
  const points = chart.rows.filter((row) => row.series === name).map((row) => [row[chart.x.key], row[chart.y.key]]);
  return new Map(
    points.filter((point): point is [number, number] => point.every((value) => typeof value === "number")),
  );
}

/** The energies at every place where all three are known, in the order of x. */
function savingsIn(drawn: readonly DrawnFigure[], id: string, name: string, withCaching: string): Saving[] {
  const chart = drawn.find(({ figure }) => figure.id === id)?.panels.find((panel) => panel.chart.name === name)?.chart;
  if (chart === undefined) return [];
  const [without, cached, minimum] = [SERIES.without, withCaching, SERIES.minimum].map((one) => energiesOf(chart, one));
  return [...without!]
    .filter(([at]) => cached!.has(at) && minimum!.has(at))
    .map(([at, energy]) => ({ at, without: energy, cached: cached!.get(at)!, minimum: minimum!.get(at)! }))
    .sort((a, b) => a.at - b.at);
}

/** What caching saves in the perceptron of Figure 2C, under the policy that is the paper's default; null where it was not drawn. */
export function perceptronSaving(drawn: readonly DrawnFigure[]): Saving | null {
  const distance = ({ at }: Saving) => Math.abs(Math.log(at / SPOKEN_COST));
  return (
    savingsIn(drawn, "2c", "figure-2c-energy", "local-global").sort((a, b) => distance(a) - distance(b))[0] ?? null
  );
}

/** What it saves in the network of Figure 5B, by accuracy, as far as every run gets; nothing where it was not drawn. */
export const digitSavings = (drawn: readonly DrawnFigure[]): Saving[] =>
  savingsIn(drawn, "5b", "figure-5b", "with caching");

/** That at the highest accuracy that every run reaches; null where there is none. */
export const digitSaving = (drawn: readonly DrawnFigure[]): Saving | null => digitSavings(drawn).at(-1) ?? null;

/** That at a lower accuracy, for comparison; null where it is not reached, or is the highest itself. */
export const digitSavingAt = (drawn: readonly DrawnFigure[], accuracy: number): Saving | null =>
  digitSavings(drawn)
    .slice(0, -1)
    .find(({ at }) => at === accuracy) ?? null;
