import { describe, expect, it } from "vitest";
import { boxAt, contains, crosses, flow, overlaps, pathCrosses } from "../../../src/report/chart/geometry.js";

const box = boxAt(10, 10, { width: 10, height: 10 });

describe("boxes", () => {
  it("contain and overlap each other", () => {
    expect(contains(box, boxAt(12, 12, { width: 8, height: 8 }))).toBe(true);
    expect(contains(box, boxAt(12, 12, { width: 9, height: 8 }))).toBe(false);
    expect(overlaps(box, boxAt(19, 19, { width: 5, height: 5 }))).toBe(true);
    expect(overlaps(box, boxAt(20, 10, { width: 5, height: 5 }))).toBe(false);
  });
});

describe("crosses", () => {
  it.each([
    ["through the middle", { x: 0, y: 15 }, { x: 30, y: 15 }, true],
    ["inside", { x: 12, y: 12 }, { x: 13, y: 13 }, true],
    ["through a corner", { x: 0, y: 22 }, { x: 22, y: 0 }, true],
    ["past a corner", { x: 0, y: 19 }, { x: 19, y: 0 }, false],
    ["ending before", { x: 0, y: 15 }, { x: 9, y: 15 }, false],
    ["a point outside", { x: 0, y: 15 }, { x: 0, y: 15 }, false],
  ])("a segment %s", (_, a, b, expected) => {
    expect(crosses(a, b, box)).toBe(expected);
  });

  it("does not bridge the gaps of a path", () => {
    expect(
      pathCrosses(
        [
          { x: 0, y: 15 },
          { x: 30, y: 15 },
        ],
        box,
      ),
    ).toBe(true);
    expect(pathCrosses([{ x: 0, y: 15 }, null, { x: 30, y: 15 }], box)).toBe(false);
  });
});

describe("flow", () => {
  it("starts a new row where the next box does not fit", () => {
    const sizes = [40, 40, 40].map((width) => ({ width, height: 10 }));
    expect(flow(sizes, 100, 10)).toEqual({
      places: [
        { x: 0, y: 0 },
        { x: 50, y: 0 },
        { x: 0, y: 10 },
      ],
      height: 20,
    });
  });
});
