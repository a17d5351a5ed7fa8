import { describe, expect, it } from "vitest";
import { overlaps, pathCrosses } from "../../../src/report/chart/geometry.js";
import { LEADER, placeLabels } from "../../../src/report/chart/line-labels.js";

const frame = { left: 0, right: 400, top: 0, bottom: 300 };
const line = (x: number, y: number) => ({
  path: [
    { x: 0, y: 300 },
    { x, y },
  ],
  width: 60,
  height: 17,
});

describe("placeLabels", () => {
  it("stacks labels of lines that end together in the column at the right", () => {
    const places = placeLabels([line(400, 100), line(400, 100), line(390, 104)], frame, 330)!;
    for (const [i, place] of places.entries()) {
      expect(place!.box.left).toBe(frame.right + LEADER);
      for (const other of places.slice(i + 1)) expect(overlaps(place!.box, other!.box)).toBe(false);
    }
    expect(places[2]!.leader).toEqual({ x: 390, y: 104 });
  });

  it("puts the label of a line that ends inside next to its end, where no line passes", () => {
    const items = [line(400, 50), line(150, 60)];
    const inside = placeLabels(items, frame, 330)![1]!;
    expect(inside.leader).toBeNull();
    for (const { path } of items) expect(pathCrosses(path, inside.box)).toBe(false);
  });

  it("gives up where there is no room", () => {
    expect(
      placeLabels(
        Array.from({ length: 30 }, () => line(400, 100)),
        frame,
        330,
      ),
    ).toBeNull();
    expect(placeLabels([{ ...line(150, 60), width: 380 }], frame, 330)).toBeNull();
  });

  it("has no label for a line that is not seen", () => {
    expect(placeLabels([{ ...line(0, 0), path: [null] }], frame, 330)).toEqual([null]);
  });
});
