/**
 * Perceptron learning with ±1 patterns and without decay, in exact integers. Because nothing decays, w does not depend on
 * how it is kept: `learn` runs the trajectory once and records its updates, `replay` keeps them under a policy and threshold.
 *
 * A margin w·y_p is a dot product at first, which costs N a presentation. Once that has cost about as much as all products
 * of two patterns, the Gram matrix takes over: a check is then O(1) and an update adds a row of the matrix to all margins.
 *
 * Notation: y_p = d_p x_p, the signed pattern with its bias entry d_p last; margins m_p = w·y_p; Gram matrix y_q·y_p.
 * All addresses and sizes come from `src/kernels/perceptron-integer.ts`, which checks them.
 */
import { entries, largest } from "./lanes";
import { addLanes, dot, settle, startGram } from "./perceptron-integer/margins";
import { at } from "./table";
import {
  BY_EPOCH,
  CAPACITY,
  COUNTS,
  DELTAS,
  GRAM,
  GRAM_FROM,
  GRAM_STRIDE,
  MARGINS,
  MAX_EPOCHS,
  PATTERN_COUNT,
  RECORDS,
  REQUIRED,
  ROWS,
  STRIDE,
  SYNAPSE_COUNT,
  WEIGHTS,
} from "./tables/integer-problem";
import { BY_GRAM, ENDED, EPOCHS, ERRORS, GAP, LAST_ERRORS, ROW } from "./tables/integer-state";

export { signRows } from "./gram";
export { largest } from "./lanes";
export { passTime, replay } from "./perceptron-integer/replay";

/** Largest |w| at which another `CAPACITY` updates cannot leave 16 bits. */
const SAFE_WEIGHT = 16_383;

/**
 * Learns until `CAPACITY` updates are recorded, an epoch ends (if `BY_EPOCH`), or learning does.
 *
 * @returns updates recorded
 */
export function learn(problem: usize, state: usize): i32 {
  const patternCount = at(problem, PATTERN_COUNT);
  const stride = at(problem, STRIDE);
  const rows = <usize>at(problem, ROWS);
  const weights = <usize>at(problem, WEIGHTS);
  const margins = <usize>at(problem, MARGINS);
  const deltas = <usize>at(problem, DELTAS);
  const counts = <usize>at(problem, COUNTS);
  const records = <usize>at(problem, RECORDS);
  const capacity = at(problem, CAPACITY);
  const gramFrom = at(problem, GRAM_FROM);
  const padded = (patternCount + 7) & ~7;
  // An update changes a margin by at most N + 1, so that so many of them fit 16 bits.
  const window = 32767 / at(problem, SYNAPSE_COUNT);
  const required = at(problem, REQUIRED);
  const least = i32x4.splat(required);

  let row = at(state, ROW);
  let errors = at(state, ERRORS);
  let epochs = at(state, EPOCHS);
  let gap = at(state, GAP);
  let ended = 0;
  let recorded = 0;
  let pending = 0;
  if (!at(state, BY_GRAM) && largest(weights, stride, 2) > SAFE_WEIGHT) startGram(problem, state);
  let byGram = at(state, BY_GRAM) !== 0;

  while (recorded < capacity) {
    if (row === patternCount) {
      epochs += 1;
      if (errors === 0) ended = 1;
      else if (epochs === at(problem, MAX_EPOCHS)) ended = 2;
      store<i32>(state + LAST_ERRORS, errors);
      errors = 0;
      row = 0;
      if (ended !== 0) break;
      if (!byGram && epochs >= gramFrom) {
        startGram(problem, state);
        byGram = true;
      }
      if (at(problem, BY_EPOCH)) break;
    }
    let wrong: bool;
    if (byGram) {
      const from = margins + (<usize>row << 2);
      // Eight right patterns are passed over at once.
      if (row + 8 <= patternCount) {
        const recent = v128.load(deltas + (<usize>row << 1));
        const low = i32x4.add(v128.load(from), i32x4.extend_low_i16x8_s(recent));
        const high = i32x4.add(v128.load(from, 16), i32x4.extend_high_i16x8_s(recent));
        if (!v128.any_true(v128.or(v128.le<i32>(low, least), v128.le<i32>(high, least)))) {
          row += 8;
          gap += 8;
          continue;
        }
      }
      wrong = load<i32>(from) + <i32>load<i16>(deltas + (<usize>row << 1)) <= required;
    } else {
      wrong = dot(rows + <usize>row * stride, weights, stride) <= required;
    }
    gap += 1;
    if (wrong) {
      if (byGram) {
        const gramRow = <usize>at(problem, GRAM) + <usize>row * at(problem, GRAM_STRIDE);
        addLanes(deltas, gramRow, <usize>padded << 1);
        pending += 1;
        if (pending === window) {
          settle(margins, deltas, padded);
          pending = 0;
        }
      } else {
        const from = rows + <usize>row * stride;
        for (let i = 0; i < stride; i += 8) {
          const to = weights + (<usize>i << 1);
          v128.store(to, i16x8.add(v128.load(to), entries<i16>(from + i)));
        }
      }
      const count = counts + (<usize>row << 2);
      store<u32>(count, load<u32>(count) + 1);
      const record = records + (<usize>recorded << 3);
      store<u32>(record, row);
      store<u32>(record, gap, 4);
      recorded += 1;
      errors += 1;
      gap = 0;
    }
    row += 1;
  }
  settle(margins, deltas, padded);
  // `replay` takes four updates at a time: three more, by the row of zeros and at once, change nothing.
  for (let k = recorded; k < recorded + 3; k++) {
    store<u32>(records + (<usize>k << 3), patternCount);
    store<u32>(records + (<usize>k << 3), 0, 4);
  }
  store<i32>(state + ROW, row);
  store<i32>(state + ERRORS, errors);
  store<i32>(state + EPOCHS, epochs);
  store<i32>(state + ENDED, ended);
  store<i32>(state + GAP, gap);
  return recorded;
}

/** w = Σ_q (updates by q)·y_q, i32. */
export function sumWeights(counts: usize, rows: usize, stride: i32, patternCount: i32, weights: usize): void {
  for (let q = 0; q < patternCount; q++) {
    const count = load<i32>(counts + (<usize>q << 2));
    if (count === 0) continue;
    const factor = i32x4.splat(count);
    const row = rows + <usize>q * stride;
    for (let i = 0; i < stride; i += 4) {
      const to = weights + (<usize>i << 2);
      v128.store(to, i32x4.add(v128.load(to), i32x4.mul(factor, entries<i32>(row + i))));
    }
  }
}
