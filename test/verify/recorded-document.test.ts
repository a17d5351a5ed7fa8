import { expect, it } from "vitest";
import { type JobOf, pricedRunOf, runJob } from "../../src/jobs/index.js";
import { learners } from "../../src/learners/learners.js";
import { createResult, type Run, toJson } from "../../src/schema/result.js";
import type { DataSource } from "../../src/tasks/own-data.js";
import { RecordedDocument } from "../../src/verify/recorded-document.js";

const parameters = learners.perceptron.schema.parse({
  ...{ inputCount: 30, patternCount: 20, threshold: "auto", decayTime: 50, curve: true, seed: 4, runs: 3 },
});
const known = new Map<unknown, object>();
/** The run of a seed, computed once. */
function runOf(seed: unknown): object {
  const job = { kind: "perceptron", parameters: { ...parameters, seed, runs: 1 } } as JobOf<"perceptron">;
  const run = known.get(seed) ?? pricedRunOf(job, runJob(job, {} as DataSource));
  known.set(seed, run);
  return run;
}
const text = toJson(createResult("perceptron", parameters, [4, 5, 6].map(runOf) as Run[]));

// biome-ignore lint/suspicious/noExplicitAny: documents are changed here in ways that no type allows.
type Json = Record<string, any>;
const document = (): Json => JSON.parse(text);

/** The keys in which a document differs from what is found, all its runs computed again. */
function differing(recorded: Json): string[] {
  const recording = new RecordedDocument("perceptron.json", recorded);
  const ofRuns = recording.runs.flatMap((run) => recording.compare(run, runOf(run.job.parameters.seed)));
  return [...ofRuns, ...recording.compareRest()].map(({ key }) => key);
}

it("finds the document that the program writes the same", () => expect(differing(document())).toEqual([]));

/** The document as the first version wrote it: what was found had the name of what was asked for. */
function former(): Json {
  const renamed = ({ foundThreshold, ...rest }: Json): Json => ({ ...rest, threshold: foundThreshold });
  const { runs, summary, ...head } = document();
  const { mean, standardDeviation } = summary;
  const means = { ...summary, mean: renamed(mean), standardDeviation: renamed(standardDeviation) };
  return { ...head, schemaVersion: 1, runs: runs.map(renamed), summary: means };
}

it("finds a document of the first version the same, says that it is one, and notices a changed threshold in it", () => {
  expect(document().runs[0].foundThreshold).toBe("Infinity");
  expect(differing(former())).toEqual([]);
  expect(new RecordedDocument("former.json", former()).formerSchemaVersion).toBe(1);
  expect(new RecordedDocument("perceptron.json", document()).formerSchemaVersion).toBeUndefined();
  const other = former();
  other.runs[1].threshold = 7;
  expect(differing(other)).toEqual(["foundThreshold"]);
});

/** Every path to a key of the document, those of the first run and none of curves among them. */
function pathsOf(value: unknown, above: string[] = []): string[][] {
  if (typeof value !== "object" || value === null || above.at(-1) === "curve") return [];
  const entries = Object.entries(Array.isArray(value) ? { 0: value[0] } : value);
  return entries.flatMap(([key, inner]) => [[...above, key], ...pathsOf(inner, [...above, key])]);
}
/** Without these there is nothing to compare, or nothing to compute; how often and by what is told by other tests. */
const needed = ["learner", "parameters", "runs", "runs.0"];
const paths = pathsOf(document()).filter((path) => !needed.includes(path.join(".")));
const parentOf = (recorded: Json, path: string[]): Json =>
  path.slice(0, -1).reduce((inner, key) => inner[key], recorded);

it.each(paths.map((path) => [path.join("."), path] as const))("notices that %s is not there", (_, path) => {
  const recorded = document();
  delete parentOf(recorded, path)[path.at(-1)!];
  expect(differing(recorded)).not.toEqual([]);
});

it.each(
  paths
    .filter((path) => typeof parentOf(document(), path)[path.at(-1)!] === "number")
    // Another schemaVersion is refused, and other parameters ask for other runs.
    .filter(([room, key]) => room !== "schemaVersion" && (room !== "parameters" || key === "seed" || key === "runs"))
    .map((path) => [path.join("."), path] as const),
)("notices another %s", (_, path) => {
  const recorded = document();
  parentOf(recorded, path)[path.at(-1)!] += 1;
  expect(differing(recorded)).not.toEqual([]);
});

it.each([
  ["", (d: Json) => d],
  ["parameters", (d: Json) => d.parameters],
  ["a run", (d: Json) => d.runs[1]],
  ["summary", (d: Json) => d.summary.mean],
])("notices a key too many in %s", (_, of) => {
  const recorded = document();
  of(recorded).colour = null;
  expect(differing(recorded).map((key) => key.split(".").at(-1))).toEqual(["colour"]);
});

it("notices runs that are missing, in another order, or there twice", () => {
  for (const order of [[0, 1], [2], [0, 2, 1], [0, 1, 2, 2], [0, 1, 1]]) {
    const recorded = document();
    recorded.runs = order.map((place) => recorded.runs[place]);
    expect(differing(recorded)).toContain("runs.seed");
  }
});

it("holds a document to the hashes of the data that its runs learn, no more and no fewer", () => {
  const own = { ...document(), parameters: { ...document().parameters, patternsFile: "p.csv", targetsFile: "t.csv" } };
  const both = { patterns: "12", targets: "34" };
  expect(differing({ ...own, dataSha256: both })).toEqual([]);
  expect(differing({ ...own, dataSha256: { patterns: "12" } })).toEqual(["dataSha256.targets"]);
  expect(differing({ ...own, dataSha256: { ...both, labels: "56" } })).toEqual(["dataSha256.labels"]);
  expect(differing({ ...document(), dataSha256: both })).toEqual(["dataSha256"]);
});
