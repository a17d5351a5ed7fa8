import { log } from "../math/elementary.js";
import { TOLERANCE } from "./steps-to-exceed.js";

/** The walk in units of its step η: the share p of time steps with a change, τ, and what |s| must exceed. */
export interface UnitWalk {
  errorRate: number;
  decayTime: number;
  limit: number;
}

/** Nodes for |s|, alike from every integer to the next, so that a step of 1 leads from node to node. */
export interface Grid {
  /** Nodes from one integer to the next. */
  perStep: number;
  /** Node 0 is at 0, the last at the limit or just beyond. */
  positions: Float64Array;
  logarithms: Float64Array;
}

/**
 * Slow decay leaves s close to the integers, and whether a little above or a little below decides what an integer
 * threshold does. So nodes are close near the integers: at distance d they are `RATIO`·d apart for a spacing of 1 elsewhere,
 * down to what s loses from one change to the next.
 */
const RATIO = 10;

/** Symmetric about ½, so that |s − 1| of a node is a node. */
function fractionsOf(spacing: number, { errorRate, decayTime, limit }: UnitWalk): number[] {
  const smeared = limit ** 3 / errorRate / decayTime;
  const finest = Math.min(spacing, ((0.2 + 0.05 / errorRate) / decayTime) * (1 + smeared));
  const lower = [0];
  for (let x = 0; ; lower.push(x)) {
    x += Math.max(finest, Math.min(spacing, RATIO * spacing * x));
    if (x > (1 - spacing) / 2) break;
  }
  return [
    ...lower,
    0.5,
    ...lower
      .slice(1)
      .reverse()
      .map((x) => 1 - x),
  ];
}

export function gridOf(walk: UnitWalk, spacing: number, farthest: number): Grid {
  const fractions = fractionsOf(spacing, walk);
  const top = Math.min(walk.limit * (1 - 2 * TOLERANCE), farthest);
  const whole = Math.floor(top);
  const beyond = fractions.findIndex((fraction) => whole + fraction >= top);
  const last = beyond < 0 ? (whole + 1) * fractions.length : whole * fractions.length + beyond;
  const at = (i: number) => Math.floor(i / fractions.length) + fractions[i % fractions.length]!;
  const positions = Float64Array.from({ length: last + 1 }, (_, i) => at(i));
  return { perStep: fractions.length, positions, logarithms: positions.map(log) };
}
