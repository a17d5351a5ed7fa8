import { textWidth } from "../text-width.js";

/** Every length of a chart, in pixels: font sizes, line heights, margins. */
export const FONT = `"Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif`;
export const MARGIN = 12;
/** Room between the y axis and the first point, so that no marker lies on the axis. */
export const INSET = 8;
export const TITLE = { size: 15, line: 20 };
export const LABEL = { size: 13, line: 17 };
export const TICK = { size: 12, length: 5, gap: 4 };
export const NOTE = { size: 11.5, line: 16 };

/** A key is a sample of a series' line and marker, and its name. */
export const SWATCH = { width: 26, gap: 6 };

export const LINE_WIDTH = 1.75;
export const MARKER_RADIUS = 3.2;
export const REGION_OPACITY = 0.15;

/** Dark ink and white paper, unless the page that the drawing stands in says otherwise. */
export const INK = "#1a1a1a";
export const PAPER = "#ffffff";

/** The size of a key whose name is broken into `lines`. */
export function keySize(lines: string[]): { width: number; height: number } {
  const widest = Math.max(...lines.map((line) => textWidth(line, LABEL.size)));
  return { width: SWATCH.width + SWATCH.gap + widest, height: lines.length * LABEL.line };
}
