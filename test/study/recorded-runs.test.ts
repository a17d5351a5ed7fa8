import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readRecording } from "../../src/study/recorded-runs.js";
import { temporaryFolder } from "../cli/run-cli.js";

const folder = temporaryFolder();
let counter = 0;
function newFile(text: string, kind: string): string {
  const file = join(folder, `file ${counter++}${kind}`);
  writeFileSync(file, text);
  return file;
}

it("reads a row of a table as the job it was, and what must come of it", async () => {
  const csv = [
    "learner,inputCount,threshold,decayTime,potentiationOnly,seed,converged,energy,inefficiency,evaluatedCount,durationSeconds",
    "perceptron,20,2.5,Infinity,false,3,true,17,,,0.1",
    "perceptron,20,2.5,50,true,3,true,17,1.5,40,0.1",
  ].join("\n");
  const { runs } = await readRecording(newFile(`${csv}\n`, ".csv"));
  const common = { inputCount: 20, seed: 3, runs: 1 };
  expect(runs).toEqual([
    {
      job: {
        kind: "perceptron",
        parameters: { ...common, threshold: 2.5, decayTime: Number.POSITIVE_INFINITY, potentiationOnly: false },
      },
      expected: { threshold: 2.5, converged: true, energy: 17, inefficiency: null, evaluatedCount: null },
    },
    // Where thresholds were tried, the one in the table was found and not given.
    {
      job: { kind: "perceptron", parameters: { ...common, threshold: "auto", decayTime: 50, potentiationOnly: true } },
      expected: { threshold: 2.5, converged: true, energy: 17, inefficiency: 1.5, evaluatedCount: 40 },
    },
  ]);
});

it("reads a data set whose name looks like a number as a name", async () => {
  const { runs } = await readRecording(newFile("learner,dataset,seed,converged\nmlp,2024,1,true\n", ".csv"));
  expect(runs[0]!.job.parameters).toMatchObject({ dataset: "2024" });
});

it.each<[what: string, kind: string, text: string, message: RegExp]>([
  ["another kind of file", ".txt", "", /must be a \.json, \.csv or \.parquet file, got "\.txt"/],
  ["no JSON", ".json", "{", /is no JSON/],
  ["a document of no learner", ".json", "{}", /learner must be one of perceptron, mlp, spiking, got none/],
  ["a document of a newer program", ".json", '{"learner":"mlp","schemaVersion":99}', /schemaVersion must be at most 1/],
  ["a table without a learner", ".csv", "a\n1\n", /learner must be one of/],
  ["a table of curves", ".csv", "learner,epoch\nperceptron,1\n", /holds no runs/],
  ["no Parquet", ".parquet", "PAR1", /is no Parquet file/],
])("refuses %s", async (_, kind, text, message) => {
  await expect(readRecording(newFile(text, kind))).rejects.toThrow(message);
});
