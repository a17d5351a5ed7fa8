/** Changes of s where θ follows each synapse's own changes, and s stays at ±θ. */
import { BLOCK, magnitudeBits, persistent, rowBytes, rowNorms, transient, variance, watched } from "./network";
import { consolidateSize, grow, scale } from "./sums";
import { rowOf } from "./terms";
import { learn, learningFactor, testFactor } from "./variance";
import { laneSum } from "./vectors";
import { watchExcess } from "./writes";

/** What the steps make of four ŝ, before anything is consolidated. */
@inline
function proposed(s: usize, steps: usize, factor: v128): v128 {
  return f32x4.add(v128.load(s), f32x4.mul(factor, v128.load(steps)));
}

/** Leaves `kept` of four |ŝ| and moves `over` into l, both with the sign that ŝ had. */
@inline
function divide(s: usize, l: usize, kept: v128, over: v128, sign: v128, unit: v128): void {
  v128.store(s, v128.or(kept, sign));
  v128.store(l, f32x4.add(v128.load(l), f32x4.mul(unit, v128.or(over, sign))));
}

/**
 * ŝ += factor · step in every row of a list, and v̂ with it, and what then exceeds θ of each synapse into l. In most blocks something does: a branch
 * would be mispredicted, so that a root is taken of every v̂.
 */
export function changeMovingExcess(terms: usize, end: usize, steps: usize, deviations: f64): void {
  const magnitude = v128.load(magnitudeBits);
  const limits = f32x4.splat(<f32>(1 / testFactor(deviations)));
  const unit = f32x4.splat(<f32>scale);
  const learning = learningFactor();
  let change: f64 = 0;
  let taken: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const row = rowOf(term);
    let s = transient + row * rowBytes;
    let v = variance + row * rowBytes;
    let l = persistent + row * rowBytes;
    const factor = v128.load32_splat(term, 4);
    const spread = f32x4.splat(<f32>(learning * <f64>load<f32>(term, 4)));
    let sum = f32x4.splat(0);
    let excess = f32x4.splat(0);
    for (let block: usize = 0; block < rowBytes; block += BLOCK) {
      const at = steps + block;
      const s0 = proposed(s, at, factor);
      const m0 = v128.and(s0, magnitude);
      const k0 = f32x4.pmin(m0, f32x4.mul(limits, f32x4.sqrt(learn(v, at, spread))));
      const e0 = f32x4.sub(m0, k0);
      if (watched) watchExcess(term, block, v128.bitselect(e0, s0, magnitude), steps);
      divide(s, l, k0, e0, v128.andnot(s0, magnitude), unit);
      const s1 = proposed(s + 16, at + 16, factor);
      const m1 = v128.and(s1, magnitude);
      const k1 = f32x4.pmin(m1, f32x4.mul(limits, f32x4.sqrt(learn(v + 16, at + 16, spread))));
      const e1 = f32x4.sub(m1, k1);
      if (watched) watchExcess(term, block + 16, v128.bitselect(e1, s1, magnitude), steps);
      divide(s + 16, l + 16, k1, e1, v128.andnot(s1, magnitude), unit);
      const s2 = proposed(s + 32, at + 32, factor);
      const m2 = v128.and(s2, magnitude);
      const k2 = f32x4.pmin(m2, f32x4.mul(limits, f32x4.sqrt(learn(v + 32, at + 32, spread))));
      const e2 = f32x4.sub(m2, k2);
      if (watched) watchExcess(term, block + 32, v128.bitselect(e2, s2, magnitude), steps);
      divide(s + 32, l + 32, k2, e2, v128.andnot(s2, magnitude), unit);
      const s3 = proposed(s + 48, at + 48, factor);
      const m3 = v128.and(s3, magnitude);
      const k3 = f32x4.pmin(m3, f32x4.mul(limits, f32x4.sqrt(learn(v + 48, at + 48, spread))));
      const e3 = f32x4.sub(m3, k3);
      if (watched) watchExcess(term, block + 48, v128.bitselect(e3, s3, magnitude), steps);
      divide(s + 48, l + 48, k3, e3, v128.andnot(s3, magnitude), unit);
      const s4 = proposed(s + 64, at + 64, factor);
      const m4 = v128.and(s4, magnitude);
      const k4 = f32x4.pmin(m4, f32x4.mul(limits, f32x4.sqrt(learn(v + 64, at + 64, spread))));
      const e4 = f32x4.sub(m4, k4);
      if (watched) watchExcess(term, block + 64, v128.bitselect(e4, s4, magnitude), steps);
      divide(s + 64, l + 64, k4, e4, v128.andnot(s4, magnitude), unit);
      sum = f32x4.add(sum, f32x4.add(f32x4.add(f32x4.add(k0, k1), f32x4.add(k2, k3)), k4));
      excess = f32x4.add(excess, f32x4.add(f32x4.add(f32x4.add(e0, e1), f32x4.add(e2, e3)), e4));
      s += BLOCK;
      v += BLOCK;
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
