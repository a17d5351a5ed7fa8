import { describe, expect, it } from "vitest";
import { pricesOf } from "../../src/caching/energies.js";
import { priced } from "../../src/caching/priced.js";
import { pricedRunOf } from "../../src/jobs/priced-run.js";
import { runJob } from "../../src/jobs/run-job.js";
import type { MlpOptions } from "../../src/mlp/parameters.js";
import { simulateMlp } from "../../src/mlp/simulate.js";
import type { PerceptronOptions } from "../../src/perceptron/parameters.js";
import { simulatePerceptron, simulatePerceptronSettings } from "../../src/perceptron/simulate.js";
import { simulatePerceptronThresholds } from "../../src/perceptron/thresholds.js";
import { tracePerceptron } from "../../src/perceptron/trace.js";
import type { DataSource } from "../../src/tasks/own-data.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";
import { tinyDigits } from "../mlp/tiny-digits.js";

const nothing: DataSource = {
  digits: (dataset) => expect.fail(`no digits are needed, asked for ${dataset}`),
  patterns: ({ patterns }) => expect.fail(`no patterns are needed, asked for ${patterns}`),
};

describe("runJob", () => {
  const parameters: PerceptronOptions = { inputCount: 20, patternCount: 20, seed: 5, threshold: 2.5 };

  it("runs a perceptron", () =>
    expect(pricedRunOf<"perceptron">({ parameters }, runJob({ kind: "perceptron", parameters }, nothing))).toEqual(
      simulatePerceptron(parameters).runs[0],
    ));

  it("runs a perceptron on own data", () => {
    const task = randomPatterns(7, 9, 1);
    const asked: object[] = [];
    const source = {
      ...nothing,
      patterns: (files: object) => {
        asked.push(files);
        return task;
      },
    };
    const files = { patterns: "x.npy", targets: "d.npy" };
    const run = runJob({ kind: "perceptron", parameters, files }, source);
    expect(pricedRunOf<"perceptron">({ parameters }, run)).toEqual(simulatePerceptron(parameters, { task }).runs[0]);
    expect(asked).toEqual([files]);
  });

  it("runs many settings", () => {
    const settings = [
      { policy: "none", threshold: 0 },
      { policy: "local-global", threshold: 3.5 },
    ] as const;
    const outcomes = runJob({ kind: "perceptron-settings", parameters, settings: [...settings] }, nothing);
    expect(outcomes.map((one) => priced(one, pricesOf(parameters)))).toEqual(
      simulatePerceptronSettings(parameters, settings),
    );
  });

  it("runs one threshold after the other", () => {
    const thresholds = [0, 1.5];
    const outcomes = runJob({ kind: "perceptron-thresholds", parameters, thresholds }, nothing);
    expect(outcomes.map((one) => priced(one, pricesOf(parameters)))).toEqual(
      simulatePerceptronThresholds(parameters, thresholds),
    );
  });

  it("traces synapses", () => {
    const watched = { synapses: [3, 1], timestepCount: 30 };
    const trace = runJob({ kind: "perceptron-trace", parameters, ...watched }, nothing);
    expect(trace).toEqual(tracePerceptron(parameters, watched.synapses, watched.timestepCount));
  });

  it.each([
    ["mnist", {}],
    ["elsewhere", { dataset: "elsewhere" }],
  ])("runs a multilayer network on the digits called %s", (name, named) => {
    const task = { ...tinyDigits(30, 10), name };
    const given: MlpOptions = { ...named, hiddenCount: 3, maxPatterns: 20, evaluateEvery: 10, seed: 2 };
    const source = { ...nothing, digits: (dataset: string) => (dataset === name ? task : expect.fail(dataset)) };
    const run = runJob({ kind: "mlp", parameters: given }, source);
    expect(pricedRunOf<"mlp">({ parameters: given }, run)).toEqual(simulateMlp(task, given).runs[0]);
  });

  it("gives results that survive the way from a worker thread", () => {
    const run = runJob({ kind: "perceptron", parameters: { ...parameters, curve: true } }, nothing);
    expect(structuredClone(run)).toEqual(run);
  });
});
