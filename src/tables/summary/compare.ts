import { pairedDifference, pairsOf, ratioInterval, ratioOfMeans } from "../../math/paired.js";
import { randomStream } from "../../math/random.js";

/** Every interval is drawn from the start of this stream, so that it depends on its own pairs alone. */
const SEED = 1;
const STREAM = "bootstrap of pairs";

/** A sample over its baseline, seed by seed; null is what too few pairs leave open. */
export interface Comparison {
  pairCount: number;
  difference: number | null;
  differenceStandardError: number | null;
  ratio: number | null;
  /** The interval of the ratio, with a confidence of 95 %. */
  ratioLow: number | null;
  ratioHigh: number | null;
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Compares what came of the same seeds in two cells. */
export function compare(sample: ReadonlyMap<number, number>, baseline: ReadonlyMap<number, number>): Comparison {
  const pairs = pairsOf(sample, baseline);
  const { mean, standardError } = pairedDifference(pairs);
  const { low, high } = ratioInterval(pairs, randomStream(SEED, STREAM));
  return {
    pairCount: pairs.length,
    difference: known(mean),
    differenceStandardError: known(standardError),
    ratio: known(ratioOfMeans(pairs)),
    ratioLow: known(low),
    ratioHigh: known(high),
  };
}
