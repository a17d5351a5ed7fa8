/**
 * Perceptron learning in double precision: with decay, or with patterns that are not ±1. Margins are had in two ways:
 * - by the Gram matrix: the margins of l and of s are kept apart, so that a check is O(1), an update adds a row of the
 *   matrix, and consolidating the whole neuron moves the margins of s to those of l;
 * - by dot products with w, where synapses consolidate on their own while s decays, and elsewhere for the first epochs,
 *   until the dot products have cost as much as the matrix would.
 *
 * A margin that is clear of zero by more than a tie and its own rounding could make decides at once. One that is not is
 * computed anew, term by term as the rule does (`isWrong`). The bound is a share of what was added, times the largest entry
 * of the pattern, so that patterns of very different size are in doubt only where their own margin is.
 *
 * s is brought up to date at updates only: k steps after the last one it is s·e^{−k/τ}, and what it has cost to hold is
 * Σ|s| times a geometric series; both come from a table with an entry for every k. Where e^{−k/τ} is so near 1 or so near 0
 * that its rounding can decide (`STEPWISE`), s decays step by step, in the very products of the reference engine. So it does, from
 * the start again, once a decision hangs on rounding (`isUndecided`).
 *
 * All addresses and sizes come from `src/kernels/perceptron-real.ts`, which checks them.
 */
import { measureOf, NEURON_BY_SUM, SYNAPSE } from "./cache-codes";
import { fillGram, packBits } from "./gram";
import { at, count } from "./table";
import {
  BITS,
  BY_EPOCH,
  CODE,
  DECAY,
  DECAYED,
  DECAYS,
  FILLED,
  GRAM,
  GRAM_FROM,
  GRAM_STRIDE,
  INTEGER,
  LARGEST_CHANGE,
  LIMIT,
  MARGINS_L,
  MARGINS_S,
  MAX_EPOCHS,
  PATTERN_COUNT,
  PERSISTENT,
  PLAIN,
  ROWS,
  ROW_LARGEST,
  ROW_NORMS,
  SERIES,
  STEPWISE,
  STRIDE,
  SYNAPSE_COUNT,
  TRANSIENT,
  WORDS,
} from "./tables/real-problem";
import {
  BY_GRAM,
  CHANGED,
  CONSOLIDATED,
  DECAYED_NORM,
  DOUBT_L,
  DOUBT_S,
  ENDED,
  EPOCHS,
  ERROR_L,
  ERROR_S,
  GAP,
  HELD,
  LAST_ERRORS,
  NORM,
  PERSISTENT_HELD,
  PERSISTENT_NORM,
  UPDATES,
} from "./tables/real-state";

export { signRows } from "./gram";

/** What a change of a persistent weight counts as, for costs other than |Δl|. */
@external("env", "sizeOf")
declare function sizeOf(change: f64): f64;

/** A margin below this share of its terms is a tie: the rule's own constant (`src/perceptron/rule.ts`). */
const TIE: f64 = 1e-12;
/**
 * By how much s, and what l has had from it, can differ from those of the reference engine where s does not decay step by
 * step, relative: both are off by 10⁻¹⁶ times the root of the steps and updates they have gathered, some 10⁶ of them.
 */
const UNCERTAINTY: f64 = 1e-13;
/** Below it s and l lose their digits; a margin no larger than this, for a largest entry of 1, is in doubt. */
const SMALLEST: f64 = 1e-300;
/** Half a unit in the last place: the largest relative error of one rounding. */
const ROUNDING: f64 = 1.1102230246251565e-16;

/** Entries i and i + 1 of a signed row. */
@inline
function pair<T>(row: usize, i: i32): v128 {
  if (isFloat<T>()) return v128.load(row + (<usize>i << 3));
  const bytes = i16x8.extend_low_i8x16_s(v128.load16_lane(row + i, i64x2.splat(0), 0));
  return f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_s(bytes));
}

