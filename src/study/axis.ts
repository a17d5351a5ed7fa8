import { logarithmicGrid } from "../math/grid.js";
import { shown } from "../schema/shown.js";
import { z } from "../schema/zod.js";

const MAXIMUM_POINTS = 1_000_000;
/** Digits of a computed value: 0.3, not 0.30000000000000004, so that tables and other programs find it again. */
const DIGITS = 12;

type Refused = { input?: unknown };
const end = z.number({
  error: ({ input }: Refused) =>
    `must be [first, last, number of values], the first two being numbers, got ${shown(input)}.`,
});
const positiveEnd = end.positive({
  error: ({ input }: Refused) =>
    `must begin above 0, as its steps are ratios, got ${shown(input)}. Use range for others.`,
});
const countRefusal = {
  error: ({ input }: Refused) =>
    `must have an integer from 2 to ${MAXIMUM_POINTS} as its number of values, got ${shown(input)}.`,
};
const pointCount = z.int(countRefusal).min(2, countRefusal).max(MAXIMUM_POINTS, countRefusal);
const three = { error: ({ input }: Refused) => `must be [first, last, number of values], got ${shown(input)}.` };

/** `range: [first, last, count]`: so many values in equal steps, both ends among them. */
export const rangeSchema = z
  .strictObject({
    range: z.tuple([end, end, pointCount], three),
  })
  .refine(({ range: [first, last] }) => first < last, "must rise: the first value is to be below the last.")
  .meta({ description: "[first, last, number of values], in equal steps" });

/** `logRange: [first, last, count]`: so many values in equal ratios, both ends among them. */
export const logRangeSchema = z
  .strictObject({
    logRange: z.tuple([positiveEnd, end, pointCount], three),
  })
  .refine(({ logRange: [first, last] }) => first < last, "must rise: the first value is to be below the last.")
  .meta({ description: "[first, last, number of values], in equal ratios; rounded where integers are asked for" });

const shorten = (value: number): number => Number(value.toPrecision(DIGITS));

export function expandRange([first, last, count]: readonly [number, number, number]): number[] {
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? first : i === count - 1 ? last : shorten(between(first, last, i / (count - 1))),
  );
}

/** The value so far of the way from `first` to `last`, also where the way itself is longer than a number can be. */
function between(first: number, last: number, share: number): number {
  const way = last - first;
  return Number.isFinite(way) ? first + share * way : (1 - share) * first + share * last;
}

/** @param integer whether values are rounded, as those of a count must be */
export function expandLogRange([first, last, count]: readonly [number, number, number], integer: boolean): number[] {
  const values = logarithmicGrid(first, last, count);
  return values.map((value, i) => {
    if (integer) return Math.round(value);
    return i === 0 || i === count - 1 ? value : shorten(value);
  });
}
