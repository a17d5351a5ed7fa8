import { describe, expect, it } from "vitest";
import { shareInterval } from "../../src/math/share-interval.js";

describe("shareInterval", () => {
  // Newcombe, Statistics in Medicine 1998;17:857, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("%d of %d: %f to %f", (count, n, low, high) => {
    const found = shareInterval(count, n);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it("is that of the others, mirrored", () => {
    const [some, others] = [shareInterval(3, 10), shareInterval(7, 10)];
    expect(some.low).toBeCloseTo(1 - others.high, 14);
    expect(shareInterval(10, 10).high).toBe(1);
  });
});