@inline
function lanes(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Row q of the Gram matrix of real patterns: dot products in double precision. */
function fillRealGramRow(problem: usize, q: i32): void {
  const stride = at(problem, STRIDE);
  const rows = <usize>at(problem, ROWS);
  const patternCount = at(problem, PATTERN_COUNT);
  const to = <usize>at(problem, GRAM) + <usize>q * at(problem, GRAM_STRIDE);
  const own = rows + <usize>q * stride;
  for (let p = 0; p < patternCount; p++) {
    const other = rows + <usize>p * stride;
    let even = f64x2.splat(0);
    let odd = f64x2.splat(0);
    for (let k: usize = 0; k < <usize>stride; k += 32) {
      even = f64x2.add(even, f64x2.mul(v128.load(own + k), v128.load(other + k)));
      odd = f64x2.add(odd, f64x2.mul(v128.load(own + k, 16), v128.load(other + k, 16)));
    }
    store<f64>(to + (<usize>p << 3), lanes(f64x2.add(even, odd)));
  }
  store<u8>(<usize>at(problem, FILLED) + q, 1);
}

@inline
function gramRow<T>(problem: usize, q: i32): usize {
  if (isFloat<T>() && load<u8>(<usize>at(problem, FILLED) + q) === 0) fillRealGramRow(problem, q);
  return <usize>at(problem, GRAM) + <usize>q * at(problem, GRAM_STRIDE);
}

/** s ← s·f + y; returns Σ|s| and leaves the largest |s| in a global, which saves a second result. */
let largestTransient: f64 = 0;

@inline
function updateTransient<T>(problem: usize, q: i32, factor: f64): f64 {
  const s = <usize>at(problem, TRANSIENT);
  const row = <usize>at(problem, ROWS) + <usize>q * at(problem, STRIDE);
  const length = (at(problem, SYNAPSE_COUNT) + 3) & ~3;
  const f = f64x2.splat(factor);
  let sumA = f64x2.splat(0);
  let sumB = f64x2.splat(0);
  let largest = f64x2.splat(0);
  for (let i = 0; i < length; i += 4) {
    const to = s + (<usize>i << 3);
    const a = f64x2.add(f64x2.mul(v128.load(to), f), pair<T>(row, i));
    const b = f64x2.add(f64x2.mul(v128.load(to, 16), f), pair<T>(row, i + 2));
    v128.store(to, a);
    v128.store(to, b, 16);
    const magnitudeA = f64x2.abs(a);
    const magnitudeB = f64x2.abs(b);
    sumA = f64x2.add(sumA, magnitudeA);
    sumB = f64x2.add(sumB, magnitudeB);
    largest = f64x2.pmax(largest, f64x2.pmax(magnitudeA, magnitudeB));
  }
  largestTransient = max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
  return lanes(f64x2.add(sumA, sumB));
}

/** m_s ← m_s·f + row q of the Gram matrix. */
@inline
function updateMargins<T>(problem: usize, q: i32, factor: f64): void {
  const margins = <usize>at(problem, MARGINS_S);
  const row = gramRow<T>(problem, q);
  const length = (at(problem, PATTERN_COUNT) + 3) & ~3;
  const f = f64x2.splat(factor);
  for (let p = 0; p < length; p += 4) {
    const to = margins + (<usize>p << 3);
    const a = f64x2.mul(v128.load(to), f);
    const b = f64x2.mul(v128.load(to, 16), f);
    if (isFloat<T>()) {
      const from = row + (<usize>p << 3);
      v128.store(to, f64x2.add(a, v128.load(from)));
      v128.store(to, f64x2.add(b, v128.load(from, 16)), 16);
    } else {
      const inner = i32x4.extend_low_i16x8_s(v128.load64_zero(row + (<usize>p << 1)));
      const upper = i8x16.shuffle(inner, inner, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0);
      v128.store(to, f64x2.add(a, f64x2.convert_low_i32x4_s(inner)));
      v128.store(to, f64x2.add(b, f64x2.convert_low_i32x4_s(upper)), 16);
    }
  }
}

/** Moves s into l where |s| > `limit` and counts it; returns Σ|s| of the rest. */
function consolidate(problem: usize, state: usize, q: i32, limit: f64): f64 {
  const synapseCount = at(problem, SYNAPSE_COUNT);
  const s = <usize>at(problem, TRANSIENT);
  const l = <usize>at(problem, PERSISTENT);
  const row = <usize>at(problem, ROWS) + <usize>q * at(problem, STRIDE);
  const integer = at(problem, INTEGER) !== 0;
  const plain = at(problem, PLAIN) !== 0;
  let size: f64 = 0;
  let kept: f64 = 0;
  let changed: f64 = 0;
  let persistentNorm: f64 = 0;
  const decayedAt = <usize>at(problem, DECAYED);
  // The first change since all was consolidated has not decayed.
  const drifts = decayedAt !== 0 && load<f64>(state + NORM) > 0;
  const slack = drifts && limit < Infinity ? UNCERTAINTY * limit : -1;
  let decayedNorm = load<f64>(state + DECAYED_NORM);
  for (let i = 0; i < synapseCount; i++) {
    const offset = <usize>i << 3;
    const value = load<f64>(s + offset);
    let persistent = load<f64>(l + offset);
    if (abs(abs(value) - limit) <= slack) isUndecided = true;
    if (abs(value) > limit) {
      size += plain ? abs(value) : sizeOf(value);
      persistent += value;
      store<f64>(l + offset, persistent);
      if (drifts && abs(value) > load<f64>(decayedAt + offset)) {
        decayedNorm += abs(value) - load<f64>(decayedAt + offset);
        store<f64>(decayedAt + offset, abs(value));
      }
      store<f64>(s + offset, 0);
    } else {
      kept += abs(value);
      changed += integer ? 1 : abs(load<f64>(row + offset));
    }
    persistentNorm += abs(persistent);
  }
  store<f64>(state + DECAYED_NORM, decayedNorm);
  count(state, CONSOLIDATED, size);
  count(state, CHANGED, changed);
  store<f64>(state + PERSISTENT_NORM, persistentNorm);
  return kept;
}

/** Whether the last answer of `isWrong` or `exceeds` could be another one in the arithmetic of the reference engine. */
let isUndecided: bool = false;

/** Σ|s| in the order in which the reference engine adds it up. */
function normInOrder(problem: usize): f64 {
  const s = <usize>at(problem, TRANSIENT);
  const synapseCount = at(problem, SYNAPSE_COUNT);
  let norm: f64 = 0;
  for (let i = 0; i < synapseCount; i++) norm += abs(load<f64>(s + (<usize>i << 3)));
  return norm;
}

/** Whether two numbers are so near that s, as it drifts from that of the reference engine, could swap them. */
@inline
function isNear(measure: f64, limit: f64): bool {
  return abs(measure - limit) <= UNCERTAINTY * limit && limit < Infinity;
}

/** Whether the measure of the policy, the largest |s| or Σ|s|, exceeds the limit for the reference engine too. */
@inline
function exceeds(problem: usize, code: i32, norm: f64, limit: f64): bool {
  const measure = measureOf(code, largestTransient, norm);
  if (!isNear(measure, limit)) return measure > limit;
  isUndecided = at(problem, DECAYED) !== 0;
  return (code === NEURON_BY_SUM ? normInOrder(problem) : measure) > limit;
}

/** Charges holding since the last update, and takes the change by pattern q into s and, where due, into l. */
@inline
function update<T, G>(problem: usize, state: usize, q: i32, gap: i32, limit: f64, byMargins: bool): bool {
  hold(problem, state, gap);
  count(state, UPDATES, 1);
  const code = at(problem, CODE);
  const factor = load<f64>(<usize>at(problem, DECAY) + (<usize>gap << 3));
  const stepwise = at(problem, STEPWISE) !== 0;
  if (stepwise) decayStepwise(problem, gap);
  const norm = updateTransient<T>(problem, q, stepwise ? 1 : factor);
  if (byMargins) addError<G>(problem, state, q, factor, load<f64>(state + NORM), norm);
  if (!exceeds(problem, code, norm, limit)) {
    store<f64>(state + NORM, norm);
    count(state, CHANGED, load<f64>(<usize>at(problem, ROW_NORMS) + (<usize>q << 3)));
    return false;
  }
  store<f64>(state + NORM, consolidate(problem, state, q, code === SYNAPSE ? limit : -1));
  return true;
}

/** Relative error that adding up N + 1 products can have, in whatever order; twice as much, to be safe. */
@inline
function sumError(problem: usize): f64 {
  return 2 * ROUNDING * <f64>(at(problem, SYNAPSE_COUNT) + 2);
}

/**
 * Brings the bounds of doubt up to date. A dot product is off by `sumError` of its terms, and so is the rule's; the terms
 * are below Σ|w| times the largest entry. What l may be off by counts by itself, since l may have cancelled.
 */
@inline
function setDoubt(problem: usize, state: usize): void {
  const share = TIE + 2 * sumError(problem);
  store<f64>(state + DOUBT_S, share * load<f64>(state + NORM) + load<f64>(state + ERROR_S));
  const persistent = share * load<f64>(state + PERSISTENT_NORM) + UNCERTAINTY * load<f64>(state + DECAYED_NORM);
  store<f64>(state + DOUBT_L, persistent + load<f64>(state + ERROR_L) + SMALLEST);
}

/**
 * What rounding adds to the margins of s in an update that takes Σ|s| from `before` to `after`: those of a product and a sum,
 * in the margin and again in s itself, and those of a row of the Gram matrix, which is exact for ±1.
 */
@inline
function addError<G>(problem: usize, state: usize, q: i32, factor: f64, before: f64, after: f64): void {
  const moved = 4 * ROUNDING * (factor * before + after + load<f64>(state + PERSISTENT_NORM));
  const row = isFloat<G>() ? sumError(problem) * load<f64>(<usize>at(problem, ROW_NORMS) + (<usize>q << 3)) : 0;
  store<f64>(state + ERROR_S, factor * load<f64>(state + ERROR_S) + moved + row);
}

/** Of what size s, and what l has had from it, were before they cancelled: what they are now and the changes in them. */
@inline
function gathered(transient: f64, decayed: f64, largestChange: f64): f64 {
  const inTransient = transient === 0 ? 0 : abs(transient) + largestChange;
  return inTransient + (decayed === 0 ? 0 : decayed + largestChange);
}

/**
 * Whether the rule calls pattern q wrong, by the rule's own sums in the rule's own order: y·w ≤ TIE·Σ|y_i w_i|, the bias
 * first, with w = s·factor + l. Its bits are those of the reference engine wherever s and l have the same. Where they have
 * not, and have cancelled, the answer is noise if it hangs on what is left of them.
 */
function isWrong<T>(problem: usize, q: i32, factor: f64): bool {
  const s = <usize>at(problem, TRANSIENT);
  const l = <usize>at(problem, PERSISTENT);
  const row = <usize>at(problem, ROWS) + <usize>q * at(problem, STRIDE);
  const decayedAt = <usize>at(problem, DECAYED);
  const changesAt = <usize>at(problem, LARGEST_CHANGE);
  const drifts = decayedAt !== 0;
  const inputCount = at(problem, SYNAPSE_COUNT) - 1;
  let margin: f64 = 0;
  let magnitude: f64 = 0;
  let gross: f64 = 0;
  for (let k = 0; k <= inputCount; k++) {
    const i = k === 0 ? inputCount : k - 1;
    const offset = <usize>i << 3;
    const transient = load<f64>(s + offset) * factor;
    const persistent = load<f64>(l + offset);
    const entry = isFloat<T>() ? load<f64>(row + offset) : <f64>load<i8>(row + i);
    const term = (transient + persistent) * entry;
    margin += term;
    magnitude += abs(term);
    if (drifts) gross += gathered(transient, load<f64>(decayedAt + offset), load<f64>(changesAt + offset)) * abs(entry);
  }
  const distance = margin - TIE * magnitude;
  isUndecided = gross > 0 && abs(distance) <= UNCERTAINTY * gross;
  return !(margin > TIE * magnitude);
}

/** s ← s·f·f·f … for so many steps, product by product as the reference engine does it. */
function decayStepwise(problem: usize, steps: i32): void {
  const s = <usize>at(problem, TRANSIENT);
  const length = (at(problem, SYNAPSE_COUNT) + 7) & ~7;
  const f = v128.load64_splat(<usize>at(problem, DECAY), 8);
  for (let i = 0; i < length; i += 8) {
    const to = s + (<usize>i << 3);
    let a = v128.load(to);
    let b = v128.load(to, 16);
    let c = v128.load(to, 32);
    let d = v128.load(to, 48);
    for (let step = 0; step < steps; step++) {
      a = f64x2.mul(a, f);
      b = f64x2.mul(b, f);
      c = f64x2.mul(c, f);
      d = f64x2.mul(d, f);
    }
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
  }
}

/** Charges holding over `gap` steps since the last update. */
@inline
function hold(problem: usize, state: usize, gap: i32): void {
  const series = load<f64>(<usize>at(problem, SERIES) + (<usize>gap << 3));
  count(state, HELD, load<f64>(state + NORM) * series);
  count(state, PERSISTENT_HELD, load<f64>(state + PERSISTENT_NORM) * <f64>gap);
}

/** Brings s and its margins up to date, `gap` steps after the last update, and charges holding it; step by step. */
function settle(problem: usize, state: usize, gap: i32, byMargins: bool): void {
  hold(problem, state, gap);
  decayStepwise(problem, gap);
  const factor = load<f64>(<usize>at(problem, DECAY) + (<usize>gap << 3));
  store<f64>(state + NORM, factor * load<f64>(state + NORM));
  store<f64>(state + ERROR_S, factor * load<f64>(state + ERROR_S));
  if (byMargins) {
    const margins = <usize>at(problem, MARGINS_S);
    const patternCount = at(problem, PATTERN_COUNT);
    for (let p = 0; p < patternCount; p++) {
      const offset = margins + (<usize>p << 3);
      store<f64>(offset, factor * load<f64>(offset));
    }
  }
  setDoubt(problem, state);
}

/** y_q·x for a weight vector x. */
@inline
function dot<T>(problem: usize, q: i32, x: usize): f64 {
  const row = <usize>at(problem, ROWS) + <usize>q * at(problem, STRIDE);
  const length = (at(problem, SYNAPSE_COUNT) + 3) & ~3;
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (let i = 0; i < length; i += 4) {
    const from = x + (<usize>i << 3);
    even = f64x2.add(even, f64x2.mul(v128.load(from), pair<T>(row, i)));
    odd = f64x2.add(odd, f64x2.mul(v128.load(from, 16), pair<T>(row, i + 2)));
  }
  return lanes(f64x2.add(even, odd));
}

function endUndecided(state: usize): void {
  isUndecided = false;
  store<i32>(state + ENDED, 3);
}

/** Learns until the end of an epoch (by `BY_EPOCH`), of learning, or of the dot products. */
@inline
function learnAs<T, G>(problem: usize, state: usize, byMargins: bool): void {
  const patternCount = at(problem, PATTERN_COUNT);
  const decays = at(problem, DECAYS) !== 0;
  const decay = <usize>at(problem, DECAY);
  const s = <usize>at(problem, TRANSIENT);
  const l = <usize>at(problem, PERSISTENT);
  const marginsS = <usize>at(problem, MARGINS_S);
  const marginsL = <usize>at(problem, MARGINS_L);
  const limit = load<f64>(problem + LIMIT);
  const rowLargest = <usize>at(problem, ROW_LARGEST);
  const stepwise = at(problem, STEPWISE) !== 0;
  let gap = at(state, GAP);

  for (;;) {
    let errors = 0;
    for (let row = 0; row < patternCount; row++) {
      gap += 1;
      let factor = load<f64>(decay + (<usize>gap << 3));
      const offset = <usize>row << 3;
      const margin = byMargins
        ? load<f64>(marginsL + offset) + factor * load<f64>(marginsS + offset)
        : dot<T>(problem, row, l) + factor * dot<T>(problem, row, s);
      let doubt = load<f64>(state + DOUBT_L) + factor * load<f64>(state + DOUBT_S);
      if (isFloat<T>()) doubt *= load<f64>(rowLargest + offset);
      if (margin > doubt) continue;
      if (!(margin < -doubt)) {
        if (stepwise) {
          settle(problem, state, gap, byMargins);
          gap = 0;
          factor = 1;
        }
        const wrong = isWrong<T>(problem, row, factor);
        if (isUndecided) return endUndecided(state);
        if (!wrong) continue;
      }
      if (byMargins) updateMargins<G>(problem, row, factor);
      const consolidated = update<T, G>(problem, state, row, gap, limit, byMargins);
      if (isUndecided) return endUndecided(state);
      // Without decay l and s count the same for w, and their margins need not be told apart.
      if (byMargins && decays && consolidated) {
        for (let p = 0; p < patternCount; p += 2) {
          const to = <usize>p << 3;
          v128.store(marginsL + to, f64x2.add(v128.load(marginsL + to), v128.load(marginsS + to)));
          v128.store(marginsS + to, f64x2.splat(0));
        }
        count(state, ERROR_L, load<f64>(state + ERROR_S) + 2 * ROUNDING * load<f64>(state + PERSISTENT_NORM));
        store<f64>(state + ERROR_S, 0);
      }
      setDoubt(problem, state);
      errors += 1;
      gap = 0;
    }
    const epochs = at(state, EPOCHS) + 1;
    const ended = errors === 0 ? 1 : epochs === at(problem, MAX_EPOCHS) ? 2 : 0;
    if (stepwise) {
      settle(problem, state, gap, byMargins);
      gap = 0;
    }
    store<i32>(state + EPOCHS, epochs);
    store<i32>(state + LAST_ERRORS, errors);
    store<i32>(state + ENDED, ended);
    store<i32>(state + GAP, gap);
    if (ended !== 0 || at(problem, BY_EPOCH) || (!byMargins && epochs === at(problem, GRAM_FROM))) return;
  }
}

/** Goes on with the Gram matrix: margins of l and s are computed once, and a matrix of integers is filled. */
@inline
function startGram<T>(problem: usize, state: usize): void {
  const patternCount = at(problem, PATTERN_COUNT);
  for (let p = 0; p < patternCount; p++) {
    const offset = <usize>p << 3;
    store<f64>(<usize>at(problem, MARGINS_L) + offset, dot<T>(problem, p, <usize>at(problem, PERSISTENT)));
    store<f64>(<usize>at(problem, MARGINS_S) + offset, dot<T>(problem, p, <usize>at(problem, TRANSIENT)));
  }
  store<f64>(state + ERROR_L, sumError(problem) * load<f64>(state + PERSISTENT_NORM));
  store<f64>(state + ERROR_S, sumError(problem) * load<f64>(state + NORM));
  setDoubt(problem, state);
  store<i32>(state + BY_GRAM, 1);
  if (isFloat<T>()) return;
  const bits = <usize>at(problem, BITS);
  const words = at(problem, WORDS);
  const gram = <usize>at(problem, GRAM);
  packBits(<usize>at(problem, ROWS), at(problem, STRIDE), patternCount, bits, words);
  const padded = (patternCount + 3) & ~3;
  fillGram(bits, words, patternCount, padded, at(problem, SYNAPSE_COUNT), gram, at(problem, GRAM_STRIDE));
}

@inline
function learnWith<T, G>(problem: usize, state: usize): void {
  const gramFrom = at(problem, GRAM_FROM);
  if (!at(state, BY_GRAM)) {
    if (gramFrom < 0 || at(state, EPOCHS) < gramFrom) {
      learnAs<T, G>(problem, state, false);
      if (at(state, ENDED) || at(problem, BY_EPOCH)) return;
    }
    startGram<T>(problem, state);
  }
  learnAs<T, G>(problem, state, true);
}

/** Learns until the end of an epoch (by `BY_EPOCH`) or of learning. */
export function learn(problem: usize, state: usize): void {
  if (at(problem, INTEGER)) learnWith<i8, i16>(problem, state);
  else learnWith<f64, f64>(problem, state);
}
