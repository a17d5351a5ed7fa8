import type { ResultOf } from "../../../jobs/index.js";
import type { Chart } from "../../../report/chart/chart.js";
import type { Figure } from "../../figure.js";
import type { Scale } from "../../scale.js";
import { energyChart, ratioChart } from "./charts.js";
import { ROBUSTNESS } from "./design.js";
import { robustnessCell, robustnessJobs } from "./outcomes.js";

function charts(resultOf: ResultOf, scale: Scale): Chart[] {
  const design = ROBUSTNESS[scale];
  return design.variations.flatMap((variation) => {
    const cells = variation.values.map((value) => robustnessCell(resultOf, design, variation, value));
    return [energyChart(design, variation, cells), ratioChart(design, variation, cells)];
  });
}

export const figureRobustness: Figure = {
  id: "beyond-robustness",
  title: "What robustness costs, and what caching saves of it",
  caption:
    "Not in the paper, whose patterns are random, of ±1, and learned until each is just right. With a margin κ a pattern is learned until " +
    "d·(w·x) exceeds κ√N. Patterns of 1 and 0 have a share f of active inputs; patterns of ±1 correlate by m with a prototype that they have in " +
    "common, and by m² with each other. The gain of caching is the energy without caching over that with local-local at the one fixed θ that is best " +
    "for all seeds, or over that with local-excess at a threshold that tunes itself.",
  jobs: (scale) => robustnessJobs(ROBUSTNESS[scale]),
  charts,
};
