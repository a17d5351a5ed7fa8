/** A box of indices, from `begin` up to but not including `end`. */
export interface Box {
  readonly begin: readonly number[];
  readonly end: readonly number[];
}

/**
 * The boxes that a stretch of the values of an array in C order is made of, in their order: part of a row, whole rows, part of a row,
 * and so along every axis.
 */
export function* boxesOf(shape: readonly number[], start: number, end: number): Generator<Box> {
  if (start >= end) return;
  const [size, ...inner] = shape;
  if (inner.length === 0) {
    yield { begin: [start], end: [end] };
    return;
  }
  const stride = inner.reduce((product, one) => product * one, 1);
  const [first, last] = [Math.floor(start / stride), Math.floor(end / stride)];
  const within = function* (index: number, from: number, to: number): Generator<Box> {
    for (const box of boxesOf(inner, from, to)) {
      yield { begin: [index, ...box.begin], end: [index + 1, ...box.end] };
    }
  };
  if (first === last) return yield* within(first, start - first * stride, end - first * stride);
  const whole = start === first * stride ? first : first + 1;
  if (whole > first) yield* within(first, start - first * stride, stride);
  if (whole < last) yield { begin: [whole, ...inner.map(() => 0)], end: [Math.min(last, size!), ...inner] };
  yield* within(last, 0, end - last * stride);
}
