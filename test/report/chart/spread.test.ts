import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spread } from "../../../src/report/chart/spread.js";

const boxes = fc.array(fc.tuple(fc.integer({ min: -50, max: 350 }), fc.integer({ min: 5, max: 30 })), {
  maxLength: 10,
});

describe("spread", () => {
  it("leaves boxes alone that do not overlap", () => {
    expect(spread([10, 90, 40], [10, 10, 10], 0, 100)).toEqual([10, 90, 40]);
  });

  it("moves two equal boxes apart by the same amount, in their order", () => {
    expect(spread([50, 50], [10, 20], 0, 100)).toEqual([42.5, 57.5]);
  });

  it("moves boxes in from the edges", () => {
    expect(spread([0, 2], [10, 10], 0, 100)).toEqual([5, 15]);
  });

  it("has no answer where there is no room", () => {
    expect(spread([5, 5], [6, 6], 0, 10)).toBeNull();
  });

  it("never lets boxes overlap or leave the range, and keeps their order", () => {
    fc.assert(
      fc.property(boxes, (list) => {
        const targets = list.map(([target]) => target);
        const sizes = list.map(([, size]) => size);
        // Ten boxes of 30 fill 300 exactly.
        const centres = spread(targets, sizes, 0, 300)!;
        const order = targets.map((_, i) => i).sort((a, b) => targets[a]! - targets[b]!);
        let edge = 0;
        for (const i of order) {
          // Sums of a few hundreds in float64 are exact to far better than 1e-9.
          expect(centres[i]! - sizes[i]! / 2).toBeGreaterThanOrEqual(edge - 1e-9);
          edge = centres[i]! + sizes[i]! / 2;
        }
        expect(edge).toBeLessThanOrEqual(300 + 1e-9);
      }),
    );
  });
});
