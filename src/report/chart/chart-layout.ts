import { textWidth, wrapText } from "../text-width.js";
import type { Chart, Series } from "./chart.js";
import { INSET, keySize, LABEL, MARGIN, NOTE, TICK, TITLE } from "./chart-style.js";
import { equalised, equalWidth } from "./equal-scales.js";
import { type Box, boxAt, flow, type Position } from "./geometry.js";
import { endsAtRight, type LabelPlace, LEADER, lastOf, placeLabels } from "./line-labels.js";
import { type Point, pointsOf, referencesOf } from "./points.js";
import { createScale, domainOf, type Scale } from "./scale.js";

/** A series with its points, where they are in pixels (null outside the frame), and the lines of its name. */
export interface DrawnSeries {
  series: Series;
  points: (Point | null)[];
  path: (Position | null)[];
  name: string[];
}

/** Where everything stands, in pixels. */
export interface Layout {
  width: number;
  height: number;
  frame: Box;
  x: Scale;
  y: Scale;
  /** The series that have points. */
  drawn: DrawnSeries[];
  /** The keys, in the order of `drawn`; null for a series that lies outside the frame or shares another's key. */
  keys: (LabelPlace | null)[];
  title: string[];
  xLabel: string[];
  yLabel: string[];
  notes: { lines: string[]; top: number };
}

/** `height` is that of the plot with its axes; title, legend and notes add to it, so that panels stay alike. */
export interface Size {
  width: number;
  height: number;
}

/**
 * Keys stand at the ends of the lines, inside the frame or in a column beside it; failing that, in a legend above; or with
 * another chart of the same series.
 */
type Keys = "inside" | "column" | "legend" | "elsewhere";

export function layOut(chart: Chart, size: Size, keys: "drawn" | "elsewhere" = "drawn"): Layout {
  if (keys === "elsewhere") return arrange(chart, size, "elsewhere")!;
  const atEnds = chart.keys === "legend" ? null : (arrange(chart, size, "inside") ?? arrange(chart, size, "column"));
  return atEnds ?? arrange(chart, size, "legend")!;
}

function arrange(chart: Chart, { width, height }: Size, kind: Keys): Layout | null {
  const inner = width - 2 * MARGIN;
  const series = chart.series
    .map((s) => ({
      series: s,
      points: pointsOf(chart, s),
      name: wrapText(s.name, kind === "legend" ? inner - 40 : 0.22 * width, LABEL.size),
    }))
    .filter(({ points }) => points.some((point) => point !== null));
  // Of the series that have a key of their own, where it is among all.
  const keyed = kind === "elsewhere" ? [] : series.flatMap((s, i) => (s.series.keyOf === undefined ? [i] : []));
  const keys = keyed.map((i) => keySize(series[i]!.name));
  let domains = domainsOf(
    chart,
    series.flatMap(({ points }) => points.filter((p) => p !== null)),
  );

  const title = chart.title === "" ? [] : wrapText(chart.title, inner, TITLE.size, "bold");
  const titleBottom = MARGIN + title.length * TITLE.line;
  const rows = kind === "legend" ? flow(keys, inner, 18) : { places: [], height: 0 };
  const panel = titleBottom + (rows.height > 0 ? rows.height + 10 : 0);

  // The margin depends on the labels of the ticks, and those on the length of the axis: first y, then x.
  const xLabel = wrapText(chart.x.label, 0.7 * width, LABEL.size);
  const top = panel + 14;
  const bottom = panel + height - (TICK.length + TICK.gap + TICK.size + 8 + xLabel.length * LABEL.line);
  const yScale = () => createScale(chart.y, domains.y, [bottom, top], () => TICK.size * 1.6);
  const yLabel = wrapText(chart.y.label, bottom - top, LABEL.size);
  const leftOf = ({ ticks }: Scale) => {
    const tickWidth = Math.max(0, ...ticks.map((tick) => textWidth(tick.label, TICK.size)));
    return MARGIN + yLabel.length * LABEL.line + 6 + tickWidth + TICK.gap + TICK.length;
  };
  const column = kind === "column" ? LEADER + Math.max(...keys.map((key) => key.width)) : 1.5 * MARGIN;
  if (column > 0.4 * width) return null;
  let right = width - MARGIN - column;
  if (chart.equalScales) {
    const across = right - leftOf(yScale()) - 2 * INSET;
    domains = equalised(chart, domains, [across, bottom - top]);
  }
  const y = yScale();
  const left = leftOf(y);
  // The other domain may have other ticks, and these another width.
  if (chart.equalScales) right = left + 2 * INSET + equalWidth(domains, bottom - top);
  const frame = { left, right, top, bottom };
  const x = createScale(
    chart.x,
    domains.x,
    [left + INSET, frame.right - INSET],
    (label) => textWidth(label, TICK.size) + 12,
  );

  const drawn = series.map((s) => ({ ...s, path: s.points.map((point) => pixel(point, x, y)) }));
  const items = keyed.map((i, k) => ({ path: drawn[i]!.path, ...keys[k]! }));
  if (kind === "inside" && items.some(({ path }) => endsAtRight(lastOf(path), frame))) return null;
  const paths = drawn.map(({ path }) => path);
  const placed =
    kind === "legend"
      ? rows.places.map((at, k) => ({ box: boxAt(MARGIN + at.x, titleBottom + 6 + at.y, keys[k]!), leader: null }))
      : placeLabels(items, frame, panel + height, paths);
  if (!placed) return null;
  const places = drawn.map((_, i) => placed[keyed.indexOf(i)] ?? null);

  const notes = {
    lines: (chart.notes ?? []).flatMap((note) => wrapText(note, inner, NOTE.size)),
    top: panel + height + 10,
  };
  const total = notes.lines.length === 0 ? panel + height + 6 : notes.top + notes.lines.length * NOTE.line + 4;
  return { width, height: Math.ceil(total), frame, x, y, drawn, keys: places, title, xLabel, yLabel, notes };
}

/** Domains around the points, their errors and the reference lines. */
function domainsOf(chart: Chart, points: Point[]) {
  const references = (axis: "x" | "y") => referencesOf(chart).flatMap((r) => (r.axis === axis ? [r.at] : []));
  // On a log axis an interval may reach zero, which is infinitely far away; half the mean is far enough.
  // What is never negative stays so on a linear axis: an error alone does not take it below zero.
  const floor = (p: Point) => (chart.y.scale === "log" ? p.y / 2 : p.y >= 0 ? 0 : p.low);
  const low = (p: Point) => Math.max(p.low, floor(p));
  // Areas and stems stand on zero, so that it has to be there.
  const standing = chart.series.some(({ style }) => style === "area" || style === "stems");
  const base = standing && chart.y.scale !== "log" ? [0] : [];
  return {
    x: domainOf(chart.x, [...points.map((p) => p.x), ...references("x")]),
    y: domainOf(chart.y, [...points.flatMap((p) => [low(p), p.high]), ...references("y"), ...base]),
  };
}

function pixel(point: Point | null, x: Scale, y: Scale): Position | null {
  const inside = (value: number, [low, high]: [number, number]) => value >= low && value <= high;
  if (!point || !inside(point.x, x.domain) || !inside(point.y, y.domain)) return null;
  return { x: x.position(point.x), y: y.position(point.y) };
}
