/**
 * What is counted only where it is asked for, because it takes time: persistent changes that do not count as |Δl|, Σ|Δs| of
 * the changes that are not consolidated at once, and Σ|l|. Each function looks at what is about to change; none changes it.
 */
import { LAYER_BY_LARGEST } from "../cache-codes";
import { sizeOf } from "../size-of";
import { STEPS_BETWEEN_RENEWALS } from "./decay";
import {
  OUTPUTS,
  code,
  hidden,
  hiddenStep,
  initial,
  marks,
  outputTerms,
  outputTermsEnd,
  persistent,
  pixelCount,
  pixelTerms,
  plain,
  rowBytes,
  transient,
  variance,
} from "./network";
import { scale } from "./sums";
import { pixelTermsEnd, rowOf } from "./terms";
import { exceeds } from "./variance";

/** Σ of the sizes of all Δl, without what is still transient; where they are magnitudes, `consolidated` of `sums.ts` has it. */
export let sizes: f64 = 0;
/** Σ|Δs| of the changes that were not consolidated at once. */
export let changed: f64 = 0;
/** Σ_t Σ|l|, taken before the change. */
export let persistentHeld: f64 = 0;

let stepCount: u32 = 0;
/** Σ|l| */
let persistentNorm: f64 = 0;
/** Σ|Δŝ| of this step that is consolidated at once. */
let moved: f64 = 0;

/** Sum of four float32 numbers in float64. */
@inline
function wideSum(v: v128): f64 {
  const pairs = f64x2.add(f64x2.promote_low_f32x4(v), f64x2.promote_low_f32x4(i32x4.shuffle(v, v, 2, 3, 0, 1)));
  return f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
}

/** Σ|x| of a row. */
function rowNorm(row: usize): f64 {
  let norm: f64 = 0;
  for (let j: usize = 0; j < rowBytes; j += 16) norm += wideSum(f32x4.abs(v128.load(row + j)));
  return norm;
}

/** Σ|factor| of a list of terms. */
function factorNorm(terms: usize, end: usize): f64 {
  let norm: f64 = 0;
  for (let term = terms; term < end; term += 8) norm += <f64>Math.abs(load<f32>(term, 4));
  return norm;
}

/** Charges Σ|l| for a time step. It is computed afresh in the first of all steps, and then as often as the sums of s. */
export function holdPersistent(): void {
  if (stepCount % STEPS_BETWEEN_RENEWALS === 0) {
    persistentNorm = 0;
    for (let row: usize = 0; row < OUTPUTS + pixelCount; row++) persistentNorm += rowNorm(persistent + row * rowBytes);
  }
  stepCount += 1;
  persistentHeld += persistentNorm;
}

/** Σ of the sizes of four changes. One that is 0 counts as nothing, whatever the cost, and most are. */
function sizeOfLanes(changes: v128, factor: f64): f64 {
  if (!v128.any_true(f32x4.ne(changes, f32x4.splat(0)))) return 0;
  let size: f64 = 0;
  const a = f32x4.extract_lane(changes, 0);
  const b = f32x4.extract_lane(changes, 1);
  const c = f32x4.extract_lane(changes, 2);
  const d = f32x4.extract_lane(changes, 3);
  if (a !== 0) size += sizeOf(factor * <f64>a);
  if (b !== 0) size += sizeOf(factor * <f64>b);
  if (c !== 0) size += sizeOf(factor * <f64>c);
  if (d !== 0) size += sizeOf(factor * <f64>d);
  return size;
}

/** Before l += factor · step in every row of a list. */
export function countDirect(terms: usize, end: usize, steps: usize): void {
  for (let term = terms; term < end; term += 8) {
    const l = persistent + rowOf(term) * rowBytes;
    const factor = v128.load32_splat(term, 4);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const before = v128.load(l + j);
      const after = f32x4.add(before, f32x4.mul(factor, v128.load(steps + j)));
      persistentNorm += wideSum(f32x4.sub(f32x4.abs(after), f32x4.abs(before)));
    }
  }
  if (!plain) sizes += productSizes(terms, end, steps);
}

/**
 * Σ of the sizes of all products factor · step. As |xy|^α = |x|^α |y|^α, that is a product of sums, those of products of equal and of
 * unequal signs apart: a change by −1 counts as 1 or, where depression is free, as 0.
 */
function productSizes(terms: usize, end: usize, steps: usize): f64 {
  let up: f64 = 0;
  let down: f64 = 0;
  for (let term = terms; term < end; term += 8) {
    const factor = <f64>load<f32>(term, 4);
    if (factor > 0) up += sizeOf(factor);
    else if (factor < 0) down += sizeOf(-factor);
  }
  let stepsUp: f64 = 0;
  let stepsDown: f64 = 0;
  for (let at = steps; at < steps + rowBytes; at += 4) {
    const step = <f64>load<f32>(at);
    if (step > 0) stepsUp += sizeOf(step);
    else if (step < 0) stepsDown += sizeOf(-step);
  }
  return up * stepsUp + down * stepsDown + sizeOf(-1) * (up * stepsDown + down * stepsUp);
}

