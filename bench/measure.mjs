/**
 * Times for ratios that hold on a machine with other work on it: CPU time beside wall time, and runs of two programs in
 * turn (A B A B …), so that whatever slows the machine down for a while slows both down.
 */
import { median } from "../dist/math/statistics.js";

/**
 * One run of a program.
 *
 * @typedef {object} Timing
 * @property {number} seconds CPU time, of all threads of the process
 * @property {number} wallSeconds
 * @property {number} count presentations
 * @property {Record<string, unknown>} outcome what was learned
 */

/**
 * CPU and wall time of some work in this process, collection of garbage and compilation included. Short work is done
 * over and over: below some ten milliseconds the clocks of an interrupted process say little.
 *
 * @param {() => { count: number, outcome: Record<string, unknown> }} work returns what it did, which keeps it from being left out
 * @param {number} atLeastSeconds
 * @returns {Timing}
 */
export function timed(work, atLeastSeconds = 0.05) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  let count = 0;
  for (;;) {
    const done = work();
    count += done.count;
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (user + system) / 1e6;
    if (seconds < atLeastSeconds) continue;
    return { seconds, wallSeconds: (performance.now() - wall) / 1e3, count, outcome: done.outcome };
  }
}

/** CPU microseconds a presentation. @param {Timing} timing */
export const microseconds = ({ seconds, count }) => (1e6 * seconds) / count;

/** Wall microseconds a presentation. @param {Timing} timing */
export const wallMicroseconds = ({ wallSeconds, count }) => (1e6 * wallSeconds) / count;

/**
 * Runs two programs in turn.
 *
 * @param {() => Timing} first
 * @param {() => Timing} second
 * @param {number} pairCount
 * @returns how many times as long the second takes for a presentation: the median over the pairs, each pair's, and all timings
 */
export function inPairs(first, second, pairCount) {
  const pairs = Array.from({ length: pairCount }, () => ({ first: first(), second: second() }));
  const ratios = pairs.map((pair) => microseconds(pair.second) / microseconds(pair.first));
  return {
    ratio: median(ratios),
    ratios,
    first: pairs.map((pair) => pair.first),
    second: pairs.map((pair) => pair.second),
  };
}

/**
 * What is wrong with an outcome that should be another one: counts must be the same, energies within a relative error.
 * What a program does not report is not compared.
 *
 * @param {Record<string, unknown>} expected
 * @param {Record<string, unknown>} found
 * @param {number} tolerance
 * @returns {string | null}
 */
export function disagreement(expected, found, tolerance) {
  for (const [key, value] of Object.entries(expected)) {
    const other = found[key];
    if (typeof value !== "number" || typeof other !== "number") continue;
    const allowed = key.endsWith("Count") ? 0 : tolerance * Math.abs(value);
    if (!(Math.abs(other - value) <= allowed)) return `${key} should be ${value} (within ${allowed}), got ${other}`;
  }
  return null;
}
