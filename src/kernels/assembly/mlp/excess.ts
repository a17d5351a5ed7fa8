/** Consolidation of what exceeds θ only: l += e·sign s with e = |s| − θ, and s = ±θ. */
import { BLOCK, magnitudeBits, persistent, rowBytes, rowNorms, transient, watched } from "./network";
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
  const magnitude = v128.load(magnitudeBits);
  const lowest = f32x4.neg(limit);
  const unit = f32x4.splat(<f32>scale);
  let change: f64 = 0;
  let taken: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const row = rowOf(term);
    let s = transient + row * rowBytes;
    let l = persistent + row * rowBytes;
    const factor = v128.load32_splat(term, 4);
    let sum = f32x4.splat(0);
    let excess = f32x4.splat(0);
    for (let block: usize = 0; block < rowBytes; block += BLOCK) {
      const at = steps + block;
      const s0 = f32x4.add(v128.load(s), f32x4.mul(factor, v128.load(at)));
      const k0 = f32x4.pmax(lowest, f32x4.pmin(limit, s0));
      const e0 = f32x4.sub(s0, k0);
      v128.store(s, k0);
      if (watched) watchExcess(term, block, e0, steps);
      v128.store(l, f32x4.add(v128.load(l), f32x4.mul(unit, e0)));
      let size = v128.and(k0, magnitude);
      let over = v128.and(e0, magnitude);
      const s1 = f32x4.add(v128.load(s, 16), f32x4.mul(factor, v128.load(at, 16)));
      const k1 = f32x4.pmax(lowest, f32x4.pmin(limit, s1));
      const e1 = f32x4.sub(s1, k1);
      v128.store(s, k1, 16);
      if (watched) watchExcess(term, block + 16, e1, steps);
      v128.store(l, f32x4.add(v128.load(l, 16), f32x4.mul(unit, e1)), 16);
      size = f32x4.add(size, v128.and(k1, magnitude));
      over = f32x4.add(over, v128.and(e1, magnitude));
      const s2 = f32x4.add(v128.load(s, 32), f32x4.mul(factor, v128.load(at, 32)));
      const k2 = f32x4.pmax(lowest, f32x4.pmin(limit, s2));
      const e2 = f32x4.sub(s2, k2);
      v128.store(s, k2, 32);
      if (watched) watchExcess(term, block + 32, e2, steps);
      v128.store(l, f32x4.add(v128.load(l, 32), f32x4.mul(unit, e2)), 32);
      size = f32x4.add(size, v128.and(k2, magnitude));
      over = f32x4.add(over, v128.and(e2, magnitude));
      const s3 = f32x4.add(v128.load(s, 48), f32x4.mul(factor, v128.load(at, 48)));
      const k3 = f32x4.pmax(lowest, f32x4.pmin(limit, s3));
      const e3 = f32x4.sub(s3, k3);
      v128.store(s, k3, 48);
      if (watched) watchExcess(term, block + 48, e3, steps);
      v128.store(l, f32x4.add(v128.load(l, 48), f32x4.mul(unit, e3)), 48);
      size = f32x4.add(size, v128.and(k3, magnitude));
      over = f32x4.add(over, v128.and(e3, magnitude));
      const s4 = f32x4.add(v128.load(s, 64), f32x4.mul(factor, v128.load(at, 64)));
      const k4 = f32x4.pmax(lowest, f32x4.pmin(limit, s4));
      const e4 = f32x4.sub(s4, k4);
      v128.store(s, k4, 64);
      if (watched) watchExcess(term, block + 64, e4, steps);
      v128.store(l, f32x4.add(v128.load(l, 64), f32x4.mul(unit, e4)), 64);
      size = f32x4.add(size, v128.and(k4, magnitude));
      over = f32x4.add(over, v128.and(e4, magnitude));
      sum = f32x4.add(sum, size);
      excess = f32x4.add(excess, over);
      s += BLOCK;
      l += BLOCK;
    }
    const size = laneSum(sum);
    taken += laneSum(excess);
    change += size - load<f64>(rowNorms + 8 * row);
    store<f64>(rowNorms + 8 * row, size);
  }
  grow(change);
  consolidateSize(scale * taken);
}
