import fc from "fast-check";

/** Multiples of a step of learning as thresholds: on the grid of the steps, just beside it, anywhere, 0 and ∞. */
export const thresholdsNearby = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 60 }).map((n) => n / 6) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => n / 10) },
  fc.integer({ min: 1, max: 12 }).chain((n) => fc.constantFrom(n - 1e-13, n + 1e-13, n - 1e-10, n - 1e-9, n + 1e-9)),
  fc.double({ min: 1e-3, max: 30, noNaN: true }),
  fc.constantFrom(0, Number.POSITIVE_INFINITY, 1e300, 1e-300),
);
