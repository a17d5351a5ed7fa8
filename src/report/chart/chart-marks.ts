import * as Plot from "@observablehq/plot";
import type { Chart } from "./chart.js";
import type { DrawnSeries, Layout } from "./chart-layout.js";
import { LINE_WIDTH, MARKER_RADIUS, REGION_OPACITY, SWATCH, TICK } from "./chart-style.js";
import type { Position } from "./geometry.js";
import type { Appearance } from "./palette.js";
import { type Point, referencesOf } from "./points.js";

const px = (p: Point | null) => p?.x ?? Number.NaN;
const py = (p: Point | null) => p?.y ?? Number.NaN;

/** Axes with outward ticks, a left and a bottom line, and faint lines at the labels of y. */
export function axisMarks({ x, y }: Layout): Plot.Markish[] {
  const labelled = (ticks: typeof x.ticks) => ticks.filter((tick) => tick.label !== "").map((tick) => tick.value);
  const minor = (ticks: typeof x.ticks) => ticks.filter((tick) => tick.label === "").map((tick) => tick.value);
  // Given as a format, labels of a log axis would be thinned once more, by d3 and without a word.
  const text = (ticks: typeof x.ticks) => (value: number) => ticks.find((tick) => tick.value === value)?.label ?? "";
  const common = { label: null, tickSize: TICK.length, tickPadding: TICK.gap, fontSize: TICK.size };
  const bare = { label: null, tickSize: 3, fill: "none" };
  return [
    Plot.gridY(labelled(y.ticks), { stroke: "currentColor", strokeOpacity: 0.1 }),
    Plot.axisX({ ...common, ticks: labelled(x.ticks), text: text(x.ticks) }),
    Plot.axisY({ ...common, ticks: labelled(y.ticks), text: text(y.ticks) }),
    Plot.axisX({ ...bare, ticks: minor(x.ticks) }),
    Plot.axisY({ ...bare, ticks: minor(y.ticks) }),
    Plot.frame({ anchor: "left" }),
    Plot.frame({ anchor: "bottom" }),
  ];
}

/** Thin dotted lines across the frame. */
export function referenceMarks(chart: Chart): Plot.Markish[] {
  const options = {
    stroke: "currentColor",
    strokeOpacity: 0.55,
    strokeDasharray: "1 3",
    strokeLinecap: "round",
  } as const;
  return referencesOf(chart).map(({ axis, at }) =>
    axis === "x" ? Plot.ruleX([at], options) : Plot.ruleY([at], options),
  );
}

/** The standard error: a band around a line, a bar through a single point. */
export function errorMarks({ points, series }: DrawnSeries, look: Appearance, { y }: Layout): Plot.Markish[] {
  if (points.every((p) => p === null || p.low === p.high)) return [];
  // The logarithm has no zero: an interval that reaches it ends at the edge of the frame.
  const low = (p: Point | null) => (p && y.type === "log" ? Math.max(p.low, y.domain[0]) : (p?.low ?? Number.NaN));
  const interval = { x: px, y1: low, y2: (p: Point | null) => p?.high ?? Number.NaN, clip: true };
  return look.line && series.errors !== "bars"
    ? [Plot.areaY(points, { ...interval, fill: look.colour, fillOpacity: 0.18 })]
    : [Plot.ruleX(points, { ...interval, stroke: look.colour, strokeWidth: 1.25 })];
}

/** What reaches from the points to zero, or to the lower edge of a log axis, which has no zero: areas and stems. */
export function baselineMarks({ points }: DrawnSeries, look: Appearance, { y }: Layout): Plot.Markish[] {
  const baseline = y.type === "log" ? y.domain[0] : 0;
  const marks: Plot.Markish[] = [];
  if (look.filled) {
    const area = { x: px, y1: (p: Point | null) => (p === null ? Number.NaN : baseline), y2: py, clip: true };
    marks.push(Plot.areaY(points, { ...area, fill: look.colour, fillOpacity: 0.25 }));
  }
  if (look.stems) {
    const shown = points.filter((p) => p !== null);
    marks.push(Plot.ruleX(shown, { x: px, y1: baseline, y2: py, clip: true, stroke: look.colour, strokeWidth: 1.25 }));
  }
  return marks;
}

/** The line and its markers. */
export function seriesMarks(drawn: DrawnSeries, look: Appearance, phase: number): Plot.Markish[] {
  const marks: Plot.Markish[] = [];
  const inside = look.closed ? { curve: "linear-closed" as const, fill: look.colour, fillOpacity: REGION_OPACITY } : {};
  if (look.line) marks.push(Plot.line(drawn.points, { x: px, y: py, clip: true, ...strokeOf(look), ...inside }));
  if (look.symbol) {
    const shown = look.line ? sparse(drawn.path, phase) : drawn.path.map((p) => p !== null);
    marks.push(
      Plot.dot(
        drawn.points.filter((_, i) => shown[i]),
        { x: px, y: py, ...markerOf(look) },
      ),
    );
  }
  return marks;
}

/** The marker in the middle of a key; the line is drawn with the text. */
export function swatchMarks(look: Appearance, at: Position, { frame }: Layout): Plot.Markish[] {
  if (!look.symbol) return [];
  const offset = { dx: at.x + SWATCH.width / 2 - frame.left, dy: at.y - frame.top };
  return [Plot.dot([at], { frameAnchor: "top-left", ...offset, ...markerOf(look) })];
}

function strokeOf({ colour, dash, opacity }: Appearance) {
  const stroke = { stroke: colour, strokeWidth: LINE_WIDTH, strokeOpacity: opacity, strokeLinejoin: "round" } as const;
  // Round ends would close the gaps between dashes, but they make a lone point between two gaps of the data visible.
  return dash === undefined
    ? { ...stroke, strokeLinecap: "round" as const }
    : { ...stroke, strokeDasharray: dash, strokeLinecap: "butt" as const };
}

function markerOf({ colour, symbol }: Appearance) {
  return { symbol: symbol ?? "circle", fill: colour, r: MARKER_RADIUS };
}

/**
 * Which points of a line carry a marker: all where they stand apart, otherwise one every so many pixels along the
 * line, so that a curve of a thousand points still shows its shape of marker. `phase` staggers the series.
 */
function sparse(path: (Position | null)[], phase: number): boolean[] {
  const steps = path.map((p, i) => {
    const before = path[i - 1];
    return p && before ? Math.hypot(p.x - before.x, p.y - before.y) : 0;
  });
  const length = steps.reduce((sum, step) => sum + step, 0);
  const count = path.filter((p) => p !== null).length;
  if (length >= 10 * (count - 1)) return path.map((p) => p !== null);
  let walked = 48 - 12 * (phase % 4);
  return path.map((p, i) => {
    walked += steps[i]!;
    if (p === null || walked < 48) return false;
    walked = 0;
    return true;
  });
}
