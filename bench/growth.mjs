/** How the time of a run grows with the size of the task: fast engine and textbook, drawn and written as a table. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mean, standardError } from "../dist/math/statistics.js";
import { createDocument } from "../dist/node/document.js";
import { renderPng } from "../dist/node/png.js";
import { perceptronEngines } from "../dist/perceptron/engines.js";
import { renderChart } from "../dist/report/chart/render-chart.js";
import { formatCsv } from "../dist/report/csv.js";
import { randomPatterns } from "../dist/tasks/index.js";
import { perceptronParameters, pricedRun } from "./cases.mjs";
import { disagreement, timed } from "./measure.mjs";
import { textbookPerceptron } from "./textbook-perceptron.mjs";

const results = fileURLToPath(new URL("../results/bench", import.meta.url));

const WARM_UP_RUNS = 3;
const programs = { "fast engine": pricedRun(perceptronEngines.fast), textbook: textbookPerceptron };

/** CPU seconds of a whole run, by program; the programs take turns seed by seed. */
function timeTask(inputCount, patternCount, seeds) {
  const parameters = perceptronParameters({ inputCount, patternCount, policy: "local-global" });
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  const epochs = [];
  for (const learn of Object.values(programs)) {
    const task = randomPatterns(inputCount, patternCount, seeds[0]);
    for (let k = 0; k < WARM_UP_RUNS; k++) learn(task, { ...parameters, maxEpochs: 2 });
  }
  for (const seed of seeds) {
    let expected;
    for (const [name, learn] of Object.entries(programs)) {
      let runs = 0;
      const { seconds, outcome } = timed(() => {
        const outcome = learn(randomPatterns(inputCount, patternCount, seed), parameters);
        runs += 1;
        return { count: outcome.timestepCount, outcome };
      });
      expected ??= outcome;
      const difference = disagreement(expected, outcome, 1e-9);
      if (difference !== null)
        throw new Error(`${name}, N ${inputCount}, P ${patternCount}, seed ${seed}: ${difference}`);
      times[name].push(seconds / runs);
    }
    epochs.push(expected.epochCount);
  }
  return { times, epochCount: mean(epochs) };
}

/** Rows of the chart, one a program and size. */
function measure(sizes, seeds, onSize) {
  const task = (size) => timeTask(size.inputCount, size.patternCount, seeds);
  return sizes.flatMap((size) => {
    onSize(size);
    const { times, epochCount } = task(size);
    return Object.entries(times).map(([series, sample]) => ({
      series,
      ...size,
      epochCount,
      seconds: mean(sample),
      standardError: sample.length > 1 ? standardError(sample) : null,
    }));
  });
}

function draw(chart) {
  mkdirSync(results, { recursive: true });
  const svg = renderChart(chart, createDocument());
  const file = (ending) => join(results, `${chart.name}.${ending}`);
  writeFileSync(file("svg"), svg);
  writeFileSync(file("png"), renderPng(svg));
  writeFileSync(file("csv"), formatCsv(chart.rows));
}

const SECONDS = { key: "seconds", label: "CPU time of a run (s)", scale: "log" };
const series = Object.keys(programs).map((name) => ({ name, style: "line" }));

/** @param {{ quick: boolean, say: (text: string) => void }} context */
export function measureGrowth({ quick, say }) {
  const seeds = quick ? [1] : [1, 2, 3];
  const onSize = ({ inputCount, patternCount }) => say(`growth: N ${inputCount}, P ${patternCount}`);
  const note = `Policy local-global, θ 5, no decay, to convergence. Mean and standard error of ${seeds.length} ${seeds.length > 1 ? "seeds" : "seed"}.`;

  const patternCounts = [100, 200, 400, 700, 1000, 1300, 1600, ...(quick ? [] : [1800])];
  const byPatterns = {
    name: "growth-patterns",
    title: "Time to learn against the number of patterns, N = 1000",
    x: { key: "patternCount", label: "patterns P", scale: "log" },
    y: SECONDS,
    series,
    errorKey: "standardError",
    rows: measure(
      patternCounts.map((patternCount) => ({ inputCount: 1000, patternCount })),
      seeds,
      onSize,
    ),
    notes: [note],
  };
  const inputCounts = [125, 250, 500, 1000, 2000, ...(quick ? [] : [4000])];
  const byInputs = {
    name: "growth-inputs",
    title: "Time to learn against the number of inputs, P = N",
    x: { key: "inputCount", label: "inputs N", scale: "log" },
    y: SECONDS,
    series,
    errorKey: "standardError",
    rows: measure(
      inputCounts.map((inputCount) => ({ inputCount, patternCount: inputCount })),
      seeds,
      onSize,
    ),
    notes: [note],
  };
  for (const chart of [byPatterns, byInputs]) draw(chart);
  return [byPatterns, byInputs].map(({ name, rows }) => ({ name, rows }));
}
