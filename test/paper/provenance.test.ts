import { describe, expect, it } from "vitest";
import type { Job, ResultOf } from "../../src/jobs/index.js";
import { summariseJobs } from "../../src/paper/provenance.js";

const job = (patternCount: number, seed: number, decayTime?: number): Job => ({
  kind: "perceptron",
  parameters: { inputCount: 40, patternCount, seed, ...(decayTime === undefined ? {} : { decayTime }) },
});
/** Runs of seed 2 do not converge. */
const resultOf = ((one: Job) => ({ converged: one.parameters.seed !== 2 })) as unknown as ResultOf;

describe("summariseJobs", () => {
  it("says what differs once for all seeds, and what all have in common once for all", () => {
    const jobs = [job(10, 1), job(20, 1), job(10, 2), job(20, 2), job(20, 3)];
    expect(summariseJobs(jobs, resultOf)).toEqual({
      jobCount: 5,
      unconvergedCount: 2,
      engines: ["fast"],
      common: { inputCount: 40 },
      groups: [
        { kind: "perceptron", parameters: { patternCount: 10 }, seeds: [1, 2], unconvergedCount: 1 },
        { kind: "perceptron", parameters: { patternCount: 20 }, seeds: [1, 2, 3], unconvergedCount: 1 },
      ],
    });
  });

  it("calls common only what every job states", () => {
    const { common, groups } = summariseJobs([job(10, 1, 50), job(10, 1)], resultOf);
    expect(common).toEqual({ inputCount: 40, patternCount: 10 });
    expect(groups.map(({ parameters }) => parameters)).toEqual([{ decayTime: 50 }, {}]);
  });

  it("counts a trajectory for many settings once", () => {
    const settings: Job = { kind: "perceptron-settings", parameters: { seed: 2 }, settings: [] };
    const many = (() => [{ converged: false }, { converged: false }]) as unknown as ResultOf;
    expect(summariseJobs([settings], many).unconvergedCount).toBe(1);
  });

  it("names every engine, and nothing for no jobs", () => {
    const reference: Job = { kind: "perceptron", parameters: { engine: "reference" } };
    expect(summariseJobs([job(1, 1), reference], resultOf).engines).toEqual(["fast", "reference"]);
    expect(summariseJobs([], resultOf)).toMatchObject({ jobCount: 0, common: {}, groups: [] });
  });
});
