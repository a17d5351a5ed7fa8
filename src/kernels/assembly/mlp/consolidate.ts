/**
 * Consolidation as `CachingStore` of `src/caching/store.ts` defines it, on rows of float32 in units of `scale`.
 * Every kernel has its own, because each keeps s and l in other numbers and counts as it goes. `engines.test.ts` of every
 * learner holds it to that store.
 */
import { NEURON_BY_SUM } from "../cache-codes";
import {
  OUTPUTS,
  code,
  hiddenCount,
  markedVectors,
  marks,
  persistent,
  pixelCount,
  rowBytes,
  rowNorms,
  transient,
  unitNorms,
  variance,
} from "./network";
import { consolidateSize, grow, scale } from "./sums";
import { exceeds } from "./variance";
import { laneSum } from "./vectors";

/** l += s, s = 0 where |ŝ| > limit in a row; a limit of −1 takes all. */
export function consolidateRow(row: usize, limit: f32): void {
  takeRow(row, limit, false);
}

/** l += s, s = 0 where (test·ŝ)² > v̂ in a row. */
export function consolidateMovingRow(row: usize, test: f32): void {
  takeRow(row, test, true);
}

/** l += s, s = 0 where ŝ exceeds what it has to. */
@inline
function takeRow(row: usize, limit: f32, moving: bool): void {
  const limits = f32x4.splat(limit);
  const factor = f32x4.splat(<f32>scale);
  const s = transient + row * rowBytes;
  const l = persistent + row * rowBytes;
  let moved = f32x4.splat(0);
  let kept = f32x4.splat(0);
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const value = v128.load(s + j);
    const size = f32x4.abs(value);
    const crossed = moving ? exceeds(value, v128.load(variance + row * rowBytes + j), limits) : f32x4.gt(size, limits);
    v128.store(l + j, f32x4.add(v128.load(l + j), f32x4.mul(factor, v128.and(value, crossed))));
    v128.store(s + j, v128.andnot(value, crossed));
    moved = f32x4.add(moved, v128.and(size, crossed));
    kept = f32x4.add(kept, v128.andnot(size, crossed));
  }
  consolidateSize(scale * laneSum(moved));
  grow(laneSum(kept) - load<f64>(rowNorms + 8 * row));
  store<f64>(rowNorms + 8 * row, laneSum(kept));
}

/** l += s, s = 0 in a whole layer. */
export function consolidateRows(first: usize, end: usize): void {
  for (let row = first; row < end; row++) if (load<f64>(rowNorms + 8 * row) !== 0) consolidateRow(row, -1);
}

/** l += s, s = 0 for the marked hidden units, row by row so that memory is read in order. */
export function consolidateUnits(): void {
  let markedEnd = markedVectors;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    if (!v128.any_true(v128.load(marks + j))) continue;
    store<u32>(markedEnd, <u32>j);
    markedEnd += 4;
  }
  const factor = f32x4.splat(<f32>scale);
  const rowNormsEnd = rowNorms + 8 * (OUTPUTS + pixelCount);
  let offset = OUTPUTS * rowBytes;
  let total: f64 = 0;
  for (let at = rowNorms + 8 * OUTPUTS; at < rowNormsEnd; at += 8) {
    let moved = f32x4.splat(0);
    for (let m = markedVectors; m < markedEnd; m += 4) {
      const j = <usize>load<u32>(m);
      const s = transient + offset + j;
      const l = persistent + offset + j;
      const mark = v128.load(marks + j);
      const value = v128.load(s);
      const moving = v128.and(value, mark);
      v128.store(l, f32x4.add(v128.load(l), f32x4.mul(factor, moving)));
      v128.store(s, v128.andnot(value, mark));
      moved = f32x4.add(moved, f32x4.abs(moving));
    }
    const size = laneSum(moved);
    total += size;
    store<f64>(at, load<f64>(at) - size);
    offset += rowBytes;
  }
  grow(-(code === NEURON_BY_SUM ? takeUnitNorms() : total));
  consolidateSize(scale * total);
  memory.fill(marks, 0, rowBytes);
}

/** Sets the sums of the marked hidden units to 0, and returns what they were together. */
function takeUnitNorms(): f64 {
  let total: f64 = 0;
  for (let j: usize = 0; j < hiddenCount; j++) {
    if (load<i32>(marks + 4 * j) === 0) continue;
    total += load<f64>(unitNorms + 8 * j);
    store<f64>(unitNorms + 8 * j, 0);
  }
  return total;
}
