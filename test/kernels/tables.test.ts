import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { KernelMemory } from "../../src/kernels/instantiate.js";
import { UNCERTAINTY } from "../../src/kernels/perceptron-real.js";
import { type Fields, KernelTable, layOut, type TableLayout } from "../../src/kernels/table.js";
import { counterNames } from "../../src/kernels/tables/counters.js";
import { integerKeeperTable } from "../../src/kernels/tables/integer-keeper.js";
import { integerProblemTable } from "../../src/kernels/tables/integer-problem.js";
import { integerStateTable } from "../../src/kernels/tables/integer-state.js";
import { mlpTable } from "../../src/kernels/tables/mlp.js";
import { realProblemTable } from "../../src/kernels/tables/real-problem.js";
import { realStateTable } from "../../src/kernels/tables/real-state.js";
import { spikingTable } from "../../src/kernels/tables/spiking.js";
import { tuningTable } from "../../src/kernels/tables/tuning.js";

/** Tables by the file of `assembly/tables` that has their offsets again. */
const tables: Record<string, TableLayout<Fields>> = {
  "integer-keeper": integerKeeperTable,
  "integer-problem": integerProblemTable,
  "integer-state": integerStateTable,
  mlp: mlpTable,
  "real-problem": realProblemTable,
  "real-state": realStateTable,
  spiking: spikingTable,
  tuning: tuningTable,
};

const assembly = new URL("../../src/kernels/assembly/", import.meta.url);
const sources = readdirSync(assembly, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(new URL(name, assembly), "utf8") }));
const sourceOf = (name: string): string => sources.find((source) => source.name === name)!.text;

const constantOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** Offsets and kinds by the constants of a file, in its order. */
const inAssembly = (text: string) =>
  [...text.matchAll(/^export const (\w+): usize = (\d+); \/\/ (\w+)(?=,|$)/gm)].map(([, name, offset, kind]) => ({
    name,
    offset: Number(offset),
    kind,
  }));

it("every table of the kernels is known here", () => {
  const files = sources.filter(({ name }) => name.startsWith("tables/")).map(({ name }) => name.slice(7, -3));
  expect(files.sort()).toEqual(Object.keys(tables).sort());
});

describe.each(Object.entries(tables))("the table %s", (name, { fields, offsets }) => {
  const text = sourceOf(`tables/${name}.ts`);

  it("has the same fields, kinds and offsets in the kernel and its loader", () => {
    const here = Object.entries(fields).map(([field, kind]) => ({
      name: constantOf(field),
      offset: offsets[field],
      kind,
    }));
    expect(here).toEqual(inAssembly(text));
    // No line that the pattern does not read.
    expect(text.match(/\bconst\b/g)).toHaveLength(here.length);
  });

  it("has room for every field, which begins at a multiple of its size", () => {
    const size = (field: string): number => (fields[field] === "f64" ? 8 : 4);
    const ends = Object.keys(fields).map((field) => offsets[field]! + size(field));
    for (const [k, field] of Object.keys(fields).entries()) {
      expect(offsets[field]! % size(field), field).toBe(0);
      expect(offsets[field], field).toBeGreaterThanOrEqual(k === 0 ? 0 : ends[k - 1]!);
    }
    expect(tables[name]!.byteLength).toBe(ends.at(-1));
  });
});

/** The tables whose constants a source imports, with their names there. */
function imported(text: string): { fields: Fields; prefix: string; names: Set<string> }[] {
  const lists = [...text.matchAll(/import \{([^}]+)\} from "(?:\.\.?\/)+tables\/([\w-]+)";/g)].map(
    ([, list, file]) => ({
      fields: tables[file!]!.fields,
      prefix: "",
      names: new Set(list!.split(",").map((name) => name.trim())),
    }),
  );
  const spaces = [...text.matchAll(/import \* as (\w+) from "(?:\.\.?\/)+tables\/([\w-]+)";/g)].map(
    ([, prefix, file]) => ({
      fields: tables[file!]!.fields,
      prefix: `${prefix}.`,
      names: new Set(Object.keys(tables[file!]!.fields).map(constantOf)),
    }),
  );
  return [...lists, ...spaces];
}

it("kernels read and write every field as what it is", () => {
  let accesses = 0;
  for (const { name, text } of sources) {
    for (const { fields, prefix, names } of imported(text)) {
      for (const [field, kind] of Object.entries(fields)) {
        const constant = constantOf(field);
        if (!names.has(constant)) continue;
        const access = `(\\bat|\\bnumberAt|\\bcount|\\bload<\\w+>|\\bstore<\\w+>)\\(\\w+(?:,| \\+) ${prefix.replace(".", "\\.")}${constant}\\b`;
        for (const [, how] of text.matchAll(new RegExp(access, "g"))) {
          const isDouble = how === "numberAt" || how === "count" || how!.endsWith("<f64>");
          expect(isDouble, `${name}: ${how} of ${constant}`).toBe(kind === "f64");
          accesses += 1;
        }
      }
    }
  }
  // All tables together have over a hundred fields, and every one is read.
  expect(accesses).toBeGreaterThan(100);
});

it("a kernel and its loader have the same uncertainty", () => {
  const found = sources.flatMap(({ text }) => [...text.matchAll(/const UNCERTAINTY: f64 = (\S+);/g)]);
  expect(found.map(([, value]) => Number(value))).toEqual([UNCERTAINTY]);
});

describe("KernelTable", () => {
  const layout = layOut({ one: "i32", half: "f64", where: "address", last: "i32" });

  it("lays fields out one behind the other, each at a multiple of its size", () => {
    expect(layout.offsets).toEqual({ one: 0, half: 8, where: 16, last: 20 });
    expect(layout.byteLength).toBe(24);
  });

  it("reads what it has written, and is zero before", () => {
    const memory = new KernelMemory();
    const [table, other] = [new KernelTable(memory, layout), new KernelTable(memory, layout)];
    expect(table.read("one", "half", "where", "last")).toEqual({ one: 0, half: 0, where: 0, last: 0 });
    table.fill({ one: -3, half: 0.5, where: 65_536, last: 7 });
    table.write({ half: 1 / 3 });
    expect(table.read("one", "half", "where", "last")).toEqual({ one: -3, half: 1 / 3, where: 65_536, last: 7 });
    expect(other.read("one", "half")).toEqual({ one: 0, half: 0 });
    // Little-endian, as WebAssembly reads it.
    const bytes = new DataView(memory.memory.buffer, table.address);
    expect([bytes.getInt32(0, true), bytes.getFloat64(8, true)]).toEqual([-3, 1 / 3]);
  });

  it("goes on after the memory has grown", () => {
    const memory = new KernelMemory();
    const table = new KernelTable(memory, layout);
    table.write({ half: 2.5 });
    memory.reserve(10 * 65_536);
    expect(table.read("half")).toEqual({ half: 2.5 });
  });
});

it("a store counts the same wherever a kernel counts", () => {
  for (const { fields } of [integerKeeperTable, realStateTable]) {
    expect(Object.keys(fields).filter((field) => (counterNames as string[]).includes(field))).toEqual(counterNames);
  }
});
