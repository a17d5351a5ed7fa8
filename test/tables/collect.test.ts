import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Table, tableFromIPC } from "apache-arrow";
import { csvParse } from "d3-dsv";
import { readParquet, readSchema } from "parquet-wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { tinyDigits, writeFolder } from "../cli/idx-files.js";
import { documentOf, syncache, temporaryFolder } from "../cli/run-cli.js";
import { collect, sweep, writeStudy } from "../study/studies.js";

const folder = temporaryFolder();

/** A table as a reader in Rust sees it, which has nothing in common with the writer. */
const read = (file: string): Table => tableFromIPC(readParquet(readFileSync(file)).intoIPCStream());

const column = (table: Table, key: string): unknown[] =>
  [...table.getChild(key)!].map((cell) => (typeof cell === "bigint" ? Number(cell) : cell));

const text = `name: "ein Name, with 'quotes'"
learner: perceptron
parameters: { inputCount: 30, patternCount: 20, curve: true }
grid: { threshold: [5, auto, .inf], decayTime: [50, .inf], policy: [none, local-local] }
seeds: [1, 4]
`;

describe("the tables of a study", () => {
  const out = join(folder, "out");
  beforeAll(async () => {
    await sweep(writeStudy(join(folder, "study.yaml"), text), "--out", out);
    await collect(out);
  });

  it("have the columns of the JSON documents and those about time", async () => {
    const { columns } = csvParse(readFileSync(join(out, "results.csv"), "utf8"));
    const document = await documentOf(
      "perceptron",
      "--input-count",
      "9",
      "--pattern-count",
      "9",
      "--threshold",
      "auto",
      // With decay a search also counts what it gives up.
      "--decay-time",
      "50",
    );
    const { curve: _, thresholdSearch, ...run } = document.runs[0];
    const { runs: __, ...parameters } = document.parameters;
    const keys = ["learner", ...Object.keys(parameters), ...Object.keys(run), ...Object.keys(thresholdSearch)];
    expect(columns.filter((key) => !/duration|started|finished/i.test(key)).sort()).toEqual([...new Set(keys)].sort());
    expect(columns.filter((key) => /worker|shard|attempt|host|process|pid/i.test(key))).toEqual([]);
  });

  it.each([
    ["results", 24],
    ["summary", 12],
  ])("are the same in CSV and in Parquet, row for row: %s", (name, rowCount) => {
    const rows = csvParse(readFileSync(join(out, `${name}.csv`), "utf8"));
    const table = read(join(out, `${name}.parquet`));
    expect(table.numRows).toBe(rowCount);
    expect(table.schema.fields.map(({ name }) => name)).toEqual(rows.columns);
    for (const key of rows.columns) {
      const shown = column(table, key).map((cell) => {
        if (/edAt$/.test(key)) return new Date(cell as number).toISOString();
        return cell === null ? "" : String(cell);
      });
      expect(shown, key).toEqual(rows.map((row) => row[key]));
    }
  });

  it("give every column the type of its quantity, whatever values it has", () => {
    const { fields } = read(join(out, "results.parquet")).schema;
    const types = Object.fromEntries(fields.map(({ name, type }) => [name, String(type)]));
    expect(types).toMatchObject({
      policy: "Utf8",
      // One of its values is a word.
      threshold: "Utf8",
      decayTime: "Float64",
      converged: "Bool",
      seed: "Int64",
      updateCount: "Int64",
      energy: "Float64",
      startedAt: expect.stringContaining("Timestamp"),
    });
  });

  it("are in the order of the parameters, then of the seeds", () => {
    const table = read(join(out, "results.parquet"));
    const [policies, decayTimes, seeds] = ["policy", "decayTime", "seed"].map((key) => column(table, key));
    expect(policies).toEqual([...Array(12).fill("local-local"), ...Array(12).fill("none")]);
    expect(decayTimes!.slice(0, 4)).toEqual([50, 50, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(seeds!.slice(0, 4)).toEqual([1, 4, 1, 4]);
  });

  it("hold what the learner's command says of the same run", async () => {
    const table = read(join(out, "results.parquet"));
    const rows = table.toArray().map((row) => row.toJSON());
    const row = rows.find((one) => one.policy === "local-local" && one.decayTime === 50 && one.threshold === "5");
    const flags = "--input-count 30 --pattern-count 20 --policy local-local --decay-time 50 --threshold 5 --seed 1";
    const { runs } = await documentOf("perceptron", ...flags.split(" "));
    const { inefficiency, energy, maintenanceEnergy } = runs[0];
    expect(row).toMatchObject({ inefficiency, energy, maintenanceEnergy, seed: 1n });
  });

  it("have the means of their runs in the summary, and the ratio to no cache on the same seeds", () => {
    const [runs, cells] = ["results", "summary"].map((name) => read(join(out, `${name}.parquet`)).toArray());
    const isOf = (cell: Record<string, unknown>, policy: unknown) => (run: Record<string, unknown>) =>
      run.policy === policy && ["threshold", "decayTime"].every((key) => run[key] === cell[key]) && run.converged;
    const total = (some: Record<string, number>[]) => some.reduce((sum, { energy }) => sum + energy!, 0);
    let compared = 0;
    for (const cell of cells!) {
      const own = runs!.filter(isOf(cell, cell.policy));
      expect({ runCount: cell.runCount, convergedCount: cell.convergedCount }).toEqual({
        runCount: 2n,
        convergedCount: BigInt(own.length),
      });
      if (own.length > 0) expect(cell.energyMean).toBe(total(own) / own.length);
      if (own.length < 2) continue;
      // Two sums of two numbers each, in the same order; both are halved.
      expect(cell.energyRatio).toBe(total(own) / total(runs!.filter(isOf(cell, "none"))));
      compared += 1;
    }
    expect(compared).toBeGreaterThan(6);
  });

  it("are told with the cells of the summary, and what these are compared with", async () => {
    const { status, stdout } = await syncache("sweep", "--collect", out, "--baseline", "decayTime=50", "--json");
    const { cellCount, summary, baseline } = JSON.parse(stdout);
    expect({ status, cellCount, baseline }).toEqual({ status: 0, cellCount: 12, baseline: "decayTime=50" });
    const rows = csvParse(readFileSync(join(out, "summary.csv"), "utf8"));
    expect(summary.map((row: Record<string, unknown>) => String(row.energyRatio ?? ""))).toEqual(
      rows.map(({ energyRatio }) => energyRatio),
    );
    const text = (await syncache("sweep", "--collect", out)).stdout;
    expect(text).toContain("Ratio: mean energy over that of policy=none on the same seeds");
    expect(text.split("\n").filter((line) => /^ +(local-local|none) /.test(line))).toHaveLength(12);
  });

  it("carry their provenance in the metadata of the Parquet file", () => {
    const schema = tableFromIPC(readSchema(readFileSync(join(out, "results.parquet"))).intoIPCStream()).schema;
    const provenance = JSON.parse(schema.metadata.get("synaptic-caching")!);
    expect(provenance).toMatchObject({ schemaVersion: 2, jobCount: 24, rowCount: 24 });
    expect(provenance.study).toEqual(JSON.parse(readFileSync(join(out, "study.json"), "utf8")));
  });

  it("have the curves in a table of their own, with the parameters beside them", () => {
    const curves = read(join(out, "curves.parquet"));
    const table = read(join(out, "results.parquet"));
    const epochs = column(table, "epochCount").reduce<number>((sum, count) => sum + (count as number), 0);
    expect(curves.numRows).toBe(epochs);
    const converged = column(table, "converged").filter((cell) => cell).length;
    expect(column(curves, "errorCount").filter((count) => count === 0)).toHaveLength(converged);
    expect(new Set(column(curves, "seed"))).toEqual(new Set([1, 4]));
  });
});

it("collects the curves of digits, and none where there are none", async () => {
  writeFolder(join(folder, "digits"), tinyDigits());
  const out = join(folder, "mlp");
  const yaml =
    "{ name: d, learner: mlp, parameters: { dataset: digits, hiddenCount: 3, maxPatterns: 40, evaluateEvery: 10 } }";
  await sweep(writeStudy(join(folder, "digits.yaml"), yaml), "--out", out);
  expect(await collect(out)).toMatchObject({ rowCount: 1, curveRowCount: 4 });
  expect(column(read(join(out, "curves.parquet")), "patternCount")).toEqual([10, 20, 30, 40]);
});
