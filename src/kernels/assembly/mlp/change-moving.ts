/** Changes of s where θ follows each synapse's own changes. */
import { BLOCK, persistent, rowBytes, rowNorms, transient, variance, watched } from "./network";
import { consolidateSize, grow, scale } from "./sums";
import { rowOf } from "./terms";
import { onMovingCrossing } from "./trigger";
import { exceeds, learningFactor, testFactor } from "./variance";
import { laneSum } from "./vectors";
import { watchExcess } from "./writes";

/** ŝ += factor · step of four synapses, and what they are then. */
@inline
function changed(s: usize, step: v128, factor: v128): v128 {
  const value = f32x4.add(v128.load(s), f32x4.mul(factor, step));
  v128.store(s, value);
  return value;
}

/** v̂ += (spread · step)² of four synapses, and what they are then. */
@inline
function learned(v: usize, step: v128, spread: v128): v128 {
  const deviation = f32x4.mul(spread, step);
  const value = f32x4.add(v128.load(v), f32x4.mul(deviation, deviation));
  v128.store(v, value);
  return value;
}

/** ŝ += factor · step in every row of a list, and v̂ with it; what exceeds its θ is consolidated, or its group noted down. */
export function changeMoving(terms: usize, end: usize, steps: usize, deviations: f64): void {
  const test = <f32>testFactor(deviations);
  const tests = f32x4.splat(test);
  const learning = learningFactor();
  let change: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const row = rowOf(term);
    const s = transient + row * rowBytes;
    const v = variance + row * rowBytes;
    const factor = v128.load32_splat(term, 4);
    const spread = f32x4.splat(<f32>(learning * <f64>load<f32>(term, 4)));
    let sum = f32x4.splat(0);
    let crossed = i32x4.splat(0);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const step = v128.load(steps + j);
      const value = changed(s + j, step, factor);
      crossed = v128.or(crossed, exceeds(value, learned(v + j, step, spread), tests));
      sum = f32x4.add(sum, f32x4.abs(value));
    }
    const size = laneSum(sum);
    change += size - load<f64>(rowNorms + 8 * row);
    store<f64>(rowNorms + 8 * row, size);
    if (v128.any_true(crossed)) onMovingCrossing(term, test);
  }
  grow(change);
}

/** Moves what exceeds ±limit of four ŝ, from byte j of the row of a term on, into l; returns how much of each. */
@inline
function takeExcess(term: usize, j: usize, limit: v128, steps: usize): v128 {
  const at = rowOf(term) * rowBytes + j;
  const value = v128.load(transient + at);
  const kept = f32x4.pmax(f32x4.neg(limit), f32x4.pmin(limit, value));
  const excess = f32x4.sub(value, kept);
  if (watched) watchExcess(term, j, excess, steps);
  const l = persistent + at;
  v128.store(l, f32x4.add(v128.load(l), f32x4.mul(f32x4.splat(<f32>scale), excess)));
  v128.store(transient + at, kept);
  return f32x4.abs(excess);
}

/** The same, but of what exceeds its θ only the excess is consolidated. */
export function changeMovingExcess(terms: usize, end: usize, steps: usize, deviations: f64): void {
  const test = testFactor(deviations);
  const tests = f32x4.splat(<f32>test);
  const limits = f32x4.splat(<f32>(1 / test));
  const learning = learningFactor();
  let change: f64 = 0;
  let taken: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const row = rowOf(term);
    const s = transient + row * rowBytes;
    const v = variance + row * rowBytes;
    const factor = v128.load32_splat(term, 4);
    const spread = f32x4.splat(<f32>(learning * <f64>load<f32>(term, 4)));
    let sum = f32x4.splat(0);
    let excess = f32x4.splat(0);
    for (let block: usize = 0; block < rowBytes; block += BLOCK) {
      let crossed = i32x4.splat(0);
      for (let j = block; j < block + BLOCK; j += 16) {
        const step = v128.load(steps + j);
        const value = changed(s + j, step, factor);
        crossed = v128.or(crossed, exceeds(value, learned(v + j, step, spread), tests));
        sum = f32x4.add(sum, f32x4.abs(value));
      }
      if (!v128.any_true(crossed)) continue;
      for (let j = block; j < block + BLOCK; j += 16) {
        const limit = f32x4.mul(limits, f32x4.sqrt(v128.load(v + j)));
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
