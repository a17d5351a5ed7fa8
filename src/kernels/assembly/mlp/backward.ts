/** The backward pass. */
import {
  OUTPUTS,
  activity,
  exactGradient,
  hiddenStep,
  learningRate,
  output,
  outputTerms,
  passedBack,
  rowBytes,
  weights,
} from "./network";
import { scale } from "./sums";
import { NEGLIGIBLE, withoutTiny } from "./vectors";

/** What an output is taught to be. */
const RIGHT: f64 = 0.99;
const WRONG: f64 = 0.01;

/**
 * Errors e_k = t_k − y_k and δ_k = e_k y_k(1 − y_k), with b = δ for the true gradient and b = e for the hybrid, and
 * from them the steps η δ_k and η h_j(1 − h_j) Σ_k w_kj b_k, with w before the change.
 */
export function propagateBack(label: usize): void {
  const rate = learningRate / scale;
  for (let k: usize = 0; k < OUTPUTS; k++) {
    const y = load<f64>(output + 8 * k);
    const error = (k === label ? RIGHT : WRONG) - y;
    const delta = error * y * (1 - y);
    const step = Math.abs(rate * delta) > NEGLIGIBLE ? rate * delta : 0;
    store<f32>(passedBack + 4 * k, <f32>(exactGradient ? step : rate * error));
    store<f32>(outputTerms + 8 * k, <f32>step, 4);
  }
  const one = f64x2.splat(1);
  for (let j: usize = 0; j < rowBytes; j += 16) {
    let even = f32x4.splat(0);
    let odd = f32x4.splat(0);
    let w = weights + j;
    for (let b = passedBack; b < passedBack + 4 * OUTPUTS; b += 8) {
      even = f32x4.add(even, f32x4.mul(v128.load32_splat(b), v128.load(w)));
      odd = f32x4.add(odd, f32x4.mul(v128.load32_splat(b, 4), v128.load(w + rowBytes)));
      w += 2 * rowBytes;
    }
    // 1 − h in float64: where h is near 1, that of float32 would have few digits left.
    const low = v128.load(activity + 2 * j);
    const high = v128.load(activity + 2 * j, 16);
    const lowSlope = f32x4.demote_f64x2_zero(f64x2.mul(low, f64x2.sub(one, low)));
    const highSlope = f32x4.demote_f64x2_zero(f64x2.mul(high, f64x2.sub(one, high)));
    const slope = i32x4.shuffle(lowSlope, highSlope, 0, 1, 4, 5);
    v128.store(hiddenStep + j, withoutTiny(f32x4.mul(slope, f32x4.add(even, odd)), <f32>NEGLIGIBLE));
  }
}
