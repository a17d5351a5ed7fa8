import { complement } from "../math/complement.js";
import { type Grid, gridOf, type UnitWalk } from "./lattice-grid.js";
import { type DecayedPlace, decayedPlace, waitingOf } from "./lattice-moves.js";

/** Multiplications that a chain may take, some 10 ms. */
const EFFORT = 8e6;
/** Waiting times, in units of 1/p, that count. */
const WAITS = 46;
/** Nodes between two integers, from the finest to the coarsest that is used; each takes about a third of the effort. */
const SPACINGS = [256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8].map((count) => 1 / count);

/** 1 + κ + κ² + … = 1/(1 − κ), which |s| comes near to and never reaches. */
export const farthest = (decayTime: number): number => 1 / complement(1 / decayTime);

/** A row has entries a step up, a step down and as far as |s| decays between two changes. */
function effortOf({ perStep, positions }: Grid, { errorRate, decayTime }: UnitWalk): number {
  const rows = positions.length;
  const width = Math.min(rows, perStep * (2 + (WAITS * rows) / perStep / (errorRate * decayTime)));
  return rows * perStep * width;
}

/** The finest grid within `EFFORT`. */
function bestGrid(walk: UnitWalk, effort: number): Grid {
  const grids = SPACINGS.map((spacing) => () => gridOf(walk, spacing, farthest(walk.decayTime)));
  for (const grid of grids) {
    const found = grid();
    if (effortOf(found, walk) <= effort) return found;
  }
  return grids.at(-1)!();
}

/** Rows of the chain of |s| just after a change; row i has the nodes from `first[i]` on, and apart what goes to 0 by consolidation. */
interface Rows {
  first: Int32Array;
  entries: Float64Array[];
  consolidated: Float64Array;
}

/** Half of the steps are away from 0 and half towards it, or beyond: node k goes to k + m or |k − m|. */
function rowsOf(places: readonly DecayedPlace[], m: number): Rows {
  const n = places.length - 1;
  const first = new Int32Array(n + 1);
  // While nodes are eliminated from the top, a row takes over entries of the rows above it, so it starts no later.
  for (let [i, lowest] = [n, n]; i >= 0; i--) {
    lowest = i <= m + 1 ? 0 : Math.max(0, Math.min(lowest, places[i]!.lowest - m));
    first[i] = lowest;
  }
  const entries = places.map(({ lowest, decayed, kept }, i) => {
    const row = new Float64Array(Math.min(n, i + m + 1) - first[i]! + 1);
    for (let k = lowest; k < decayed.length; k++) {
      if (decayed[k]! > 0) row[Math.abs(k - m) - first[i]!]! += decayed[k]! / 2;
      // Beyond the last node there is only what rounding has put there.
      if (kept[k]! > 0) row[Math.min(k + m, n) - first[i]!]! += kept[k]! / 2;
    }
    return row;
  });
  return { first, entries, consolidated: Float64Array.from(places, ({ exceeded }) => exceeded / 2) };
}

/**
 * The stationary distribution of the chain, unnormalised, by the elimination of Grassmann, Taksar and Heyman (Operations
 * Research 33:1107, 1985): nothing is subtracted, so that probabilities far below the rounding of others keep their digits.
 */
function stationary({ first, entries, consolidated }: Rows, m: number): Float64Array {
  const n = entries.length - 1;
  for (let i = n; i >= 1; i--) {
    const [from, row] = [first[i]!, entries[i]!];
    let leaving = consolidated[i]!;
    for (let j = from; j < i; j++) leaving += row[j - from]!;
    for (let k = Math.max(0, i - m - 1); k < i; k++) {
      const [target, offset] = [entries[k]!, from - first[k]!];
      const share = target[i - first[k]!]! / leaving;
      if (share === 0) continue;
      target[i - first[k]!] = share;
      consolidated[k]! += share * consolidated[i]!;
      for (let j = 0; j < i - from; j++) target[j + offset]! += share * row[j]!;
    }
  }
  const shares = new Float64Array(n + 1);
  shares[0] = 1;
  for (let i = 1; i <= n; i++) {
    for (let k = Math.max(0, i - m - 1); k < i; k++) shares[i]! += shares[k]! * entries[k]![i - first[k]!]!;
  }
  return shares;
}

/** Per time step and in units of η: |s| while it is held, consolidations, and what they move. */
export interface UnitState {
  held: number;
  rate: number;
  moved: number;
}

/**
 * The steady state of s ← κs every step, ±1 with probability p/2 each, 0 where |s| exceeds the limit after a change:
 * the Markov chain of |s| just after one change and the next, on a grid.
 *
 * @param walk its limit ≥ 1, and p > 0, τ < ∞
 * @param effort multiplications; the error falls about as their cube root
 */
export function chainState(walk: UnitWalk, effort = EFFORT): UnitState {
  const waiting = waitingOf(walk);
  const grid = bestGrid(walk, effort);
  const places = Array.from(grid.positions, (_, i) => decayedPlace(i, grid, walk, waiting));
  const shares = stationary(rowsOf(places, grid.perStep), grid.perStep);
  let [total, held, rate, moved] = [0, 0, 0, 0];
  for (const [i, share] of shares.entries()) {
    total += share;
    // Over the 1/p steps of a waiting time x is held as κx, κ²x, …
    held += share * waiting.shrinkage * grid.positions[i]!;
    rate += (share * places[i]!.exceeded) / 2;
    moved += (share * places[i]!.moved) / 2;
  }
  const { errorRate } = walk;
  return { held: held / total, rate: (errorRate * rate) / total, moved: (errorRate * moved) / total };
}
