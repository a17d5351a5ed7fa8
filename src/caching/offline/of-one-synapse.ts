import { RisingSlope } from "./rising-slope.js";

/** A weight over time: w(0), and what it has become by the end of some time steps. */
export interface WeightOverTime {
  start: number;
  /** Time steps 1 … T at whose end there may be another weight, rising. */
  times: ArrayLike<number>;
  /** How many of `times` there are. */
  count: number;
  /** w at the end of the k-th of these. */
  weightAt: (k: number) => number;
  /** T */
  timestepCount: number;
}

/**
 * The offline optimum of one synapse, as `OfflineOptimum` defines it for many at once. Going through one whole trajectory after
 * the other takes no more memory than the places where a single function bends, whatever c is.
 *
 * @param maintenanceCost c ≥ 0
 */
export function optimumOfSynapse(
  { start, times, count, weightAt, timestepCount }: WeightOverTime,
  maintenanceCost: number,
): number {
  const slope = new RisingSlope(start);
  let weight = start;
  let changedAt = 0;
  const hold = (until: number): void => {
    if (until > changedAt && maintenanceCost > 0) slope.add(maintenanceCost * (until - changedAt), weight);
    changedAt = until;
  };
  for (let k = 0; k < count; k++) {
    const next = weightAt(k);
    if (next === weight) continue;
    hold(times[k]!);
    weight = next;
  }
  hold(timestepCount);
  return slope.at(weight);
}
