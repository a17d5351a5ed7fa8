/** Changes of s where θ follows each synapse's own changes. */
import { BLOCK, magnitudeBits, rowBytes, rowNorms, transient, variance } from "./network";
import { grow } from "./sums";
import { rowOf } from "./terms";
import { onMovingCrossing } from "./trigger";
import { exceeds, learn, learningFactor, testFactor } from "./variance";
import { changeBy, laneSum } from "./vectors";

/**
 * ŝ += factor · step in every row of a list, and v̂ with it; what exceeds its θ is consolidated, or its group noted down. Sums of a
 * block stand by themselves: a chain of additions through a row would wait for each of them.
 */
export function changeMoving(terms: usize, end: usize, steps: usize, deviations: f64): void {
  const magnitude = v128.load(magnitudeBits);
  const test = <f32>testFactor(deviations);
  const tests = f32x4.splat(test);
  const learning = learningFactor();
  const last = steps + rowBytes;
  let change: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const row = rowOf(term);
    let s = transient + row * rowBytes;
    let v = variance + row * rowBytes;
    const factor = v128.load32_splat(term, 4);
    const spread = f32x4.splat(<f32>(learning * <f64>load<f32>(term, 4)));
    let sum = f32x4.splat(0);
    let crossed = i32x4.splat(0);
    for (let at = steps; at < last; at += BLOCK) {
      const v0 = learn(v, at, spread);
      const s0 = changeBy(s, at, factor);
      let size = v128.and(s0, magnitude);
      let above = exceeds(s0, v0, tests);
      const v1 = learn(v + 16, at + 16, spread);
      const s1 = changeBy(s + 16, at + 16, factor);
      size = f32x4.add(size, v128.and(s1, magnitude));
      above = v128.or(above, exceeds(s1, v1, tests));
      const v2 = learn(v + 32, at + 32, spread);
      const s2 = changeBy(s + 32, at + 32, factor);
      size = f32x4.add(size, v128.and(s2, magnitude));
      above = v128.or(above, exceeds(s2, v2, tests));
      const v3 = learn(v + 48, at + 48, spread);
      const s3 = changeBy(s + 48, at + 48, factor);
      size = f32x4.add(size, v128.and(s3, magnitude));
      above = v128.or(above, exceeds(s3, v3, tests));
      const v4 = learn(v + 64, at + 64, spread);
      const s4 = changeBy(s + 64, at + 64, factor);
      size = f32x4.add(size, v128.and(s4, magnitude));
      above = v128.or(above, exceeds(s4, v4, tests));
      sum = f32x4.add(sum, size);
      crossed = v128.or(crossed, above);
      s += BLOCK;
      v += BLOCK;
    }
    const size = laneSum(sum);
    change += size - load<f64>(rowNorms + 8 * row);
    store<f64>(rowNorms + 8 * row, size);
    if (v128.any_true(crossed)) onMovingCrossing(term, test);
  }
  grow(change);
}
