/** Decay, once a time step. */
import { NEURON_BY_SUM } from "../cache-codes";
import {
  OUTPUTS,
  code,
  decayFactor,
  hiddenCount,
  pixelCount,
  rowBytes,
  rowNorms,
  transient,
  unitNorms,
} from "./network";
import { grow, hold, restart, scale, shrink } from "./sums";
import { NEGLIGIBLE, laneSum, withoutTiny } from "./vectors";

/** Every so many steps all sums are computed afresh, so that rounding does not add up. */
export const STEPS_BETWEEN_RENEWALS: u32 = 4096;
/** 2⁻²⁰; below it ŝ would begin to leave the range of float32. */
const SMALLEST_SCALE: f64 = 9.5367431640625e-7;

let stepCount: u32 = 0;

/** s ← s·exp(−1/τ), and what is then held is charged for this step: held += Σ|s|. */
export function decay(): void {
  shrink(decayFactor);
  stepCount += 1;
  if (scale < SMALLEST_SCALE || stepCount % STEPS_BETWEEN_RENEWALS === 0) renew();
  hold();
}

/** ŝ ← scale·ŝ, scale ← 1, and all sums afresh. */
function renew(): void {
  const factor = f32x4.splat(<f32>scale);
  const smallest = <f32>(NEGLIGIBLE / scale);
  restart();
  memory.fill(unitNorms, 0, 2 * rowBytes);
  for (let row: usize = 0; row < OUTPUTS + pixelCount; row++) {
    const s = transient + row * rowBytes;
    let sum = f32x4.splat(0);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const kept = f32x4.mul(factor, withoutTiny(v128.load(s + j), smallest));
      v128.store(s + j, kept);
      sum = f32x4.add(sum, f32x4.abs(kept));
    }
    store<f64>(rowNorms + 8 * row, laneSum(sum));
    grow(laneSum(sum));
    if (code === NEURON_BY_SUM && row >= OUTPUTS) addToUnitNorms(s);
  }
}

/** Adds a row's |ŝ| to the sums of the hidden units. */
function addToUnitNorms(s: usize): void {
  for (let j: usize = 0; j < hiddenCount; j++) {
    const at = unitNorms + 8 * j;
    store<f64>(at, load<f64>(at) + <f64>Math.abs(load<f32>(s + 4 * j)));
  }
}
