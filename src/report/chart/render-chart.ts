import * as Plot from "@observablehq/plot";
import { printable } from "../../schema/printable.js";
import type { Chart } from "./chart.js";
import { layOut } from "./chart-layout.js";
import { axisMarks, baselineMarks, errorMarks, referenceMarks, seriesMarks, swatchMarks } from "./chart-marks.js";
import { FONT, INK, INSET, PAPER } from "./chart-style.js";
import { swatchPlace, typesetTicks, writeEmpty, writeKeys, writeReferences, writeTitles } from "./chart-text.js";
import { drawImages } from "./images.js";
import { appearances } from "./palette.js";
import { append, serialise } from "./svg.js";

export interface ChartOptions {
  width?: number;
  /** Of the plot with its axes; title, legend and notes add to it. */
  height?: number;
  /** The paper, "none" for a transparent figure. */
  background?: string;
  /** Title and notes are drawn, unless the page has them "beside" the drawing as text. */
  words?: "drawn" | "beside";
  /** The keys are drawn, unless they stand with another chart of the same series. */
  keys?: "drawn" | "elsewhere";
}

/**
 * A chart as a standalone SVG file; the same chart gives the same text. Rows are joined in their own order.
 *
 * Ink is `currentColor` and paper one rectangle of class "paper", both set by attributes only. Alone, the file is dark
 * on white; a page that inlines it overrides both by a rule of its own, so one file serves light, dark and print.
 */
export function renderChart(chart: Chart, document: Document, options: ChartOptions = {}): string {
  const { width = 560, height = 360, background = PAPER, words = "drawn", keys: where } = options;
  const looks = appearances(chart.series);
  const layout = layOut(words === "drawn" ? chart : { ...chart, title: "", notes: [] }, { width, height }, where);
  const { frame, drawn, keys } = layout;

  const svg = Plot.plot({
    document,
    width,
    height: layout.height,
    marginLeft: frame.left,
    marginRight: width - frame.right,
    marginTop: frame.top,
    marginBottom: layout.height - frame.bottom,
    axis: null,
    x: { type: layout.x.type, domain: layout.x.domain, inset: INSET },
    y: { type: layout.y.type, domain: layout.y.domain },
    marks: [
      axisMarks(layout),
      referenceMarks(chart),
      drawn.map((d) => baselineMarks(d, looks.get(d.series.name)!, layout)),
      drawn.map((d) => errorMarks(d, looks.get(d.series.name)!, layout)),
      drawn.map((d, i) => seriesMarks(d, looks.get(d.series.name)!, i)),
      keys.map((key, i) => (key ? swatchMarks(looks.get(drawn[i]!.series.name)!, swatchPlace(key.box), layout) : [])),
    ],
  });

  svg.querySelector("style")?.remove();
  typesetTicks(svg);
  writeTitles(svg, layout);
  writeReferences(svg, chart, layout);
  drawImages(svg, chart.images ?? [], layout);
  if (drawn.every((d) => d.path.every((p) => p === null))) writeEmpty(svg, layout);
  writeKeys(svg, layout, looks);
  dress(svg, chart, background);
  return serialise(svg);
}

/** What makes the drawing a figure: its name for screen readers, ink, paper, font, and ids of its own. */
function dress(svg: Element, chart: Chart, background: string): void {
  const name = chart.name.replace(/[^\p{L}\p{N}_-]+/gu, "-");
  const titleId = `${name}-title`;
  const attributes = {
    class: "chart",
    role: "img",
    "aria-labelledby": titleId,
    color: INK,
    "font-family": FONT,
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);

  if (background !== "none") {
    svg.prepend(append(svg, "rect", { class: "paper", width: "100%", height: "100%", fill: background }));
  }
  const title = append(svg, "title", { id: titleId });
  title.textContent = printable(chart.title);
  svg.prepend(title);

  // Plot counts its clip paths from the start of the program; several charts in one page need ids of their own.
  for (const [i, clip] of [...svg.querySelectorAll("clipPath")].entries()) {
    const id = `${name}-clip-${i + 1}`;
    for (const user of svg.querySelectorAll(`[clip-path="url(#${clip.id})"]`))
      user.setAttribute("clip-path", `url(#${id})`);
    clip.id = id;
  }
}
