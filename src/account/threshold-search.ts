/** A threshold, and what everything costs with it. */
export interface TriedThreshold<Outcome> {
  readonly threshold: number;
  readonly energy: number;
  readonly outcome: Outcome;
}

/** Plays several thresholds side by side, in one pass over the source. */
export type TryThresholds<Outcome> = (thresholds: readonly number[]) => Promise<TriedThreshold<Outcome>[]>;

/** From one threshold to the next, in the one pass that a stream allows. Near its minimum energy is flat: half a step costs some 2 %. */
const STEP = Math.SQRT2;
/** Doublings of the size of a change that are tried, down and up. */
const [DOWN, UP] = [6, 20];
/** How many thresholds are tried between neighbours of the best, in each further pass. */
const BETWEEN = 10;
/** So many of them that the last ones are 1 % apart. */
export const REFINEMENTS = 2;

/** Thresholds that cover whatever may be best: 0, 2^(−6) … 2^20 of the size of a change in steps of √2, Infinity. */
export function wideGrid(changeSize: number): number[] {
  const thresholds = [0];
  for (let power = -2 * DOWN; power <= 2 * UP; power++) thresholds.push(changeSize * STEP ** power);
  return [...thresholds, Number.POSITIVE_INFINITY];
}

/** Energies that differ by less are the same but for the order in which they were added up. */
const ROUNDING = 1e-12;

/** The least energy; where several have it, never to consolidate before the end, which writes least, or else the smallest threshold. */
export function bestOf<Outcome>(tried: readonly TriedThreshold<Outcome>[]): TriedThreshold<Outcome> {
  const least = Math.min(...tried.map(({ energy }) => energy));
  const best = tried.filter(({ energy }) => energy <= least * (1 + ROUNDING));
  return best.find(({ threshold }) => threshold === Number.POSITIVE_INFINITY) ?? best[0]!;
}

/** Thresholds between the neighbours of the best one, apart from those that were tried. */
function between<Outcome>(tried: readonly TriedThreshold<Outcome>[], best: number): number[] {
  const finite = tried.map(({ threshold }) => threshold).filter((threshold) => Number.isFinite(threshold));
  const at = finite.indexOf(best);
  const [low, high] = [finite[at - 1], finite[at + 1]];
  if (best === 0 || low === undefined || high === undefined) return [];
  const from = low === 0 ? best / STEP : low;
  return Array.from({ length: BETWEEN }, (_, k) => from * (high / from) ** ((k + 1) / (BETWEEN + 1)));
}

/**
 * The θ of least energy: a wide grid, and where the source can be read again, finer ones around the best. The optimum of a rough
 * landscape may hide between the points of the first grid.
 *
 * @param changeSize size of a change of what is compared with θ
 * @returns all thresholds that were tried, rising, and the best
 */
export async function searchThreshold<Outcome>(
  changeSize: number,
  isStream: boolean,
  tryThresholds: TryThresholds<Outcome>,
): Promise<{ tried: TriedThreshold<Outcome>[]; best: TriedThreshold<Outcome> }> {
  let tried = await tryThresholds(wideGrid(changeSize));
  for (let pass = 0; pass < (isStream ? 0 : REFINEMENTS); pass++) {
    const finer = between(tried, bestOf(tried).threshold);
    if (finer.length === 0) break;
    tried = [...tried, ...(await tryThresholds(finer))].sort((a, b) => a.threshold - b.threshold);
  }
  return { tried, best: bestOf(tried) };
}
