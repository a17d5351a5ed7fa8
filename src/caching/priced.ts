import { type Energies, energiesOf, type Prices } from "./energies.js";
import type { EngineTally } from "./ledger.js";
import { summariseWrites, type WriteSummary } from "./writes/write-summary.js";

/** A run, or a moment of one, in counts. */
export interface Counted {
  tally: EngineTally;
  /** Writes of every synapse, where they were asked for. */
  writesBySynapse?: Uint32Array;
}

/** The same with energies in the place of the tally, and a summary in that of the writes, as documents have it. */
export type Priced<Row extends Counted> = Omit<Row, "tally" | "writesBySynapse"> & Energies & Partial<WriteSummary>;

/** A run with a curve, where one was asked for. */
export type PricedRun<Run extends Counted & { curve?: readonly Counted[] }> = Omit<Priced<Run>, "curve"> & {
  [K in keyof Run as K extends "curve" ? K : never]: Run[K] extends readonly (infer Row extends Counted)[]
    ? Priced<Row>[]
    : Priced<Extract<Run[K], readonly Counted[]>[number]>[] | Extract<Run[K], undefined>;
};

/** M over the least that any policy could have taken; null where that is not defined, or 0. */
const regretOf = (energy: number, optimum: number | null): number | null =>
  optimum === null || optimum === 0 ? null : energy / optimum;

/** Puts prices on a row: its energies stand where its tally was. */
export function priced<Row extends Counted>(row: Row, prices: Prices): Priced<Row> {
  const energies = energiesOf(row.tally, prices);
  const entries = Object.entries(row).flatMap(([key, value]): [string, unknown][] => {
    if (key === "tally") return Object.entries(energies);
    if (key === "writesBySynapse") return Object.entries(summariseWrites(value as Uint32Array));
    if (key !== "offlineOptimum") return [[key, value]];
    return [
      [key, value],
      ["regret", regretOf(energies.energy, value as number | null)],
    ];
  });
  return Object.fromEntries(entries) as Priced<Row>;
}

/**
 * Puts prices on a run and on every row of its curve. The result is the run of a document.
 *
 * @throws UsageError for energies beyond the largest number
 */
export function pricedRun<Run extends Counted & { curve?: readonly Counted[] }>(
  run: Run,
  prices: Prices,
): PricedRun<Run> {
  const curve = run.curve?.map((row) => priced(row, prices));
  return priced(curve === undefined ? run : { ...run, curve }, prices) as unknown as PricedRun<Run>;
}
