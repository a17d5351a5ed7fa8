/** Consolidation of what exceeds θ only: l += e·sign s with e = |s| − θ, and s = ±θ. */
import { countExcess } from "./counts";
import { BLOCK, counts, persistent, rowBytes, rowNorms, transient } from "./network";
import { consolidateSize, grow, scale } from "./sums";
import { rowOf } from "./terms";
import { laneSum } from "./vectors";

/** Moves what exceeds ±limit of four ŝ, from byte j of the row of a term on, into l; returns how much of each. */
@inline
export function takeExcess(term: usize, j: usize, limit: v128, steps: usize): v128 {
  const at = rowOf(term) * rowBytes + j;
  const value = v128.load(transient + at);
  const kept = f32x4.pmax(f32x4.neg(limit), f32x4.pmin(limit, value));
  const excess = f32x4.sub(value, kept);
  if (counts) countExcess(term, j, excess, steps);
  const l = persistent + at;
  v128.store(l, f32x4.add(v128.load(l), f32x4.mul(f32x4.splat(<f32>scale), excess)));
  v128.store(transient + at, kept);
  return f32x4.abs(excess);
}

/** ŝ += factor · step in every row of a list, and what then exceeds the limit of the layer into l. */
export function changeExcess(terms: usize, end: usize, steps: usize, layerLimit: f64): void {
  const limit = f32x4.splat(<f32>(layerLimit / scale));
  let change: f64 = 0;
  let taken: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const row = rowOf(term);
    const s = transient + row * rowBytes;
    const factor = v128.load32_splat(term, 4);
    let sum = f32x4.splat(0);
    let excess = f32x4.splat(0);
    for (let block: usize = 0; block < rowBytes; block += BLOCK) {
      let largest = f32x4.splat(0);
      for (let j = block; j < block + BLOCK; j += 16) {
        const value = f32x4.add(v128.load(s + j), f32x4.mul(factor, v128.load(steps + j)));
        v128.store(s + j, value);
        const size = f32x4.abs(value);
        largest = f32x4.pmax(largest, size);
        sum = f32x4.add(sum, size);
      }
      if (!v128.any_true(f32x4.gt(largest, limit))) continue;
      for (let j = block; j < block + BLOCK; j += 16) {
        excess = f32x4.add(excess, takeExcess(term, j, limit, steps));
      }
    }
    const more = laneSum(excess);
    const size = laneSum(sum) - more;
    taken += more;
    change += size - load<f64>(rowNorms + 8 * row);
    store<f64>(rowNorms + 8 * row, size);
  }
  grow(change);
  consolidateSize(scale * taken);
}
