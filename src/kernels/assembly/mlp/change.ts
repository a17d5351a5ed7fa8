/** Changes of l without a cache, and of s with one. */
import { NEURON_BY_SUM } from "../cache-codes";
import {
  BLOCK,
  code,
  growth,
  hiddenCount,
  hiddenLimit,
  hiddenStep,
  magnitudeBits,
  persistent,
  pixelTerms,
  rowBytes,
  rowNorms,
  transient,
  unitNorms,
} from "./network";
import { consolidateSize, grow, scale } from "./sums";
import { pixelTermsEnd, rowOf } from "./terms";
import { markUnit, onCrossing } from "./trigger";
import { laneSum } from "./vectors";

/** l += factor · step in every row of a list. Σ|Δl| is then Σ|factor| · Σ|step|. */
export function changePersistent(terms: usize, end: usize, steps: usize): void {
  let factors: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const l = persistent + rowOf(term) * rowBytes;
    const factor = v128.load32_splat(term, 4);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      v128.store(l + j, f32x4.add(v128.load(l + j), f32x4.mul(factor, v128.load(steps + j))));
    }
    factors += Math.abs(load<f32>(term, 4));
  }
  let sizes: f64 = 0;
  for (let j: usize = 0; j < rowBytes; j += 16) sizes += laneSum(f32x4.abs(v128.load(steps + j)));
  consolidateSize(factors * sizes);
}

/** ŝ += factor · step in every row of a list, with the sums and largest values of |ŝ| that follow from it. */
export function changeTransient(terms: usize, end: usize, steps: usize, layerLimit: f64): void {
  const magnitude = v128.load(magnitudeBits);
  const limit = layerLimit / scale;
  const limits = f32x4.splat(<f32>limit);
  const last = steps + rowBytes;
  let change: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const row = rowOf(term);
    const factor = v128.load32_splat(term, 4);
    let sum = f32x4.splat(0);
    let largest = f32x4.splat(0);
    let s = transient + row * rowBytes;
    for (let at = steps; at < last; at += BLOCK) {
      const s0 = f32x4.add(v128.load(s), f32x4.mul(factor, v128.load(at)));
      const s1 = f32x4.add(v128.load(s, 16), f32x4.mul(factor, v128.load(at, 16)));
      const s2 = f32x4.add(v128.load(s, 32), f32x4.mul(factor, v128.load(at, 32)));
      const s3 = f32x4.add(v128.load(s, 48), f32x4.mul(factor, v128.load(at, 48)));
      const s4 = f32x4.add(v128.load(s, 64), f32x4.mul(factor, v128.load(at, 64)));
      v128.store(s, s0);
      v128.store(s, s1, 16);
      v128.store(s, s2, 32);
      v128.store(s, s3, 48);
      v128.store(s, s4, 64);
      const m0 = v128.and(s0, magnitude);
      const m1 = v128.and(s1, magnitude);
      const m2 = v128.and(s2, magnitude);
      const m3 = v128.and(s3, magnitude);
      const m4 = v128.and(s4, magnitude);
      sum = f32x4.add(sum, f32x4.add(f32x4.add(f32x4.add(m0, m1), f32x4.add(m2, m3)), m4));
      largest = f32x4.pmax(largest, f32x4.pmax(f32x4.pmax(f32x4.pmax(m0, m1), f32x4.pmax(m2, m3)), m4));
      s += BLOCK;
    }
    const size = laneSum(sum);
    change += size - load<f64>(rowNorms + 8 * row);
    store<f64>(rowNorms + 8 * row, size);
    if (code === NEURON_BY_SUM ? size > limit : v128.any_true(f32x4.gt(largest, limits))) onCrossing(term, <f32>limit);
  }
  grow(change);
}

/** Of NEURON_BY_SUM: ŝ += x · step in the hidden layer, with Σ_i |ŝ_ji| of every unit; marks those above the threshold. */
export function changeUnits(): void {
  memory.fill(growth, 0, rowBytes);
  for (let term = pixelTerms; term < pixelTermsEnd; term += 8) {
    const s = transient + rowOf(term) * rowBytes;
    const x = v128.load32_splat(term, 4);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const before = v128.load(s + j);
      const after = f32x4.add(before, f32x4.mul(x, v128.load(hiddenStep + j)));
      v128.store(s + j, after);
      const change = f32x4.sub(f32x4.abs(after), f32x4.abs(before));
      v128.store(growth + j, f32x4.add(v128.load(growth + j), change));
    }
  }
  const limit = hiddenLimit / scale;
  for (let j: usize = 0; j < hiddenCount; j++) {
    const change = <f64>load<f32>(growth + 4 * j);
    const sum = load<f64>(unitNorms + 8 * j) + change;
    store<f64>(unitNorms + 8 * j, sum);
    grow(change);
    if (sum <= limit) continue;
    markUnit(j);
  }
}