/** Before four ŝ of `row`, from byte j on, move into l where the mask is set. */
function countMove(row: usize, j: usize, mask: v128): void {
  const at = row * rowBytes + j;
  const moving = v128.and(v128.load(transient + at), mask);
  if (!v128.any_true(f32x4.ne(moving, f32x4.splat(0)))) return;
  const before = v128.load(persistent + at);
  const after = f32x4.add(before, f32x4.mul(f32x4.splat(<f32>scale), moving));
  persistentNorm += wideSum(f32x4.sub(f32x4.abs(after), f32x4.abs(before)));
  if (!plain) sizes += sizeOfLanes(moving, scale);
}

/** Before the synapses of a row that have |ŝ| > limit are consolidated, −1 taking all; the term is that of the row's change. */
export function countRow(term: usize, limit: f32): void {
  countTaken(term, limit, false);
}

/** The same of those that have (test·ŝ)² > v̂. */
export function countMovingRow(term: usize, test: f32): void {
  countTaken(term, test, true);
}

@inline
function countTaken(term: usize, limit: f32, moving: bool): void {
  const row = rowOf(term);
  const steps = row < OUTPUTS ? hidden : hiddenStep;
  const limits = f32x4.splat(limit);
  let movedSteps: f64 = 0;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const value = v128.load(transient + row * rowBytes + j);
    const crossed = moving
      ? exceeds(value, v128.load(variance + row * rowBytes + j), limits)
      : f32x4.gt(f32x4.abs(value), limits);
    countMove(row, j, crossed);
    movedSteps += wideSum(v128.and(f32x4.abs(v128.load(steps + j)), crossed));
  }
  moved += <f64>Math.abs(load<f32>(term, 4)) * movedSteps;
}

/** Before an excess of four ŝ, from byte j of the row of a term on, moves into l. Of their changes no more than that is consolidated. */
@inline
export function countExcess(term: usize, j: usize, excess: v128, steps: usize): void {
  const before = v128.load(persistent + rowOf(term) * rowBytes + j);
  const after = f32x4.add(before, f32x4.mul(f32x4.splat(<f32>scale), excess));
  persistentNorm += wideSum(f32x4.sub(f32x4.abs(after), f32x4.abs(before)));
  const change = f32x4.mul(v128.load32_splat(term, 4), v128.load(steps + j));
  moved += wideSum(f32x4.pmin(f32x4.abs(change), f32x4.abs(excess)));
  if (!plain) sizes += sizeOfLanes(excess, scale);
}

/** Before everything is consolidated at the end of a time step, whose changes are then all consolidated at once. */
export function countAll(): void {
  const all = i32x4.splat(-1);
  for (let row: usize = 0; row < OUTPUTS + pixelCount; row++) {
    for (let j: usize = 0; j < rowBytes; j += 16) countMove(row, j, all);
  }
}

/** Before the hidden layer, or the marked units of it, are consolidated. */
export function countHidden(): void {
  const all = i32x4.splat(-1);
  let movedSteps: f64 = 0;
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const mask = code === LAYER_BY_LARGEST ? all : v128.load(marks + j);
    if (!v128.any_true(mask)) continue;
    for (let row: usize = OUTPUTS; row < OUTPUTS + pixelCount; row++) countMove(row, j, mask);
    movedSteps += wideSum(v128.and(f32x4.abs(v128.load(hiddenStep + j)), mask));
  }
  moved += factorNorm(pixelTerms, pixelTermsEnd) * movedSteps;
}

/** Before the layer of the outputs is consolidated. */
export function countOutputs(): void {
  for (let term = outputTerms; term < outputTermsEnd; term += 8) countRow(term, -1);
}

/** At the end of a step: Σ|Δs| of what has changed in it and is still transient. */
export function countChanges(): void {
  const all =
    factorNorm(pixelTerms, pixelTermsEnd) * rowNorm(hiddenStep) +
    factorNorm(outputTerms, outputTermsEnd) * rowNorm(hidden);
  // What is left of a difference of equal sums is rounding.
  changed += scale * Math.max(all - moved, 0);
  moved = 0;
}

/** Σ of the sizes of all s. */
export function transientSizes(): f64 {
  const size = (OUTPUTS + pixelCount) * rowBytes;
  let total: f64 = 0;
  for (let i: usize = 0; i < size; i += 16) total += sizeOfLanes(v128.load(transient + i), scale);
  return total;
}

/** Σ of the sizes of all w − w(0), with w = l + s in float64: what cancels there, or is lost beside w(0), is so in the reference. */
export function distanceSizes(hasTransients: bool): f64 {
  const size = (OUTPUTS + pixelCount) * rowBytes;
  let total: f64 = 0;
  for (let i: usize = 0; i < size; i += 4) {
    const s = hasTransients ? scale * <f64>load<f32>(transient + i) : 0;
    const change = <f64>load<f32>(persistent + i) + s - <f64>load<f32>(initial + i);
    if (change !== 0) total += sizeOf(change);
  }
  return total;
}
