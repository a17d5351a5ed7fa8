import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { perceptronSchema } from "../../src/perceptron/index.js";
import { readRecording } from "../../src/verify/recorded-runs.js";
import { temporaryFolder } from "../temporary-folder.js";

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
  const common = perceptronSchema.parse({ inputCount: 20, seed: 3, runs: 1 });
  const parameters = [
    { ...common, threshold: 2.5, decayTime: Number.POSITIVE_INFINITY, potentiationOnly: false },
    // Where thresholds were tried, the one in a table of the first version was found and not given.
    { ...common, threshold: "auto", decayTime: 50, potentiationOnly: true },
  ];
  expect(runs.map(({ job }) => job)).toEqual(parameters.map((one) => ({ kind: "perceptron", parameters: one })));
  expect(runs.map(({ number }) => number)).toEqual([1, 2]);
  const results = { converged: true, energy: 17, seed: 3, inputCount: 20 };
  expect(runs.map(({ recorded }) => recorded)).toMatchObject([
    { ...results, threshold: 2.5, foundThreshold: null, inefficiency: null, evaluatedCount: null },
    { ...results, threshold: "auto", foundThreshold: 2.5, inefficiency: 1.5, evaluatedCount: 40 },
  ]);
});

it("reads a data set whose name looks like a number as a name", async () => {
  const { runs } = await readRecording(newFile("learner,dataset,seed,converged\nmlp,2024,1,true\n", ".csv"));
  expect(runs[0]!.job.parameters).toMatchObject({ dataset: join(folder, "2024") });
});

it.each<[what: string, kind: string, text: string, message: RegExp]>([
  ["another kind of file", ".txt", "", /must be a \.json, \.csv or \.parquet file, got "\.txt"/],
  ["no JSON", ".json", "{", /is no JSON/],
  ["JSON in UTF-16", ".json", "\0{", /must be text in UTF-8, got a zero byte at position 1/],
  ["a number", ".json", "5", /must hold one document, a JSON object, got 5/],
  ["null", ".json", "null", /a JSON object, got null/],
  ["a list", ".json", "[{}]", /a JSON object, got \[\{\}\]/],
  ["text", ".json", '"a\\u001b"', /a JSON object, got "a\\u001b"/],
  ["lists without end", ".json", `{"a":${"[".repeat(1e5)}${"]".repeat(1e5)}}`, /more than 32 deep/],
  [
    "a version of another kind",
    ".json",
    '{"learner":"mlp","version":[]}',
    /version must be text, such as "[\d.]+", got \[\]/,
  ],
  [
    "a schemaVersion of another kind",
    ".json",
    '{"schemaVersion":{}}',
    /schemaVersion must be an integer from 1 to 2, got \{\}/,
  ],
  ["a document without parameters", ".json", '{"learner":"mlp","runs":[]}', /parameters must be a record, got none/],
  ["parameters of another kind", ".json", '{"learner":"mlp","parameters":[]}', /parameters must be a record, got \[\]/],
  ["a document without runs", ".json", '{"learner":"mlp","parameters":{}}', /runs must be a list of records, got none/],
  [
    "runs of another kind",
    ".json",
    '{"learner":"mlp","parameters":{},"runs":{}}',
    /runs must be a list of records, got \{\}/,
  ],
  ["no runs", ".json", '{"learner":"mlp","parameters":{},"runs":[]}', /nothing to compare: .* got \[\]/],
  ["an empty run", ".json", '{"learner":"mlp","parameters":{},"runs":[{}]}', /nothing to compare: .* got \[\{\}\]/],
  [
    "runs that are none",
    ".json",
    '{"learner":"mlp","parameters":{},"runs":[{},null]}',
    /runs\[1\] must be a record, got null/,
  ],
  ["a learner of another kind", ".json", '{"learner":["mlp"]}', /learner must be one of .* got \["mlp"\]/],
  ["an empty table", ".csv", "", /nothing to compare: it has no header and no row/],
  ["a header alone", ".csv", "learner,converged\n", /nothing to compare: it has a header and no row/],
  ["a row with a cell less", ".csv", "learner,seed,converged\nmlp,1\n", /run 1: must have 3 cells, .* got 2/],
  ["a row with a cell more", ".csv", "learner,converged\nmlp,true,1\n", /run 1: must have 2 cells, .* got 3/],
  ["a column twice", ".csv", "learner,learner\nmlp,mlp\n", /has the column "learner" twice/],
  [
    "a blank where a number was",
    ".csv",
    "learner,converged,inputCount\nperceptron,true, \n",
    /inputCount must be an integer .* got " "/,
  ],
  [
    "an account",
    ".json",
    '{"learner":"account"}',
    /is an account, which does not hold the weights .* Run syncache account/,
  ],
  ["a document of no learner", ".json", "{}", /learner must be one of perceptron, mlp, spiking, got none/],
  ["a document of a newer program", ".json", '{"learner":"mlp","schemaVersion":99}', /schemaVersion must be at most 2/],
  ["a table without a learner", ".csv", "a\n1\n", /learner must be one of/],
  ["a table of curves", ".csv", "learner,epoch\nperceptron,1\n", /holds no runs/],
  ["no Parquet", ".parquet", "PAR1", /is no Parquet file/],
  ["other bytes", ".parquet", "PAR1 and some more", /must begin and end with PAR1, got "PAR1" and "more"/],
])("refuses %s", async (_, kind, text, message) => {
  await expect(readRecording(newFile(text, kind))).rejects.toThrow(message);
});
