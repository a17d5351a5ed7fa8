import type { ChartImage } from "./chart.js";
import type { Layout } from "./chart-layout.js";
import { type Box, boxAt } from "./geometry.js";
import { freeSpot } from "./line-labels.js";
import { append } from "./svg.js";

const ROWS = 2;
/** Of an image and the room around it, in pixels. */
const [SIDE, PITCH] = [21, 24];
const CORNER_GAP = 8;
/** Shades between paper and ink; more would make the file longer and the picture no better. */
const LEVELS = 4;

/** Draws pictures in the first corner of the frame that no line crosses; in the first of all where lines cross every one. */
export function drawImages(svg: Element, images: readonly ChartImage[], layout: Layout): void {
  if (images.length === 0) return;
  const columns = Math.ceil(images.length / ROWS);
  const { left, top } = cornerFor({ width: columns * PITCH, height: ROWS * PITCH }, layout);
  const group = append(svg, "g", { "aria-label": "images", fill: "currentColor" });
  for (const [i, image] of images.entries()) {
    const x = left + (i % columns) * PITCH;
    const y = top + Math.floor(i / columns) * PITCH;
    for (const [level, d] of pathsOf(image, x, y)) append(group, "path", { d, "fill-opacity": level / LEVELS });
  }
}

function cornerFor(size: { width: number; height: number }, { frame, drawn, keys }: Layout): Box {
  const [left, right] = [frame.left + CORNER_GAP, frame.right - CORNER_GAP - size.width];
  const [top, bottom] = [frame.top + CORNER_GAP, frame.bottom - CORNER_GAP - size.height];
  const corners = [
    boxAt(right, bottom, size),
    boxAt(left, bottom, size),
    boxAt(left, top, size),
    boxAt(right, top, size),
  ];
  const paths = drawn.map(({ path }) => path);
  return freeSpot(corners, frame, paths, keys) ?? corners[0]!;
}

/** For every level of shade one path of all runs of pixels that have it. */
function pathsOf({ columns, shades }: ChartImage, left: number, top: number): Map<number, string> {
  const pixel = SIDE / Math.max(columns, shades.length / columns);
  const at = (value: number): string => String(Math.round(100 * value) / 100);
  const paths = new Map<number, string>();
  const levelOf = (index: number): number => Math.round((LEVELS * shades[index]!) / 255);
  for (let start = 0; start < shades.length; ) {
    const level = levelOf(start);
    const rowEnd = (Math.floor(start / columns) + 1) * columns;
    let end = start + 1;
    while (end < rowEnd && levelOf(end) === level) end++;
    if (level > 0) {
      const [x, y] = [left + pixel * (start % columns), top + pixel * Math.floor(start / columns)];
      const run = `M${at(x)} ${at(y)}h${at(pixel * (end - start))}v${at(pixel)}h${at(-pixel * (end - start))}z`;
      paths.set(level, (paths.get(level) ?? "") + run);
    }
    start = end;
  }
  return paths;
}
