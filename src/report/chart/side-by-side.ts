import type { Chart } from "./chart.js";
import { layOut } from "./chart-layout.js";
import { FONT, INK, MARGIN, NOTE, PAPER, TITLE } from "./chart-style.js";
import { renderChart } from "./render-chart.js";
import { append, appendLines, serialise } from "./svg.js";

/** Charts of the same series in rows, as one figure with one legend. */
export interface SideBySide {
  name: string;
  title: string;
  charts: readonly Chart[];
  /** Sentences below. */
  notes: readonly string[];
}

const COLUMNS = 3;
const SIZE = { width: 400, height: 300 };
/** Room for the title of a chart. */
const TITLED = MARGIN + TITLE.line;

/** The legend alone: a chart with all series, of which the rest is cut off. */
function legendOf(charts: readonly Chart[], name: string): { chart: Chart; height: number } {
  const most = charts.reduce((best, chart) => (chart.series.length > best.series.length ? chart : best));
  const chart: Chart = { ...most, name, title: "", notes: [], keys: "legend" };
  return { chart, height: layOut(chart, { ...SIZE, width: COLUMNS * SIZE.width }).frame.top - MARGIN };
}

/** The figure as a standalone SVG file. Colours are those of the chart with most series, whose order the others follow. */
export function sideBySide({ name, title, charts, notes }: SideBySide, document: Document): string {
  const legend = legendOf(charts, `${name}-legend`);
  const order = legend.chart.series;
  const width = COLUMNS * SIZE.width;
  const [legendTop, chartsTop] = [TITLED, TITLED + legend.height];
  const notesTop = chartsTop + Math.ceil(charts.length / COLUMNS) * (SIZE.height + TITLED);
  const height = notesTop + NOTE.line * notes.length + 2 * MARGIN;

  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const attributes = { width, height, viewBox: `0 0 ${width} ${height}`, color: INK, fill: "currentColor" };
  for (const [key, value] of Object.entries({ ...attributes, "font-family": FONT }))
    svg.setAttribute(key, String(value));
  append(svg, "rect", { width, height, fill: PAPER });
  const titled = { x: MARGIN, y: MARGIN + TITLE.size, lineHeight: TITLE.line, fontSize: TITLE.size };
  appendLines(svg, [title], titled, { "font-weight": "bold" });
  const noted = { x: MARGIN, y: notesTop + MARGIN + NOTE.size, lineHeight: NOTE.line, fontSize: NOTE.size };
  appendLines(svg, [...notes], noted, { "fill-opacity": 0.8 });

  /** Draws into a part of the figure; what does not fit is cut off. */
  const place = (
    chart: Chart,
    x: number,
    y: number,
    seen: { width: number; height: number },
    keys: "drawn" | "elsewhere",
  ) => {
    const part = append(svg, "svg", { x, y, ...seen, viewBox: `0 0 ${seen.width} ${seen.height}` });
    const size = { width: seen.width, height: SIZE.height };
    part.innerHTML = renderChart(chart, document, { ...size, background: "none", keys });
  };
  place(legend.chart, 0, legendTop, { width, height: legend.height }, "drawn");
  for (const [i, chart] of charts.entries()) {
    const [x, y] = [(i % COLUMNS) * SIZE.width, chartsTop + Math.floor(i / COLUMNS) * (SIZE.height + TITLED)];
    place({ ...chart, series: order }, x, y, { width: SIZE.width, height: SIZE.height + TITLED }, "elsewhere");
  }
  return serialise(svg);
}
