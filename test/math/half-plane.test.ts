import { describe, expect, it } from "vitest";
import { type Corner, cutBy, cutByAll } from "../../src/math/half-plane.js";

const square: Corner[] = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];

describe("cutBy", () => {
  it("leaves a polygon alone that lies inside, edges included", () =>
    expect(cutBy(square, { a: 1, b: 0, atLeast: 0 })).toEqual(square));

  it("leaves nothing of one that lies outside", () => expect(cutBy(square, { a: 1, b: 0, atLeast: 3 })).toEqual([]));

  it("cuts where the edge crosses", () =>
    // x + y ≥ 1 takes the corner at 0 off.
    expect(cutBy(square, { a: 1, b: 1, atLeast: 1 })).toEqual([
      [1, 0],
      [2, 0],
      [2, 2],
      [0, 2],
      [0, 1],
    ]));

  it("makes no corner twice where the edge goes through one", () =>
    expect(cutBy(square, { a: 1, b: -1, atLeast: 0 })).toEqual([
      [0, 0],
      [2, 0],
      [2, 2],
    ]));
});

it("cutByAll keeps the points that are in all half-planes, and no others", () => {
  const halfPlanes = [
    { a: 1, b: 1, atLeast: 1 },
    { a: -1, b: -1, atLeast: -3 },
    { a: 1, b: -1, atLeast: -0.5 },
  ];
  const rest = cutByAll(square, halfPlanes);
  for (const [x, y] of rest) {
    for (const { a, b, atLeast } of halfPlanes) expect(a * x + b * y).toBeGreaterThanOrEqual(atLeast - 1e-12);
  }
  // Of the square's area of 4, the corners beyond x + y = 1 and 3 are ½ each; of y > x + ½, a triangle of 1.125, the strip
  // keeps what lies between them: 1.125 without the two triangles beyond, which are 1/16 each.
  const area = rest.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = rest[(i + 1) % rest.length]!;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
  expect(area).toBeCloseTo(4 - 2 * 0.5 - (1.125 - 2 * 0.0625), 12);
});
