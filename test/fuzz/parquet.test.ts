import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { readParquetRows } from "../../src/tables/parquet-rows.js";
import { ParquetTable } from "../../src/tables/parquet-table.js";
import { root, temporaryFolder } from "../cli/run-cli.js";
import { fuzz } from "./fuzzing.js";

const folder = temporaryFolder();
const table = new ParquetTable(
  join(folder, "whole.parquet"),
  [
    { key: "learner", type: "string" },
    { key: "inputCount", type: "integer" },
    { key: "energy", type: "number" },
    { key: "converged", type: "boolean" },
    { key: "inefficiency", type: "number" },
  ],
  { "synaptic-caching": "{}" },
);
for (let k = 0; k < 60; k++) {
  const inefficiency = k % 7 === 0 ? null : 1 + k / 64;
  table.add({
    learner: k % 2 === 0 ? "mlp" : "perceptron",
    inputCount: k,
    energy: k / 3,
    converged: true,
    inefficiency,
  });
}
table.finish();
table.commit();
const whole = readFileSync(join(folder, "whole.parquet"));
// The process that reads is that of the built program.
const reader = new URL(`file://${join(root, "dist", "tables", "parquet-reader.js")}`);
const PATIENCE = 2;
/** For what starts and ends a process on a busy machine. */
const LEEWAY = 15;

const damage = fc.record({
  bytes: fc.array(fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) }), { minLength: 1, maxLength: 8 }),
  length: fc.oneof({ weight: 4, arbitrary: fc.constant(whole.length) }, fc.nat(whole.length)),
});

fuzz("a damaged Parquet file is read or refused, in bounded time", damage, async ({ bytes, length }) => {
  const copy = Buffer.from(whole);
  for (const { at, value } of bytes) copy[at] = value;
  const file = join(folder, "damaged.parquet");
  writeFileSync(file, copy.subarray(0, length));
  const begin = performance.now();
  const outcome = await readParquetRows(file, { reader, patience: PATIENCE }).catch((error: Error) => error);
  expect((performance.now() - begin) / 1000).toBeLessThan(PATIENCE + LEEWAY);
  if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UsageError);
  else for (const row of outcome.rows) expect(Object.values(row)).not.toContain(undefined);
});
