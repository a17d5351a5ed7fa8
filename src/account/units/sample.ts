import { energiesOf, type Prices } from "../../caching/energies.js";
import type { EngineTally } from "../../caching/ledger.js";
import { randomStream } from "../../math/random.js";
import { mean, standardDeviation } from "../../math/statistics.js";
import { studentQuantile } from "../../math/student.js";
import type { Played, SumName } from "../players/player.js";

/** Of a hundred such intervals, so many hold the total. */
export const CONFIDENCE = 0.95;

/**
 * Different integers below `count`, rising, every set of them as likely as every other (Floyd's algorithm: Bentley, Programming
 * Pearls, Communications of the ACM 1987;30:754).
 *
 * @param size at most `count`
 */
export function drawSynapses(count: number, size: number, seed: number): Uint32Array {
  const stream = randomStream(seed, "sampled synapses");
  const drawn = new Set<number>();
  for (let last = count - size; last < count; last++) {
    const candidate = Math.floor(stream.uniform() * (last + 1));
    drawn.add(drawn.has(candidate) ? last : candidate);
  }
  return Uint32Array.from(drawn).sort();
}

/** A total of all synapses as a sample tells it. */
export interface Estimate {
  readonly total: number;
  /** Ends of the 95 % confidence interval. */
  readonly interval: readonly [low: number, high: number];
}

/**
 * N·x̄, which is right in the mean, and x̄ ± t·s/√n·√(1 − n/N): Student's t, and what is known of a finite population
 * (Cochran, Sampling Techniques, 1977, sections 2.6 and 2.8). All of a population is its total, without an interval.
 */
export function estimateTotal(sample: ArrayLike<number>, count: number): Estimate {
  const size = sample.length;
  const total = count * mean(sample);
  if (size === count) return { total, interval: [total, total] };
  const quantile = size < 2 ? Number.POSITIVE_INFINITY : studentQuantile(CONFIDENCE, Math.min(size - 1, MANY));
  const spread = size < 2 ? Number.POSITIVE_INFINITY : standardDeviation(sample) / Math.sqrt(size);
  const half = count * quantile * spread * Math.sqrt(1 - size / count);
  return { total, interval: [total - half, total + half] };
}

/** Degrees of freedom from which on Student's t is the normal distribution but for 1 ‰ of its width. */
const MANY = 1000;

/** Totals that a sample estimates, and those that it does where writes or consolidations have a price. */
type AlwaysEstimated = "energy" | "consolidationEnergy" | "maintenanceEnergy" | "minimalEnergy" | "writeCount";
type PricedEstimate = "writeEnergy" | "eventEnergy";
export type Estimated<T> = Record<AlwaysEstimated, T> & Partial<Record<PricedEstimate, T>>;

/** What the synapses of a sample have cost and were written, each by itself. */
export class SampledSynapses {
  private readonly played: Played[] = [];

  add(played: Played): void {
    this.played.push(played);
  }

  /** @param count synapses of which these were drawn */
  estimates(count: number, prices: Prices, countsAll: boolean): Estimated<Estimate> {
    const columns = new Map<keyof Estimated<number>, number[]>(keysOf(prices).map((key) => [key, []]));
    for (const { tallies, writes } of this.played) {
      for (let i = 0; i < writes.length; i++) {
        const energies = energiesOf(tallyOf(tallies, writes[i]!, i, countsAll), prices);
        for (const [key, sample] of columns) sample.push(key === "writeCount" ? writes[i]! : energies[key]!);
      }
    }
    const estimates = [...columns].map(([key, sample]) => [key, estimateTotal(sample, count)]);
    return Object.fromEntries(estimates) as Estimated<Estimate>;
  }
}

const keysOf = ({ writeCost = 0, eventCost = 0 }: Prices): (keyof Estimated<number>)[] => [
  "energy",
  "consolidationEnergy",
  "maintenanceEnergy",
  ...(writeCost > 0 ? (["writeEnergy"] as const) : []),
  ...(eventCost > 0 ? (["eventEnergy"] as const) : []),
  "minimalEnergy",
  "writeCount",
];

/** Of one synapse, which is on its own, so that each write is a consolidation. */
const tallyOf = (
  tallies: Readonly<Record<SumName, Float64Array>>,
  writeCount: number,
  i: number,
  countsAll: boolean,
): EngineTally => ({
  consolidated: tallies.consolidated[i]!,
  transientHeld: tallies.transientHeld[i]!,
  transientChanged: countsAll ? tallies.transientChanged[i]! : null,
  persistentHeld: countsAll ? tallies.persistentHeld[i]! : null,
  minimal: tallies.minimal[i]!,
  writeCount,
  eventCount: writeCount,
});
