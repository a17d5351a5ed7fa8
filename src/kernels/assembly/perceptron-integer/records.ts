/** Recorded updates, and what holding s and l has cost between them. */
import { count, numberAt } from "../table";
import { HELD, PERSISTENT_HELD, PERSISTENT_NORM } from "../tables/integer-keeper";
import { normA, normB, normC } from "./norms";

/** Bytes of a record: the pattern of an update, and the time steps since the one before. */
export const RECORD: usize = 8;
/** Updates that are taken in one go where it can be done. */
export const FOUR = 4;

/** Charges holding s and l over a number of time steps. */
@inline
export function hold(keeper: usize, norm: i64, steps: i64): void {
  count(keeper, HELD, <f64>(norm * steps));
  count(keeper, PERSISTENT_HELD, numberAt(keeper, PERSISTENT_NORM) * <f64>steps);
}

/** The row of an update, and the time steps since the one before. */
@inline
export function rowAt(rows: usize, stride: i32, record: usize): usize {
  return rows + <usize>load<u32>(record) * stride;
}

@inline
export function gapAt(record: usize): i64 {
  return <i64>load<u32>(record, 4);
}

/** Charges holding before and between four updates, of which Σ|s| is known after each. */
@inline
export function holdFour(keeper: usize, norm: i64, record: usize): void {
  hold(keeper, norm, gapAt(record));
  hold(keeper, normA, gapAt(record + RECORD));
  hold(keeper, normB, gapAt(record + 2 * RECORD));
  hold(keeper, normC, gapAt(record + 3 * RECORD));
}
