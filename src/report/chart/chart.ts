import type { Row } from "../../schema/row.js";

/** One axis: the column it shows and how. The label carries the unit. */
export interface Axis {
  key: string;
  label: string;
  scale?: "linear" | "log";
  domain?: [number, number];
}

/**
 * How a series is drawn. Theory is dashed; points are single measurements without a line, and stems are points that
 * stand on zero. A trace is a line through so many points that none is marked, and an area is a trace shaded down, or
 * up, to zero. A region is a closed outline, shaded inside; a line drawn earlier lies below it.
 */
export type SeriesStyle = "line" | "dashed" | "points" | "stems" | "trace" | "area" | "region";

export interface Series {
  /** The value of the `series` column, which is also the direct label. */
  name: string;
  style: SeriesStyle;
  /** The series it shares a colour with (a theory curve with its simulation); its own colour when absent. */
  colourOf?: string;
  /** Its colour and marker by their place in the palette, so that it looks alike in charts with other series; its place among the series when absent. */
  look?: number;
  /** The series whose key stands for this one too, such as one theory for several quantities: no key, and its dashes. */
  keyOf?: string;
  /** Errors of a line as bars instead of a band, where y is no function of x. */
  errors?: "bars";
}

/**
 * A thin line across the plot at one value of an axis, with its name beside it: a capacity, a bound, a default. Of
 * several that mark the same kind of thing one carries the name.
 */
export interface Reference {
  axis: "x" | "y";
  at: number;
  label?: string;
}

/** A small picture: shades of 0, paper, to 255, ink, row after row. */
export interface ChartImage {
  columns: number;
  shades: readonly number[];
}

/**
 * A chart as plain data: long-format rows (one row a point, with a column `series`), two axes, and how to draw
 * each series. Rows whose x or y is null, or not positive on a log axis, are not drawn but stay in the table.
 */
export interface Chart {
  /** File name without its ending, for example "figure-1c". */
  name: string;
  title: string;
  x: Axis;
  y: Axis;
  series: Series[];
  rows: Row[];
  /** Column with the standard error of y; drawn as a band around lines and as bars through points. */
  errorKey?: string;
  /** Columns with the ends of an interval of y, drawn the same way where they are not as far from it on either side. */
  intervalKeys?: readonly [low: string, high: string];
  references?: Reference[];
  /** Pictures in a corner that no line crosses, in two rows: what is learned. */
  images?: readonly ChartImage[];
  /** Sentences printed below the axes: n, unconverged runs, what differs from the paper. */
  notes?: string[];
  /** Keys in a legend above, for lines that end where others do, so that no leader could tell them apart. */
  keys?: "legend";
  /** A unit is as long across as it is up: the domains grow until it is. For two linear axes of the same unit. */
  equalScales?: true;
}
