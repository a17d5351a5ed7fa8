import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { effortOf } from "../../../src/jobs/index.js";
import { perceptronSchema, simulatePerceptron } from "../../../src/perceptron/index.js";
import { perceptronLearner } from "../../../src/perceptron/learner.js";
import { root } from "../../cli/run-cli.js";

// Worker threads load the built program, so that it is what is tested here.
const built = join(root, "dist", "node", "workers", "parallel-runs.js");
const { runInParallel }: typeof import("../../../src/node/workers/parallel-runs.js") = await import(
  /* @vite-ignore */ built
);

/** By its size worth threads; the limit on epochs, which the estimate of the effort does not know, keeps it short. */
const large = perceptronSchema.parse({
  inputCount: 100,
  patternCount: 190,
  engine: "reference",
  maxEpochs: 10,
  seed: 11,
  runs: 14,
});
const small = perceptronSchema.parse({ inputCount: 10, patternCount: 10, seed: 5, runs: 4 });

describe("runInParallel", () => {
  it.each([1, 2, 5])(
    "gives on %i threads what runs one after the other, in the order of the seeds",
    async (threads) => {
      expect(effortOf({ kind: "perceptron", parameters: large }) * large.runs).toBeGreaterThan(0.5);
      let done = 0;
      const runs = await runInParallel(perceptronLearner, { parameters: large }, threads, () => {
        done += 1;
      });
      expect(done).toBe(14);
      expect(runs.map(({ seed }) => seed)).toEqual(Array.from({ length: 14 }, (_, k) => 11 + k));
      expect(runs).toEqual(simulatePerceptron(large).runs);
    },
  );

  it("does small work here, and says so of every run when it is done", async () => {
    let done = 0;
    const pending = runInParallel(perceptronLearner, { parameters: small }, 2, () => {
      done += 1;
    });
    expect(done).toBe(4); // Before anything is awaited, hence on this thread.
    expect(await pending).toEqual(simulatePerceptron(small).runs);
  });

  it.each([
    ["here", small],
    ["on threads", large],
  ])("fails with the refusal of a run %s", async (_, parameters) => {
    const runs = runInParallel(perceptronLearner, { parameters: { ...parameters, maxEpochs: 0 } }, 2, () => undefined);
    await expect(runs).rejects.toThrow("maxEpochs must be an integer from 1");
  });

  it("has other threads read own data", async () => {
    const files = { patterns: "nowhere.csv", targets: "y.csv" };
    const runs = runInParallel(perceptronLearner, { parameters: large, data: { files } }, 2, () => undefined);
    await expect(runs).rejects.toThrow('cannot read "nowhere.csv": there is no such file');
  });
});
