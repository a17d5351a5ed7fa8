import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { type Job, type JobResults, keyOf, type ResultOf, runJob } from "../../src/jobs/index.js";
import { createDocument } from "../../src/node/document.js";
import { figures } from "../../src/paper/figures.js";
import { renderChart } from "../../src/report/chart/render-chart.js";
import { createDigitSet, createDigitTask, type DigitSet } from "../../src/tasks/digits.js";

/** Images of 2×2 pixels: a "0" lights the left column and a "1" the right one. */
function digitsOf(labels: readonly number[]): DigitSet {
  const pixels = Uint8Array.from(labels.flatMap((label) => (label === 0 ? [200, 0, 200, 0] : [0, 200, 0, 200])));
  const images = { imageCount: labels.length, rows: 2, columns: 2, pixels };
  return createDigitSet(images, Uint8Array.from(labels), { images: "images", labels: "labels" });
}

const repeat = (labels: readonly number[], times: number): number[] =>
  Array.from({ length: times }, () => labels).flat();

/**
 * Two hundred patterns are too few to learn digits from, but enough to prefer those seen most: first most are 0, then
 * most are 1, and nearly all test images are 1. So the accuracy passes through the range of the figure.
 */
const digits = createDigitTask(
  "tiny",
  digitsOf([...repeat([0, 0, 0, 0, 1], 10), ...repeat([1, 1, 1, 1, 0], 30)]),
  digitsOf([...repeat([0], 4), ...repeat([1], 96)]),
);

const source = {
  digits: () => digits,
  patterns(): never {
    throw new Error("no figure of the paper reads patterns from a file");
  },
};

const results = new Map<string, JobResults[Job["kind"]]>();
function run(job: Job): JobResults[Job["kind"]] {
  const key = keyOf(job);
  const result = results.get(key) ?? runJob(job as never, source);
  results.set(key, result);
  return result;
}

describe.each(figures.map((figure) => [figure.id, figure] as const))("figure %s at a tiny scale", (_, figure) => {
  const known = new Set(figure.jobs("tiny").map(keyOf));
  /** A figure may ask for the jobs it announces, and for no others. */
  const resultOf = ((job: Job) => {
    expect(known).toContain(keyOf(job));
    return run(job);
  }) as ResultOf;
  const charts = figure.charts(resultOf, "tiny");

  it.each(charts)("is drawn as it was when it was looked at: $name", async (chart) => {
    await expect(renderChart(chart, createDocument())).toMatchFileSnapshot(`__snapshots__/${chart.name}.svg`);
  });

  it.each(charts)("shows every series: $name", (chart) => {
    const shown = new Set(
      chart.rows.filter((row) => row[chart.x.key] !== null && row[chart.y.key] !== null).map((row) => row.series),
    );
    expect(shown).toEqual(new Set(chart.series.map(({ name }) => name)));
    const svg = renderChart(chart, createDocument());
    const { documentElement } = new JSDOM(svg, { contentType: "image/svg+xml" }).window.document;
    const lines = [...documentElement.querySelectorAll("[aria-label=line] path")];
    const withLine = chart.series.filter(({ style }) => style !== "points" && style !== "stems");
    expect(lines.length).toBeGreaterThanOrEqual(withLine.length);
    for (const line of lines) expect(line.getAttribute("d")).toMatch(/^M[^M]*L/);
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});

it("every figure has its own name", () => {
  const names = figures.flatMap((figure) => figure.charts(run as ResultOf, "tiny").map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});
