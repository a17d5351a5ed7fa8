import type { Units } from "./units.js";

/** The units that are played: all from one up to another, or a list that rises. */
export type Picked = { readonly from: number; readonly to: number } | { readonly units: Uint32Array };

export const countOf = (pick: Picked): number => ("units" in pick ? pick.units.length : pick.to - pick.from);
const unitAt = (pick: Picked, k: number): number => ("units" in pick ? pick.units[k]! : pick.from + k);

/** Synapses that are read and played together. */
export interface Block {
  /** The synapses of the source that are read. */
  readonly start: number;
  readonly end: number;
  /** Of these, counted from `start`, the ones that are played, in the order of units; null where it is all of them as they are. */
  readonly order: Uint32Array | null;
  /** Ends of the units among the synapses that are played; null where each synapse is one. */
  readonly ends: Uint32Array | null;
}

/** Synapses of a unit, first and last. */
function spanOf(units: Units, unit: number): [number, number] {
  const { base, inner, stride, outer } = units.tensorOf(unit).runsOf(unit);
  return [base, base + (outer - 1) * stride + inner];
}

/**
 * Divides what is played into blocks. Nothing that is computed depends on how: sums are those of units.
 *
 * @param limit synapses a block may read at most, unless one unit has more; Infinity makes one block
 * @param all synapses of the source, where one block has to be made of all of them, as of a stream; null otherwise
 */
export function* blocksOf(units: Units, pick: Picked, limit: number, all: number | null = null): Generator<Block> {
  const count = countOf(pick);
  for (let k = 0; k < count; ) {
    const first = k;
    let [start, end] = spanOf(units, unitAt(pick, k));
    const tensor = units.tensorOf(unitAt(pick, k));
    for (k += 1; k < count; k++) {
      const [from, to] = spanOf(units, unitAt(pick, k));
      // Neurons along another axis than the first are interleaved: what is read for one holds the others.
      const isInterleaved = !tensor.isContiguous && from < tensor.start + tensor.size;
      if (all === null && Math.max(end, to) - start > limit && !isInterleaved) break;
      [start, end] = [Math.min(start, from), Math.max(end, to)];
    }
    yield blockOf(units, pick, [first, k], all === null ? [start, end] : [0, all]);
  }
}

function blockOf(units: Units, pick: Picked, [first, last]: [number, number], [start, end]: [number, number]): Block {
  if (units.kind === "synapse") {
    if ("from" in pick && last - first === end - start) return { start, end, order: null, ends: null };
    const order = Uint32Array.from({ length: last - first }, (_, k) => unitAt(pick, first + k) - start);
    return { start, end, order, ends: null };
  }
  const ends = new Uint32Array(last - first);
  let size = 0;
  for (let k = first; k < last; k++) {
    const unit = unitAt(pick, k);
    const { inner, outer } = units.tensorOf(unit).runsOf(unit);
    size += inner * outer;
    ends[k - first] = size;
  }
  const order = new Uint32Array(size);
  let at = 0;
  for (let k = first; k < last; k++) {
    const unit = unitAt(pick, k);
    const { base, inner, stride, outer } = units.tensorOf(unit).runsOf(unit);
    for (let o = 0; o < outer; o++) for (let j = 0; j < inner; j++) order[at++] = base + o * stride + j - start;
  }
  const isIdentity = size === end - start && order.every((position, k) => position === k);
  return { start, end, order: isIdentity ? null : order, ends };
}
