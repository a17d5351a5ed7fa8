/** Consolidation of what exceeds θ only: l += e·sign s with e = |s| − θ, and s = ±θ. */
import { persistent, rowBytes, rowNorms, transient, watched } from "./network";
import { consolidateSize, grow, scale } from "./sums";
import { rowOf } from "./terms";
import { laneSum } from "./vectors";
import { watchExcess } from "./writes";

/**
 * ŝ += factor · step in every row of a list, and what then exceeds the limit of the layer into l. Many synapses are at ±θ, so that
 * nearly every vector has one that exceeds it: a branch would be mispredicted, and is not made.
 */
export function changeExcess(terms: usize, end: usize, steps: usize, layerLimit: f64): void {
  const limit = f32x4.splat(<f32>(layerLimit / scale));
  const lowest = f32x4.neg(limit);
  const unit = f32x4.splat(<f32>scale);
  let change: f64 = 0;
  let taken: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const row = rowOf(term);
    const s = transient + row * rowBytes;
    const l = persistent + row * rowBytes;
    const factor = v128.load32_splat(term, 4);
    let sum = f32x4.splat(0);
    let excess = f32x4.splat(0);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const value = f32x4.add(v128.load(s + j), f32x4.mul(factor, v128.load(steps + j)));
      const kept = f32x4.pmax(lowest, f32x4.pmin(limit, value));
      const over = f32x4.sub(value, kept);
      if (watched) watchExcess(term, j, over, steps);
      v128.store(s + j, kept);
      v128.store(l + j, f32x4.add(v128.load(l + j), f32x4.mul(unit, over)));
      sum = f32x4.add(sum, f32x4.abs(kept));
      excess = f32x4.add(excess, f32x4.abs(over));
    }
    const size = laneSum(sum);
    taken += laneSum(excess);
    change += size - load<f64>(rowNorms + 8 * row);
    store<f64>(rowNorms + 8 * row, size);
  }
  grow(change);
  consolidateSize(scale * taken);
}
