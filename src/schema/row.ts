/** One value of a table: what CSV and JSON can both carry. An undefined ratio is null. */
export type Cell = string | number | boolean | null;

/** One row of a table; the keys are the identifiers of `docs/equations.md`. */
export type Row = Record<string, Cell>;
