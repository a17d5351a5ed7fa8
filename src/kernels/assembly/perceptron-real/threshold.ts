/** θ at an update, and the clock; time is counted in presentations since the start. */
import { learnGrowth, nextThreshold } from "../self-tuning";
import { at, numberAt } from "../table";
import { TUNING } from "../tables/real-problem";
import { PERIOD, SCALES, UPDATE_TIME } from "../tables/tuning";

/** Time steps since the last update; this one is in time step `now`. */
@inline
function nextGap(tuning: usize, now: f64): f64 {
  const gap = now - numberAt(tuning, UPDATE_TIME);
  store<f64>(tuning + UPDATE_TIME, now);
  return gap;
}

/** θ at an update in time step `now`; where synapses differ, it is multiplied by their scales. */
@inline
export function thresholdAt(problem: usize, now: f64): f64 {
  const tuning = <usize>at(problem, TUNING);
  return nextThreshold(tuning, nextGap(tuning, now));
}

/** The same where it counts by how much s² has grown with the update, a synapse. */
export function correctedThresholdAt(problem: usize, now: f64, growth: f64): f64 {
  const tuning = <usize>at(problem, TUNING);
  const gap = nextGap(tuning, now);
  return nextThreshold(tuning, gap, learnGrowth(tuning, gap, growth));
}

/** By what θ is multiplied for each synapse, f64; 0 where by 1, as it is where everything is moved. */
@inline
export function scalesOf(problem: usize, threshold: f64): usize {
  return threshold < 0 ? 0 : <usize>at(<usize>at(problem, TUNING), SCALES);
}

/** Presentations after time step `now` up to the one with which the clock strikes next; too many to count where there is none. */
export function stepsUntilStrike(problem: usize, now: f64): i32 {
  const period = numberAt(<usize>at(problem, TUNING), PERIOD);
  if (!(period > 0)) return i32.MAX_VALUE;
  return <i32>min((floor(now / period) + 1) * period - now, <f64>i32.MAX_VALUE);
}
