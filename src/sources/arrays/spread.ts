import type { Reals } from "./real-types.js";

/** Where values of a box go. */
export interface Destination {
  readonly values: Reals;
  readonly at: number;
  /** For every axis of the box. */
  readonly strides: readonly number[];
}

/** An axis to walk along: how many values, and how far apart they are where they come from and where they go. */
interface Axis {
  readonly extent: number;
  readonly source: number;
  readonly target: number;
}

const POINT: Axis = { extent: 1, source: 1, target: 1 };

/** Axes that are walked through as one both where values come from and where they go are made one; outermost first. */
function walk(strides: readonly number[], extents: readonly number[], targets: readonly number[]): Axis[] {
  const order = strides.map((_, k) => k).filter((k) => extents[k]! > 1);
  order.sort((a, b) => strides[b]! - strides[a]!);
  const axes: Axis[] = [];
  for (const k of order) {
    const [extent, source, target] = [extents[k]!, strides[k]!, targets[k]!];
    const outer = axes.at(-1);
    if (outer !== undefined && outer.source === source * extent && outer.target === target * extent) {
      axes[axes.length - 1] = { extent: outer.extent * extent, source, target };
    } else axes.push({ extent, source, target });
  }
  return axes;
}

/**
 * Puts every value of a box at its place.
 *
 * @param values those of the box, the first one first, `strides` apart along every axis
 */
export function spread(values: Reals, strides: readonly number[], extents: readonly number[], to: Destination): void {
  const axes = walk(strides, extents, to.strides);
  // A plane has the axis whose values lie closest together at their origin, and of the others the one where they do at their goal.
  const inner = axes.pop() ?? POINT;
  const nearest = axes.reduce((best, { target }, k) => (target < axes[best]!.target ? k : best), 0);
  const [outer = POINT] = axes.splice(nearest, 1);
  const indices = axes.map(() => 0);
  let [read, write] = [0, to.at];
  for (;;) {
    copyPlane(outer, inner, values, read, to.values, write);
    let k = axes.length - 1;
    for (; k >= 0; k--) {
      const { extent, source, target } = axes[k]!;
      read += source;
      write += target;
      if (++indices[k]! < extent) break;
      read -= source * extent;
      write -= target * extent;
      indices[k] = 0;
    }
    if (k < 0) return;
  }
}

/** Copies two axes. */
function copyPlane(outer: Axis, inner: Axis, values: Reals, read: number, result: Reals, write: number): void {
  if (inner.target > outer.target) {
    turnPlane(outer, inner, values, read, result, write);
    return;
  }
  for (let i = 0; i < outer.extent; i++) {
    copyAlong(inner, values, read + i * outer.source, result, write + i * outer.target);
  }
}

function copyAlong({ extent, source, target }: Axis, values: Reals, read: number, result: Reals, write: number): void {
  if (source === 1 && target === 1 && extent > 16) result.set(values.subarray(read, read + extent), write);
  else for (let i = 0; i < extent; i++) result[write + i * target] = values[read + i * source]!;
}

/** Values along both sides of a square whose memory is near at both ends while it is turned. */
const TILE = 64;

/**
 * Copies two axes that change places, square by square: whole rows would miss the cache at every value. Within a square four values
 * that are neighbours where they go are written together, which halves the time.
 */
function turnPlane(outer: Axis, inner: Axis, values: Reals, read: number, result: Reals, write: number): void {
  const [step, across] = [outer.source, outer.target];
  const [along, leap] = [inner.source, inner.target];
  for (let i = 0; i < outer.extent; i += TILE) {
    const last = Math.min(outer.extent, i + TILE);
    for (let j = 0; j < inner.extent; j += TILE) {
      const count = Math.min(TILE, inner.extent - j);
      let k = i;
      for (; k + 4 <= last; k += 4) {
        let a = read + k * step + j * along;
        let b = a + step;
        let c = b + step;
        let d = c + step;
        let to = write + k * across + j * leap;
        for (let n = 0; n < count; n++, to += leap) {
          result[to] = values[a]!;
          result[to + across] = values[b]!;
          result[to + 2 * across] = values[c]!;
          result[to + 3 * across] = values[d]!;
          a += along;
          b += along;
          c += along;
          d += along;
        }
      }
      for (; k < last; k++) {
        let from = read + k * step + j * along;
        let to = write + k * across + j * leap;
        for (let n = 0; n < count; n++, from += along, to += leap) result[to] = values[from]!;
      }
    }
  }
}
