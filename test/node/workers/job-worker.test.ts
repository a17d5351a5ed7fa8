import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Job } from "../../../src/jobs/index.js";
import { readPatternSet } from "../../../src/node/data/read-patterns.js";
import work from "../../../src/node/workers/job-worker.js";
import { countPerceptron } from "../../../src/perceptron/index.js";
import { temporaryFolder } from "../../temporary-folder.js";

const folder = temporaryFolder();
function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe("what a worker thread does with a job", () => {
  it("answers with its result and how long it took", () => {
    const parameters = { inputCount: 10, patternCount: 10, seed: 4 };
    expect(work({ kind: "perceptron", parameters })).toEqual({
      result: countPerceptron(parameters),
      seconds: expect.any(Number),
    });
  });

  it("reads the files a job names, and each only once", () => {
    const files = { patterns: write("x.csv", "1,-1\n1,1\n"), targets: write("y.csv", "1\n-1\n") };
    const job: Job = { kind: "perceptron", parameters: {}, files };
    const task = readPatternSet(files.patterns, files.targets);
    const result = countPerceptron({}, { task });
    expect(work(job)).toMatchObject({ result });
    write("x.csv", "no longer numbers");
    expect(work(job)).toMatchObject({ result });
  });

  it("answers a wrong use with the message alone, because an error that crosses a thread loses its class", () => {
    expect(work({ kind: "mlp", parameters: { dataset: "nowhere" } })).toEqual({
      refusal: expect.stringMatching(/dataset must be "mnist" or a folder of IDX files, got "nowhere"/),
    });
    expect(work({ kind: "perceptron", parameters: { inputCount: 0 } })).toEqual({
      refusal: expect.stringMatching(/^inputCount must be an integer from 1/),
    });
  });

  it("throws what is the program's own fault", () => {
    const broken = { kind: "mlp", parameters: null } as unknown as Job;
    expect(() => work(broken)).toThrow(TypeError);
  });
});
