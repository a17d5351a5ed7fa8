/**
 * What each synapse learns of the variance of its own changes, v += (Δw² − v)(1 − e^(−1/1000)) a time step, from which its θ
 * follows (`BySynapses` of `src/caching/self-tuning/moving-threshold.ts`). It is kept as v̂ = v / varianceScale: multiplying that by
 * e^(−1/1000) makes all of them fade, so that only synapses that change are touched.
 */
import { OUTPUTS, pixelCount, rowBytes, variance } from "./network";
import { scale } from "./sums";
import { withoutTiny } from "./vectors";

/** e^(−1/1000) */
const FADE: f64 = 0.999000499833375;
/** 2⁻⁸⁰: squares of changes, which may be 10⁻²⁴, have to be normal numbers of float32. */
const FIRST_SCALE: f64 = 8.271806125530277e-25;
/** 2⁻¹⁰⁰ */
const SMALLEST_SCALE: f64 = 7.888609052210118e-31;
/** Smaller v̂ is a change of less than 10⁻²⁴, or one that has long faded. */
const NEGLIGIBLE_VARIANCE: f32 = 1e-30;

/** By what v̂ is multiplied to be v. */
export let varianceScale: f64 = FIRST_SCALE;
/** What is still unknown of v: e^(−t/1000) after t time steps. */
export let unknown: f64 = 1;

/** All v fade for a time step. */
export function fade(): void {
  varianceScale *= FADE;
  unknown *= FADE;
  if (varianceScale >= SMALLEST_SCALE) return;
  const factor = f32x4.splat(<f32>(varianceScale / FIRST_SCALE));
  varianceScale = FIRST_SCALE;
  const end = variance + (OUTPUTS + pixelCount) * rowBytes;
  for (let at = variance; at < end; at += 16) {
    v128.store(at, withoutTiny(f32x4.mul(factor, v128.load(at)), NEGLIGIBLE_VARIANCE));
  }
}

/** By what Δŝ is multiplied for its square to be what it adds to v̂. */
export function learningFactor(): f64 {
  return scale * Math.sqrt((1 - FADE) / varianceScale);
}

/** By what ŝ is multiplied for its square to exceed v̂ where |s| exceeds θ, which is so many deviations. */
export function testFactor(deviations: f64): f64 {
  return (scale * Math.sqrt((1 - unknown) / varianceScale)) / deviations;
}

/** Where (test·ŝ)² > v̂, a mask. */
@inline
export function exceeds(value: v128, learned: v128, test: v128): v128 {
  const ratio = f32x4.mul(value, test);
  return f32x4.gt(f32x4.mul(ratio, ratio), learned);
}

/** v̂ += (spread · step)² of the four synapses `offset` bytes on, and what they are then. */
@inline
export function learn(v: usize, steps: usize, spread: v128): v128 {
  const deviation = f32x4.mul(spread, v128.load(steps));
  const value = f32x4.add(v128.load(v), f32x4.mul(deviation, deviation));
  v128.store(v, value);
  return value;
}
