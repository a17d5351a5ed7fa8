import { expect } from "vitest";

/** How far apart two numbers may be: the sum of the parts that are given. */
export interface Tolerance {
  /** As a share of the expected value. */
  relative?: number;
  absolute?: number;
}

const show = (inputs: unknown): string =>
  JSON.stringify(inputs, (_, value) => (typeof value === "number" && !Number.isFinite(value) ? `${value}` : value));

/** Compares two numbers; a failure shows the inputs they came from. */
export function expectClose(found: number, expected: number, tolerance: Tolerance, inputs: unknown): void {
  const { relative = 0, absolute = 0 } = tolerance;
  const allowed = relative * Math.abs(expected) + absolute;
  if (found === expected || Math.abs(found - expected) <= allowed) return;
  expect.fail(`${show(inputs)}: ${found} must be ${expected} within ${allowed}`);
}

const view = new DataView(new ArrayBuffer(8));

/** The place of a double among all doubles; neighbours are 1 apart. */
function place(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(2n ** 63n) - bits : bits;
}

/** How many doubles lie between two, that is, their difference in units in the last place. */
export function ulpsBetween(a: number, b: number): number {
  const difference = place(a) - place(b);
  return Number(difference < 0n ? -difference : difference);
}
