import type { Chart } from "../chart/chart.js";
import { renderChart } from "../chart/render-chart.js";

/** A chart as a page shows it: drawn once for a wide column and once for a narrow one. */
export interface Panel {
  chart: Chart;
  wide: string;
  narrow: string;
}

/** A telephone held upright has 375 pixels, less the margins of the page. Letters keep their size there. */
const NARROW = { width: 336, height: 290 };

/**
 * Draws a chart for a page, which sets title and notes as text. A drawing for a wide column, made smaller, would have
 * ticks of seven pixels on a telephone; so there are two, each with ids of its own, and the page shows the one that fits.
 */
export function drawPanel(chart: Chart, createDocument: () => Document): Panel {
  const words = "beside" as const;
  return {
    chart,
    wide: renderChart(chart, createDocument(), { words }),
    // Keys beside the frame would leave it half of the width.
    narrow: renderChart({ ...chart, name: `${chart.name}-narrow`, keys: "legend" }, createDocument(), {
      ...NARROW,
      words,
    }),
  };
}
