import { textWidth } from "../text-width.js";
import type { Chart } from "./chart.js";
import type { Layout } from "./chart-layout.js";
import { LABEL, LINE_WIDTH, MARGIN, NOTE, REGION_OPACITY, SWATCH, TICK, TITLE } from "./chart-style.js";
import { boxAt, type Position } from "./geometry.js";
import { freeSpot } from "./line-labels.js";
import type { Appearance } from "./palette.js";
import { referencesOf } from "./points.js";
import { append, appendLines, setText } from "./svg.js";

/** Title above, names of the axes beside them, notes below. */
export function writeTitles(svg: Element, { title, xLabel, yLabel, notes, frame, width }: Layout): void {
  const start = { "text-anchor": "start" };
  const titlePlace = { x: MARGIN, y: MARGIN + TITLE.size, lineHeight: TITLE.line, fontSize: TITLE.size };
  appendLines(svg, title, titlePlace, { ...start, "font-weight": "bold" });

  // Centred below the axis, unless the figure is so narrow that a long name would be cut at its edge.
  const half = MARGIN + Math.max(...xLabel.map((line) => textWidth(line, LABEL.size))) / 2;
  const middle = Math.min(Math.max((frame.left + frame.right) / 2, half), width - half);
  const xTop = frame.bottom + TICK.length + TICK.gap + TICK.size + 8 + LABEL.size * 0.8;
  appendLines(svg, xLabel, { x: middle, y: xTop, lineHeight: LABEL.line, fontSize: LABEL.size });

  const turned = append(svg, "g", {
    transform: `translate(${MARGIN + LABEL.size * 0.8},${(frame.top + frame.bottom) / 2}) rotate(-90)`,
  });
  appendLines(turned, yLabel, { x: 0, y: 0, lineHeight: LABEL.line, fontSize: LABEL.size });

  const notePlace = { x: MARGIN, y: notes.top + NOTE.size, lineHeight: NOTE.line, fontSize: NOTE.size };
  appendLines(svg, notes.lines, notePlace, { ...start, "fill-opacity": 0.8 });
}

/** An empty frame says that it is empty on purpose. */
export function writeEmpty(svg: Element, { frame }: Layout): void {
  const middle = { x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 };
  appendLines(svg, ["no data to draw"], { ...middle, lineHeight: LABEL.line, fontSize: LABEL.size });
}

/** Plot writes the ticks as plain text; powers of ten get their raised exponents here. */
export function typesetTicks(svg: Element): void {
  for (const text of svg.querySelectorAll("[aria-label$='tick label'] text")) {
    setText(text, text.textContent ?? "", TICK.size);
  }
}

/** The centre of the left edge of a key's first line, where its swatch begins. */
export function swatchPlace(box: { left: number; top: number }): Position {
  return { x: box.left, y: box.top + LABEL.line / 2 };
}

/** Keys: the sample of the line, the name in ink, and a thin leader to a line's end that is not level with it. */
export function writeKeys(svg: Element, layout: Layout, looks: Map<string, Appearance>): void {
  for (const [i, { series, name }] of layout.drawn.entries()) {
    const place = layout.keys[i];
    if (!place) continue;
    const look = looks.get(series.name)!;
    const at = swatchPlace(place.box);
    if (place.leader) {
      const thin = { stroke: "currentColor", "stroke-opacity": 0.45, "stroke-width": 0.75, fill: "none" };
      const bend = layout.frame.right + 4;
      const d = `M${place.leader.x + 5},${place.leader.y}L${Math.max(bend, place.leader.x + 5)},${place.leader.y}L${at.x - 3},${at.y}`;
      append(svg, "path", { d, ...thin });
    }
    if (look.closed) {
      const patch = { x: at.x, y: at.y - LABEL.size / 2, width: SWATCH.width, height: LABEL.size };
      append(svg, "rect", { ...patch, fill: look.colour, "fill-opacity": REGION_OPACITY });
    } else if (look.line) {
      const dash: Record<string, string> = look.dash === undefined ? {} : { "stroke-dasharray": look.dash };
      const line = { x1: at.x, y1: at.y, x2: at.x + SWATCH.width, y2: at.y };
      append(svg, "line", {
        ...line,
        stroke: look.colour,
        "stroke-opacity": look.opacity,
        "stroke-width": LINE_WIDTH,
        ...dash,
      });
    }
    const textPlace = { x: at.x + SWATCH.width + SWATCH.gap, y: at.y + LABEL.size * 0.36 };
    const size = { lineHeight: LABEL.line, fontSize: LABEL.size };
    appendLines(svg, name, { ...textPlace, ...size }, { "text-anchor": "start" });
  }
}

/** The name of each reference line beside it, at the first spot that no curve crosses, and no line of the grid where there is one. */
export function writeReferences(svg: Element, chart: Chart, layout: Layout): void {
  const { frame, x, y } = layout;
  const grid = y.ticks
    .filter(({ label }) => label !== "")
    .map(({ value }) => [frame.left, frame.right].map((across) => ({ x: across, y: y.position(value) })));
  for (const { axis, at, label } of referencesOf(chart)) {
    if (label === undefined) continue;
    const size = { width: textWidth(label, NOTE.size) + 8, height: NOTE.line };
    const spots =
      axis === "x"
        ? [frame.top, frame.bottom - size.height].flatMap((top) =>
            [x.position(at), x.position(at) - size.width].map((left) => boxAt(left, top, size)),
          )
        : [frame.left, frame.right - size.width, (frame.left + frame.right - size.width) / 2].flatMap((left) =>
            [y.position(at) - size.height, y.position(at)].map((top) => boxAt(left, top, size)),
          );
    const paths = layout.drawn.map(({ path }) => path);
    // Where curves are everywhere one is crossed, but no word is cut off at the edge.
    const whole = spots.find((spot) => spot.left >= 0 && spot.right <= layout.width);
    const box =
      freeSpot(spots, frame, axis === "y" ? [...paths, ...grid] : paths, layout.keys) ??
      freeSpot(spots, frame, paths, layout.keys) ??
      whole ??
      spots[0]!;
    const place = { x: box.left + 4, y: box.top + NOTE.size, lineHeight: NOTE.line, fontSize: NOTE.size };
    appendLines(svg, [label], place, { "text-anchor": "start", "fill-opacity": 0.8 });
  }
}
