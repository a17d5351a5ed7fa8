/**
 * Weights that others recorded, played under a policy that acts on each synapse alone. `src/account/players/synapse-player.ts`
 * defines what is computed; the order of every sum and product is the same here.
 *
 * A few synapses are played through many rows: their state lies in arrays of f64, `spacing` bytes one after the other, and stays in
 * the fastest memory. Two synapses go in a vector; an odd one has a neighbour that nobody reads.
 */

/** Places of the arrays of state, in spacings. */
const PERSISTENT: usize = 0;
const TRANSIENT: usize = 1;
const CONSOLIDATED: usize = 2;
const HELD: usize = 3;
const WRITES: usize = 4;
const WEIGHTS: usize = 5;
const VARIANCE: usize = 6;

/** Two weights of a row, of float32 or float64. */
@inline
function weightsAt(row: usize, k: usize, single: bool): v128 {
  return single ? f64x2.promote_low_f32x4(v128.load64_zero(row + (k << 2))) : v128.load(row + (k << 3));
}

@inline
function add(at: usize, term: v128): void {
  v128.store(at, f64x2.add(v128.load(at), term));
}

/** |x| with the sign of another number. */
@inline
function withSign(size: v128, sign: v128): v128 {
  return v128.bitselect(sign, size, i64x2.splat(1 << 63));
}

/** s is w − l; what exceeds the limit is consolidated, all of it or what exceeds θ. */
@inline
function playPlain(state: usize, spacing: usize, count: usize, rows: usize, stride: usize, rowCount: i32, single: bool, keeps: bool, limit: f64, threshold: f64): void {
  const limits = f64x2.splat(limit);
  const one = f64x2.splat(1);
  for (let r = 0; r < rowCount; r++, rows += stride) {
    for (let k: usize = 0; k < count; k += 2) {
      const at = state + (k << 3);
      const weight = weightsAt(rows, k, single);
      const persistent = v128.load(at + PERSISTENT * spacing);
      add(at + HELD * spacing, f64x2.abs(v128.load(at + TRANSIENT * spacing)));
      const s = f64x2.sub(weight, persistent);
      const over = f64x2.gt(f64x2.abs(s), limits);
      const rest = keeps ? withSign(f64x2.splat(threshold), s) : f64x2.splat(0);
      const moved = f64x2.sub(s, rest);
      add(at + CONSOLIDATED * spacing, v128.and(over, f64x2.abs(moved)));
      add(at + WRITES * spacing, v128.and(over, one));
      v128.store(at + TRANSIENT * spacing, v128.bitselect(rest, s, over));
      const written = keeps ? f64x2.add(persistent, moved) : weight;
      v128.store(at + PERSISTENT * spacing, v128.bitselect(written, persistent, over));
    }
  }
}

/**
 * The same where s decays, θ follows each synapse's own changes, or a clock strikes. Only a synapse that changes is tested.
 *
 * @param known of each row, what is known of the variance by then: 1 − e^(−t/1000)
 * @param strikes of each row, a byte: whether the clock strikes at its end
 */
@inline
function playMoving(state: usize, spacing: usize, count: usize, rows: usize, stride: usize, rowCount: i32, single: bool, keeps: bool, adaptive: bool, tolerance: f64, threshold: f64, decayFactor: f64, fade: f64, known: usize, strikes: usize): void {
  const decay = f64x2.splat(decayFactor);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const fades = f64x2.splat(fade);
  const share = f64x2.splat(1 - fade);
  for (let r = 0; r < rowCount; r++, rows += stride) {
    const knownNow = f64x2.splat(load<f64>(known + ((<usize>r) << 3)));
    const strikesNow = load<u8>(strikes + <usize>r) !== 0;
    for (let k: usize = 0; k < count; k += 2) {
      const at = state + (k << 3);
      const weight = weightsAt(rows, k, single);
      const delta = f64x2.sub(weight, v128.load(at + WEIGHTS * spacing));
      v128.store(at + WEIGHTS * spacing, weight);
      const left = f64x2.mul(v128.load(at + TRANSIENT * spacing), decay);
      add(at + HELD * spacing, f64x2.abs(left));
      let theta = f64x2.splat(threshold);
      if (adaptive) {
        const variance = f64x2.add(f64x2.mul(v128.load(at + VARIANCE * spacing), fades), f64x2.mul(f64x2.mul(delta, delta), share));
        v128.store(at + VARIANCE * spacing, variance);
        theta = f64x2.mul(theta, f64x2.sqrt(f64x2.div(variance, knownNow)));
      }
      const s = f64x2.add(left, delta);
      const size = f64x2.abs(s);
      const limit = f64x2.mul(theta, f64x2.splat(tolerance));
      const isChanged = f64x2.ne(delta, zero);
      const over = strikesNow ? f64x2.ne(s, zero) : v128.and(f64x2.gt(size, limit), isChanged);
      const moved = keeps ? withSign(f64x2.sub(size, theta), s) : s;
      add(at + CONSOLIDATED * spacing, v128.and(over, f64x2.abs(moved)));
      add(at + WRITES * spacing, v128.and(over, one));
      add(at + PERSISTENT * spacing, v128.and(over, moved));
      v128.store(at + TRANSIENT * spacing, v128.bitselect(keeps ? withSign(theta, s) : zero, s, over));
    }
  }
}

/** @param count synapses; the state of one more is written where it is odd */
export function plain(state: usize, spacing: usize, count: usize, rows: usize, stride: usize, rowCount: i32, single: bool, keeps: bool, limit: f64, threshold: f64): void {
  if (single) {
    if (keeps) playPlain(state, spacing, count, rows, stride, rowCount, true, true, limit, threshold);
    else playPlain(state, spacing, count, rows, stride, rowCount, true, false, limit, threshold);
  } else if (keeps) playPlain(state, spacing, count, rows, stride, rowCount, false, true, limit, threshold);
  else playPlain(state, spacing, count, rows, stride, rowCount, false, false, limit, threshold);
}

/** @param threshold θ or, where it moves, θ over the deviation of changes */
export function moving(state: usize, spacing: usize, count: usize, rows: usize, stride: usize, rowCount: i32, single: bool, keeps: bool, adaptive: bool, tolerance: f64, threshold: f64, decayFactor: f64, fade: f64, known: usize, strikes: usize): void {
  if (adaptive) {
    if (keeps) playMoving(state, spacing, count, rows, stride, rowCount, single, true, true, tolerance, threshold, decayFactor, fade, known, strikes);
    else playMoving(state, spacing, count, rows, stride, rowCount, single, false, true, tolerance, threshold, decayFactor, fade, known, strikes);
  } else if (keeps) playMoving(state, spacing, count, rows, stride, rowCount, single, true, false, tolerance, threshold, decayFactor, fade, known, strikes);
  else playMoving(state, spacing, count, rows, stride, rowCount, single, false, false, tolerance, threshold, decayFactor, fade, known, strikes);
}
