import type { Row } from "../schema/row.js";

/** Writes a number that somebody has given with every digit that it has; the page or terminal brings its own. */
export type Show = (value: number | null) => string;

/** How a person is shown the runs of a learner: what a terminal needs to know, whatever its width. */
export interface View<Parameters extends object> {
  /** The line above the tables; parameters that are not at their default are added unless they are `told`. */
  headline(parameters: Parameters, show: Show): string;
  /** Parameters that the headline or a table tells. */
  told(parameters: Parameters): readonly string[];
  /** One row a run in a single table, or a table a run with a row for every point of its curve. */
  readonly rows: "runs" | "curve";
  /** Columns in their order: key of the row → heading. */
  readonly headings: Readonly<Record<string, string>>;
  /** The row as it is shown, where people read another unit more easily than that of the document. */
  shownRow?(row: Row, parameters: Parameters): Row;
  /** Columns whose mean over several runs is told, each with its standard deviation or alone. */
  readonly means?: { readonly keys: readonly string[]; readonly withSpread: boolean };
  /** Sentences below the tables: what the numbers are in. */
  units(parameters: Parameters, show: Show): string;
}

/** "weight units", or what |Δl|^α is in where α is not 1. */
export function energyUnit(unit: string, costExponent: number, show: Show): string {
  return costExponent === 1 ? unit : `${unit}^${show(costExponent)}`;
}

/** What energies and thresholds are in, as the beginning of a sentence. */
export function energiesIn(unit: string, costExponent: number, show: Show): string {
  if (costExponent === 1) return `Energies and thresholds are in ${unit}`;
  const energies = energyUnit(unit, costExponent, show);
  return `Energies are in ${energies}, as a persistent change costs |Δl|^α, and thresholds in ${unit}`;
}
