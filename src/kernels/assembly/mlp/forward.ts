/** The forward pass. */
import { logistic } from "../elementary";
import {
  BLOCK,
  OUTPUTS,
  activity,
  hidden,
  hiddenCount,
  output,
  persistent,
  pixelTerms,
  rowBytes,
  series,
  transient,
  weights,
} from "./network";
import { scale } from "./sums";
import { pixelTermsEnd, rowOf } from "./terms";
import { SILENT, addTwo, laneSum, withoutTiny } from "./vectors";

/** Net inputs are cut off at this size: h and 1 − h are normal numbers there. */
const FARTHEST: f32 = 60;

/** hidden_j = Σ_i w_ji x_i from rows of w, two pixels a turn. */
export function sumInputs(rows: usize): void {
  memory.fill(hidden, 0, rowBytes);
  const last = hidden + rowBytes;
  for (let term = pixelTerms; term < pixelTermsEnd; term += 16) {
    let p = rows + rowOf(term) * rowBytes;
    let q = rows + rowOf(term + 8) * rowBytes;
    const x = v128.load32_splat(term, 4);
    const y = v128.load32_splat(term, 12);
    for (let at = hidden; at < last; at += BLOCK) {
      v128.store(at, addTwo(v128.load(at), x, v128.load(p), y, v128.load(q)));
      v128.store(at, addTwo(v128.load(at, 16), x, v128.load(p, 16), y, v128.load(q, 16)), 16);
      v128.store(at, addTwo(v128.load(at, 32), x, v128.load(p, 32), y, v128.load(q, 32)), 32);
      v128.store(at, addTwo(v128.load(at, 48), x, v128.load(p, 48), y, v128.load(q, 48)), 48);
      v128.store(at, addTwo(v128.load(at, 64), x, v128.load(p, 64), y, v128.load(q, 64)), 64);
      p += BLOCK;
      q += BLOCK;
    }
  }
}

/** hidden_j = Σ_i (l_ji x_i + ŝ_ji scale·x_i), one pixel a turn. */
export function sumInputsOfParts(): void {
  memory.fill(hidden, 0, rowBytes);
  const last = hidden + rowBytes;
  const factor = f32x4.splat(<f32>scale);
  for (let term = pixelTerms; term < pixelTermsEnd; term += 8) {
    let l = persistent + rowOf(term) * rowBytes;
    let s = transient + rowOf(term) * rowBytes;
    const x = v128.load32_splat(term, 4);
    const y = f32x4.mul(factor, x);
    for (let at = hidden; at < last; at += BLOCK) {
      v128.store(at, addTwo(v128.load(at), x, v128.load(l), y, v128.load(s)));
      v128.store(at, addTwo(v128.load(at, 16), x, v128.load(l, 16), y, v128.load(s, 16)), 16);
      v128.store(at, addTwo(v128.load(at, 32), x, v128.load(l, 32), y, v128.load(s, 32)), 32);
      v128.store(at, addTwo(v128.load(at, 48), x, v128.load(l, 48), y, v128.load(s, 48)), 48);
      v128.store(at, addTwo(v128.load(at, 64), x, v128.load(l, 64), y, v128.load(s, 64)), 64);
      l += BLOCK;
      s += BLOCK;
    }
  }
}

/** h_j = 1/(1 + e^−hidden_j). */
export function activateHidden(): void {
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const x = f32x4.pmax(f32x4.splat(-FARTHEST), f32x4.pmin(f32x4.splat(FARTHEST), v128.load(hidden + j)));
    v128.store(activity + 2 * j, f64x2.promote_low_f32x4(x));
    v128.store(activity + 2 * j, f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 0, 1)), 16);
  }
  logistic(activity, hiddenCount, series);
  for (let j: usize = 0; j < rowBytes; j += 16) {
    const low = f32x4.demote_f64x2_zero(v128.load(activity + 2 * j));
    const high = f32x4.demote_f64x2_zero(v128.load(activity + 2 * j, 16));
    v128.store(hidden + j, withoutTiny(i32x4.shuffle(low, high, 0, 1, 4, 5), SILENT));
  }
  const used: usize = 4 * hiddenCount;
  if (used < rowBytes) memory.fill(hidden + used, 0, rowBytes - used);
}

/** y_k = logistic(Σ_j w_kj h_j). */
export function activateOutputs(): void {
  for (let k: usize = 0; k < OUTPUTS; k += 2) {
    const p = weights + k * rowBytes;
    const q = p + rowBytes;
    let first = f32x4.splat(0);
    let second = f32x4.splat(0);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const h = v128.load(hidden + j);
      first = f32x4.add(first, f32x4.mul(h, v128.load(p + j)));
      second = f32x4.add(second, f32x4.mul(h, v128.load(q + j)));
    }
    store<f64>(output + 8 * k, laneSum(first));
    store<f64>(output + 8 * k, laneSum(second), 8);
  }
  logistic(output, OUTPUTS, series);
}

/** w = l + scale·ŝ of the synapses of the outputs, which are all read twice. */
export function joinOutputs(): void {
  const factor = f32x4.splat(<f32>scale);
  const size = OUTPUTS * rowBytes;
  for (let i: usize = 0; i < size; i += 16) {
    const s = f32x4.mul(factor, v128.load(transient + i));
    v128.store(weights + i, f32x4.add(v128.load(persistent + i), s));
  }
}
