import { describe, expect, it } from "vitest";
import { chartInWords } from "../../../src/report/page/chart-words.js";
import { loadChart, pointChart, standingChart } from "../example-charts.js";

describe("chartInWords", () => {
  it("names the axes and says where every line goes", () => {
    expect(chartInWords(loadChart)).toBe(
      "Upwards: energy M (weight units), logarithmic. To the right: patterns per synapse P/N. " +
        "simulation: from 10\u202f600 at 0.25 to 3\u202f640\u202f000 at 1.75; " +
        "minimum M_min: from 81.6 at 0.25 to 28\u202f000 at 1.75; " +
        "theory: from 8\u202f160 at 0.25 to 2\u202f800\u202f000 at 1.75.",
    );
  });

  it("says how far points, traces and areas reach", () => {
    expect(chartInWords(pointChart)).toContain("simulation: 7 points between 10\u202f600 and 3\u202f640\u202f000");
    expect(chartInWords(standingChart)).toContain(
      "transient: 8 points between 1 and 4; persistent: 8 points between 0 and 8",
    );
  });

  it("says how far a line reaches that goes beyond its ends", () => {
    const energies = [5, 900, 2, 6];
    const rows = energies.map((energy, load) => ({ series: "simulation", load, energy }));
    expect(chartInWords({ ...loadChart, rows })).toContain("simulation: from 5 at 0 to 6 at 3, between 2 and 900;");
  });

  it("has a single point, and none", () => {
    const rows = [{ series: "simulation", load: 1, energy: 2 }];
    const words = chartInWords({ ...loadChart, rows });
    expect(words).toContain("simulation: 2 at 1; minimum M_min: nothing to draw; theory: nothing to draw.");
  });
});
