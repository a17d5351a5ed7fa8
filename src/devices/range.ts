/** A number of which the range is known. All are ≥ 0. */
export interface Range {
  value: number;
  low: number;
  high: number;
}

const by = (f: (x: number) => number, { value, low, high }: Range): Range => ({
  value: f(value),
  low: f(low),
  high: f(high),
});

/** A number that is known. */
export const exactly = (x: number): Range => ({ value: x, low: x, high: x });

export const times = (range: Range, factor: number): Range => by((x) => x * factor, range);

export const plus = (a: Range, b: Range): Range => ({
  value: a.value + b.value,
  low: a.low + b.low,
  high: a.high + b.high,
});

/** a/b; the two are independent, so that the range is as wide as it can be. */
export const over = (a: Range, b: Range): Range => ({
  value: a.value / b.value,
  low: a.low / b.high,
  high: a.high / b.low,
});

export const atLeast = (range: Range, least: number): Range => by((x) => Math.max(x, least), range);
