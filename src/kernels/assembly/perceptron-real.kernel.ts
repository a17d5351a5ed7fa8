/**
 * Perceptron learning in double precision: with decay, or with patterns that are not ±1. Margins are had in two ways:
 * - by the Gram matrix: the margins of l and of s are kept apart, so that a check is O(1), an update adds a row of the
 *   matrix, and consolidating the whole neuron moves the margins of s to those of l;
 * - by dot products with w, where synapses consolidate on their own while s decays, and elsewhere for the first epochs,
 *   until the dot products have cost as much as the matrix would.
 *
 * A margin that is clear of what is required, zero by default, by more than a tie and its own rounding could make decides at
 * once. One that is not is computed anew, term by term as the rule does (`isWrong`). The bound is a share of what was added, times the largest entry
 * of the pattern, so that patterns of very different size are in doubt only where their own margin is.
 *
 * s is brought up to date at updates only: k steps after the last one it is s·e^{−k/τ}, and what it has cost to hold is
 * Σ|s| times a geometric series; both come from a table with an entry for every k. Where e^{−k/τ} is so near 1 or so near 0
 * that its rounding can decide (`STEPWISE`), s decays step by step, in the very products of the reference engine. So it does, from
 * the start again, once a decision hangs on rounding (`isUndecided`).
 *
 * All addresses and sizes come from `src/kernels/perceptron-real.ts`, which checks them.
 */
import { consolidate } from "./perceptron-real/consolidate";
import { isWrong } from "./perceptron-real/decide";
import { isUndecided, setDoubt, setUndecided, TIE } from "./perceptron-real/doubt";
import { moveMargins, startGram, updateMargins } from "./perceptron-real/margins";
import { dot } from "./perceptron-real/products";
import { settle } from "./perceptron-real/transient";
import { stepsUntilStrike, thresholdAt } from "./perceptron-real/threshold";
import { update } from "./perceptron-real/update";
import { correctsSubdiffusion, FIXED } from "./self-tuning";
import { at, numberAt } from "./table";
import {
  BY_EPOCH,
  DECAY,
  DECAYS,
  GRAM_FROM,
  INTEGER,
  MARGINS_L,
  MARGINS_S,
  MAX_EPOCHS,
  PATTERN_COUNT,
  PERSISTENT,
  REQUIRED,
  ROW_LARGEST,
  STEPWISE,
  TRANSIENT,
  TUNING,
} from "./tables/real-problem";
import { BY_GRAM, DOUBT_L, DOUBT_S, ENDED, EPOCHS, GAP, LAST_ERRORS, NORM } from "./tables/real-state";
import { LAW, THRESHOLD } from "./tables/tuning";

export { signRows } from "./gram";

function endUndecided(state: usize): void {
  setUndecided(false);
  store<i32>(state + ENDED, 3);
}

/** Consolidates everything at the end of a time step, `gap` steps after the last update. */
function strike(problem: usize, state: usize, row: i32, gap: i32, byMargins: bool, decays: bool): void {
  settle(problem, state, gap, byMargins);
  if (!(load<f64>(state + NORM) > 0)) return;
  store<f64>(state + NORM, consolidate(problem, state, row, -1));
  if (byMargins && decays) moveMargins(problem, state);
  setDoubt(problem, state);
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
  const fixed = numberAt(<usize>at(problem, TUNING), THRESHOLD);
  const tuning = <usize>at(problem, TUNING);
  const moves = at(tuning, LAW) !== FIXED && !correctsSubdiffusion(tuning);
  const rowLargest = <usize>at(problem, ROW_LARGEST);
  const stepwise = at(problem, STEPWISE) !== 0;
  // Between these a required margin of its own leaves a decision in doubt.
  const surelyRight = numberAt(problem, REQUIRED) * (1 + 2 * TIE);
  const surelyWrong = numberAt(problem, REQUIRED) * (1 - 2 * TIE);
  let gap = at(state, GAP);

  for (;;) {
    let errors = 0;
    const before = <f64>at(state, EPOCHS) * <f64>patternCount;
    let untilStrike = stepsUntilStrike(problem, before);
    for (let row = 0; row < patternCount; row++) {
      if (untilStrike === 0) {
        strike(problem, state, row, gap, byMargins, decays);
        gap = 0;
        untilStrike = stepsUntilStrike(problem, before + <f64>row);
      }
      gap += 1;
      untilStrike -= 1;
      let factor = load<f64>(decay + (<usize>gap << 3));
      const offset = <usize>row << 3;
      const margin = byMargins
        ? load<f64>(marginsL + offset) + factor * load<f64>(marginsS + offset)
        : dot<T>(problem, row, l) + factor * dot<T>(problem, row, s);
      let doubt = load<f64>(state + DOUBT_L) + factor * load<f64>(state + DOUBT_S);
      if (isFloat<T>()) doubt *= load<f64>(rowLargest + offset);
      if (margin > surelyRight + doubt) continue;
      if (!(margin < surelyWrong - doubt)) {
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
      // With the clock everything is consolidated at once.
      const now = before + <f64>(row + 1);
      const moved = moves ? thresholdAt(problem, now) : fixed;
      const consolidated = update<T, G>(problem, state, row, gap, now, untilStrike === 0 ? -1 : moved, byMargins);
      if (isUndecided) return endUndecided(state);
      // Without decay l and s count the same for w, and their margins need not be told apart.
      if (byMargins && decays && consolidated) moveMargins(problem, state);
      setDoubt(problem, state);
      errors += 1;
      gap = 0;
    }
    if (untilStrike === 0) {
      strike(problem, state, 0, gap, byMargins, decays);
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

@inline
function learnWith<T, G>(problem: usize, state: usize): void {
  const gramFrom = at(problem, GRAM_FROM);
  if (!at(state, BY_GRAM)) {
    // Weights may start at other values than 0, whose dot products are rounded.
    setDoubt(problem, state);
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
