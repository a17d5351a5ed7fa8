/** Positions and boxes in pixels; y grows downwards. */
export interface Position {
  x: number;
  y: number;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  );
}

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether the segment from `a` to `b` enters the box (clipping by Liang and Barsky, 1984). */
export function crosses(a: Position, b: Position, box: Box): boolean {
  let enter = 0;
  let leave = 1;
  const sides: [direction: number, distance: number][] = [
    [a.x - b.x, a.x - box.left],
    [b.x - a.x, box.right - a.x],
    [a.y - b.y, a.y - box.top],
    [b.y - a.y, box.bottom - a.y],
  ];
  for (const [direction, distance] of sides) {
    if (direction === 0) {
      if (distance < 0) return false;
    } else if (direction < 0) enter = Math.max(enter, distance / direction);
    else leave = Math.min(leave, distance / direction);
  }
  return enter <= leave;
}

/** Whether a line through `path` enters the box; null breaks the line. */
export function pathCrosses(path: (Position | null)[], box: Box): boolean {
  return path.some((a, i) => {
    const b = path[i + 1] ?? a;
    return a !== null && b !== null && crosses(a, b, box);
  });
}

export function boxAt(left: number, top: number, size: { width: number; height: number }): Box {
  return { left, right: left + size.width, top, bottom: top + size.height };
}

/** Lays boxes in rows no wider than `width`, like words in a paragraph; gives each its place. */
export function flow(sizes: { width: number; height: number }[], width: number, gap: number) {
  let [x, y, rowHeight] = [0, 0, 0];
  const places = sizes.map((size): Position => {
    if (x > 0 && x + size.width > width) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const place = { x, y };
    x += size.width + gap;
    rowHeight = Math.max(rowHeight, size.height);
    return place;
  });
  return { places, height: y + rowHeight };
}
