import { type Box, boxAt, contains, overlaps, type Position, pathCrosses } from "./geometry.js";
import { spread } from "./spread.js";

/** A series as the labels see it: its path in pixels, and the size of its label. */
export interface Labelled {
  path: (Position | null)[];
  width: number;
  height: number;
}

/** Where a label goes: its box, and the end of its line when a leader should join the two. */
export interface LabelPlace {
  box: Box;
  leader: Position | null;
}

/** Room between the frame and the column of labels to its right, which the leaders cross. */
export const LEADER = 16;

/** Where a line ends, if any of it is seen. */
export function lastOf(path: (Position | null)[]): Position | null {
  return path.findLast((p) => p !== null) ?? null;
}

/** Whether a line ends so far right that its label belongs in the column beside the frame. */
export function endsAtRight(end: Position | null, frame: Box): boolean {
  return end !== null && end.x > frame.right - 0.2 * (frame.right - frame.left);
}

/**
 * Places every label at its line's end: in a column to the right of the frame, moved apart, or, where a line ends
 * inside, next to the end in a spot that no path crosses, those without a label included. Null when one label finds no
 * room; a legend is needed then.
 */
export function placeLabels(
  items: Labelled[],
  frame: Box,
  bottom: number,
  paths = items.map((item) => item.path),
): (LabelPlace | null)[] | null {
  const ends = items.map(({ path }) => lastOf(path));
  const column = items.map((_, i) => i).filter((i) => endsAtRight(ends[i]!, frame));
  const centres = spread(
    column.map((i) => ends[i]!.y),
    column.map((i) => items[i]!.height),
    frame.top - 8,
    bottom,
  );
  if (!centres) return null;

  const places: (LabelPlace | null)[] = items.map(() => null);
  column.forEach((i, rank) => {
    const top = centres[rank]! - items[i]!.height / 2;
    places[i] = { box: boxAt(frame.right + LEADER, top, items[i]!), leader: ends[i]! };
  });
  for (const [i, end] of ends.entries()) {
    if (end === null || places[i]) continue;
    const box = freeSpot(around(end, items[i]!), frame, paths, places);
    if (!box) return null;
    places[i] = { box, leader: null };
  }
  return places;
}

/** The first of the boxes that lies in the frame and meets neither a line nor another label. */
export function freeSpot(
  boxes: Box[],
  frame: Box,
  paths: (Position | null)[][],
  places: (LabelPlace | null)[],
): Box | undefined {
  return boxes.find(
    (box) =>
      contains(frame, box) &&
      !paths.some((path) => pathCrosses(path, box)) &&
      !places.some((place) => place && overlaps(place.box, box)),
  );
}

/** Spots next to a line's end, the best first. */
function around({ x, y }: Position, size: Labelled): Box[] {
  const { width, height } = size;
  const gap = 7;
  return [
    boxAt(x + gap, y - height / 2, size),
    boxAt(x + gap / 2, y - height - gap / 2, size),
    boxAt(x + gap / 2, y + gap / 2, size),
    boxAt(x - width / 2, y - height - gap, size),
    boxAt(x - width + gap, y - height - gap, size),
    boxAt(x - width / 2, y + gap, size),
    boxAt(x - width - gap, y - height / 2, size),
  ];
}
