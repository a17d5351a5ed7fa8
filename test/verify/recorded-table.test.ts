import { expect, it } from "vitest";
import { type JobOf, keyOf, pricedRunOf, runJob } from "../../src/jobs/index.js";
import type { Row } from "../../src/schema/row.js";
import { learnerOf, parameterKeys } from "../../src/study/learners.js";
import { flatten } from "../../src/tables/columns.js";
import type { DataSource } from "../../src/tasks/own-data.js";
import { RecordedTable, type TableContent } from "../../src/verify/recorded-table.js";

const learner = learnerOf("perceptron");
const known = new Map<string, object>();
/** The run of some parameters, computed once. */
function run(parameters: object): object {
  const job = { kind: "perceptron", parameters: { ...parameters, runs: 1 } } as JobOf<"perceptron">;
  const result = known.get(keyOf(job)) ?? pricedRunOf(job, runJob(job, {} as DataSource));
  known.set(keyOf(job), result);
  return result;
}

/** A row as a study has it. */
function rowOf(given: object): Row {
  const all = learner.schema.parse({ inputCount: 30, patternCount: 20, decayTime: 50, maxEpochs: 5, ...given }) as Row;
  const own = Object.fromEntries(
    [...parameterKeys(learner), "seed"].filter((key) => key in all).map((key) => [key, all[key]!]),
  );
  return { learner: "perceptron", ...own, ...flatten(run(own)), durationSeconds: 0.1 };
}
const rows = [rowOf({ threshold: 1, seed: 1 }), rowOf({ threshold: "auto", seed: 2 })];
const columns = Object.keys(rows[1]!).concat("finishedAt");

const differing = (content: Partial<TableContent>, count = 2): string[] => {
  const recording = new RecordedTable("results.csv", { columns, rows, ...content });
  const ofRuns = recording.runs.slice(0, count).flatMap((one) => recording.compare(one, run(one.job.parameters)));
  return [...ofRuns, ...recording.compareRest()].map(({ key }) => key);
};

it("finds a table the same, whose columns are not all filled in every row", () => expect(differing({})).toEqual([]));

// What is sought is told by either of these columns; the learner and the times are other tests.
const others = ["learner", "durationSeconds", "finishedAt"];
it.each(columns.filter((key) => !others.includes(key)))("notices that column %s is not there", (key) => {
  const without = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== key)));
  expect(differing({ columns: columns.filter((name) => name !== key), rows: without })).toContain(key);
});

it("notices a column too many, where all rows were compared, and a filled cell of one in any case", () => {
  const more = [...columns, "colour"];
  expect(differing({ columns: more })).toEqual(["colour"]);
  expect(differing({ columns: more }, 1)).toEqual([]);
  expect(differing({ columns: more, rows: rows.map((row) => ({ ...row, colour: 1 })) }, 1)).toEqual(["colour"]);
});

it("compares parameters as well as results, and no times", () => {
  expect(differing({ rows: [rows[0]!, { ...rows[1]!, energy: 1, finishedAt: "never" }] })).toEqual(["energy"]);
});

it("notices rows that are missing, where the file says how many there were", () => {
  expect(differing({ provenance: '{"rowCount":2}' })).toEqual([]);
  expect(differing({ provenance: '{"rowCount":3}' })).toEqual(["rowCount"]);
  expect(differing({ provenance: "null" })).toEqual(["rowCount"]);
  expect(() => differing({ provenance: "{" })).toThrow(/is no JSON/);
});

it("finds own data from the folder of the table, and holds a run to what they were", () => {
  const cells = { patternsFile: "p.csv", targetsFile: "/t.csv", patternsSha256: "12", targetsSha256: "34" };
  const content = { columns: [...columns, ...Object.keys(cells)], rows: [{ ...rows[0]!, ...cells }] };
  const [own] = new RecordedTable("/a/results.csv", content).runs;
  const files = { patterns: "/a/p.csv", targets: "/t.csv" };
  expect(own!.job).toMatchObject({ files, dataSha256: { patterns: "12", targets: "34" } });
  expect(differing(content)).toEqual([]);
});

it("refuses a table without rows, of curves, and of parameters that are none", () => {
  expect(() => differing({ rows: [] })).toThrow(/nothing to compare: it has a header and no row/);
  expect(() => differing({ columns: ["learner", "epoch"] })).toThrow(/no column converged or epochCount/);
  expect(() => differing({ rows: [{ ...rows[0]!, inputCount: -1 }] })).toThrow(/run 1: inputCount must be an integer/);
  expect(() => differing({ rows: [{ ...rows[0]!, patternsFile: "p.csv" }] })).toThrow(/targetsFile must be the path/);
});

it("notices one hash of two that is not there, and hashes of data that no run learns", () => {
  const files = { patternsFile: "p.csv", targetsFile: "/t.csv" };
  const one = { ...files, patternsSha256: "12" };
  const content = { columns: [...columns, ...Object.keys(one)], rows: [{ ...rows[0]!, ...one }] };
  expect(differing(content)).toEqual(["targetsSha256"]);
  const none = { patternsSha256: "12", targetsSha256: "34" };
  const without = { columns: [...columns, ...Object.keys(none)], rows: [{ ...rows[0]!, ...none }] };
  expect(differing(without)).toEqual(expect.arrayContaining(["patternsSha256", "targetsSha256"]));
});
