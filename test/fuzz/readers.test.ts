import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, expect } from "vitest";
import { readDigits } from "../../src/node/data/read-digits.js";
import { readPatternSet } from "../../src/node/data/read-patterns.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { parseCsvMatrix } from "../../src/tasks/csv-matrix.js";
import { parseNpy } from "../../src/tasks/npy.js";
import { fuzz } from "./fuzzing.js";

const folder = mkdtempSync(join(tmpdir(), "readers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LONGEST_MESSAGE = 600;
const LONGEST_SECONDS = 5;
/** Files are at most some kilobytes, and what is read of them is no more than eight times as large. */
const MOST_MEMORY = 2 ** 28;

/** What is read; undefined for a refusal, which must be one that a person can read. Nothing else may happen. */
function attempt<T>(read: () => T): T | undefined {
  const start = performance.now();
  const before = process.memoryUsage().rss;
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.message.length).toBeLessThanOrEqual(LONGEST_MESSAGE);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(error.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    return undefined;
  } finally {
    expect((performance.now() - start) / 1000).toBeLessThan(LONGEST_SECONDS);
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_MEMORY);
  }
}

/** What is done to a file: bytes are changed, cut, put in or doubled. */
const changesOfBytes = (() => {
  const change = fc.record({
    kind: fc.constantFrom("set", "cut", "insert", "double", "none"),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  });
  return fc.array(change, { maxLength: 4 });
})();
type Changes = typeof changesOfBytes extends fc.Arbitrary<infer T> ? T : never;

const damaged = (file: Uint8Array, changes: Changes): Uint8Array =>
  changes.reduce<Uint8Array>((now, { kind, at, bytes }) => {
    const place = Math.floor(at * now.length);
    const [head, tail] = [now.subarray(0, place), now.subarray(place)];
    if (kind === "set") return Uint8Array.from([...head, ...bytes, ...tail.subarray(bytes.length)]);
    if (kind === "cut") return head.slice();
    if (kind === "insert") return Uint8Array.from([...head, ...bytes, ...tail]);
    return kind === "double" ? Uint8Array.from([...head, ...tail, ...tail]) : now;
  }, file);

interface MadeArray {
  file: Uint8Array;
  shape: number[];
  /** Row-major, as NumPy defines them; null for what no number of JavaScript is equal to. */
  values: (number | bigint | null)[];
}

/** How a type keeps an integer, by the setters of a DataView, which the reader does not use; and what is then kept. */
interface Kind {
  size: number;
  set(view: DataView, at: number, x: bigint, little: boolean): void;
  kept(x: bigint): number | bigint;
}

const kinds: Record<string, Kind> = {
  b1: { size: 1, set: (v, at, x) => v.setUint8(at, Number(x & 1n)), kept: (x) => x & 1n },
  f4: { size: 4, set: (v, at, x, l) => v.setFloat32(at, Number(x) / 7, l), kept: (x) => Math.fround(Number(x) / 7) },
  f8: { size: 8, set: (v, at, x, l) => v.setFloat64(at, Number(x) / 7, l), kept: (x) => Number(x) / 7 },
};
for (const size of [1, 2, 4, 8]) {
  const set: Kind["set"] = (view, at, x, little) => {
    for (let k = 0; k < size; k++) {
      view.setUint8(at + (little ? k : size - 1 - k), Number(BigInt.asUintN(8, x >> BigInt(8 * k))));
    }
  };
  kinds[`i${size}`] = { size, set, kept: (x) => BigInt.asIntN(8 * size, x) };
  kinds[`u${size}`] = { size, set, kept: (x) => BigInt.asUintN(8 * size, x) };
}

const integer = fc.oneof(
  fc.bigInt(-200n, 200n),
  fc.bigInt(-(2n ** 54n), 2n ** 54n),
  fc.bigInt(-(2n ** 63n), 2n ** 64n - 1n),
);

const madeArray: fc.Arbitrary<MadeArray> = fc
  .record({
    kind: fc.constantFrom(...Object.keys(kinds)),
    little: fc.boolean(),
    fortran: fc.boolean(),
    shape: fc.oneof(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }), fc.constant<number[]>([3, 2])),
    version: fc.constantFrom(1, 2, 3),
    pool: fc.array(integer, { minLength: 1, maxLength: 20 }),
  })
  .map(({ kind, little, fortran, shape, version, pool }) => {
    const { size, set, kept } = kinds[kind]!;
    const count = shape.reduce((product, one) => product * one, 1);
    const data = new Uint8Array(count * size);
    const values = new Array<number | bigint | null>(count);
    for (let i = 0; i < count; i++) {
      // Indices of the i-th value in C order; the first of them varies fastest in Fortran order.
      const indices = shape.map((one, k) => Math.floor(i / shape.slice(k + 1).reduce((p, q) => p * q, 1)) % one);
      const place = fortran ? indices.reduceRight((sum, index, k) => sum * shape[k]! + index, 0) : i;
      const x = pool[i % pool.length]!;
      set(new DataView(data.buffer), place * size, x, little);
      values[i] = kept(x);
    }
    const tuple = `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
    const order = fortran ? "True" : "False";
    const text = `{'descr': '${little ? "<" : ">"}${kind}', 'fortran_order': ${order}, 'shape': ${tuple}, }\n`;
    const length = version === 1 ? [text.length, 0] : [text.length, 0, 0, 0];
    const file = [0x93, ...Buffer.from("NUMPY"), version, 0, ...length, ...Buffer.from(text), ...data];
    return { file: Uint8Array.from(file), shape, values };
  });

const exact = (value: number | bigint | null): boolean =>
  typeof value !== "bigint" || (value >= -(2n ** 53n) && value <= 2n ** 53n);

fuzz(
  "a .npy file is read as NumPy defines it, and a damaged one is read or refused",
  fc.tuple(madeArray, changesOfBytes),
  ([{ file, shape, values }, changes]) => {
    const read = attempt(() => parseNpy(file, "a.npy"));
    if (values.every(exact)) expect(read).toMatchObject({ shape });
    else expect(read).toBeUndefined();
    // Adding 0 makes one number of 0 and −0: integers have only one.
    if (read !== undefined) expect(Array.from(read.data, (x) => x + 0)).toEqual(values.map((x) => Number(x) + 0));
    const other = attempt(() => parseNpy(damaged(file, changes), "a.npy"));
    if (other !== undefined) expect(other.data.length).toBe(other.shape.reduce((product, one) => product * one, 1));
  },
);

const cell = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom(
    "",
    " 1",
    "2 ",
    '"1"',
    '"-2.5"',
    "0,5",
    "NA",
    "NaN",
    "TRUE",
    "x",
    "−1",
    "1e999",
    "0x10",
    "1 2",
    '"',
    "#",
  ),
);
const textFile = fc
  .record({
    rows: fc.array(
      fc.array(
        fc.oneof(
          { weight: 20, arbitrary: fc.integer({ min: -3, max: 3 }).map(String) },
          { weight: 1, arbitrary: cell },
        ),
        { minLength: 1, maxLength: 5 },
      ),
      { maxLength: 6 },
    ),
    width: fc.integer({ min: 1, max: 5 }),
    separator: fc.constantFrom(",", ";", "\t", " ", "  ", "|", ", "),
    end: fc.constantFrom("\n", "\r\n", "\r"),
    mark: fc.constantFrom("", "", "", "\uFEFF"),
    tail: fc.constantFrom("", "\n", "\n\n", "# end"),
  })
  .map(({ rows, width, separator, end, mark, tail }) => {
    const padded = rows.map((row) => Array.from({ length: width }, (_, i) => row[i % row.length]!));
    return mark + padded.map((row) => row.join(separator)).join(end) + (rows.length > 0 ? end : "") + tail;
  });

/** A second definition, from the other end: the separators that a text can have, and the numbers between them. */
function matricesOf(text: string): number[][][] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .filter((line) => !/^[ \t]*#/.test(line));
  const rows = lines.filter((line) => line.replace(/[ \t]/g, "") !== "");
  return [/,/, /;/, /\t/, / +/].flatMap((separator) => {
    const cells = rows.map((row) => (separator.source === " +" ? row.replace(/^ +| +$/g, "") : row).split(separator));
    const matrix = cells.map((row) =>
      row.map((one) =>
        one
          .trim()
          .replace(/^"(.*)"$/, "$1")
          .trim(),
      ),
    );
    const isMatrix = matrix.every(
      (row) =>
        row.length === matrix[0]!.length &&
        row.every((one) => /^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(one) && Number.isFinite(Number(one))),
    );
    return isMatrix && matrix.length > 0 ? [matrix.map((row) => row.map(Number))] : [];
  });
}

const comparedWithDefinition = (text: string): void => {
  const read = attempt(() => parseCsvMatrix(text, "a.csv", { keepFirstColumn: true }));
  if (read === undefined) return;
  const [rowCount, columnCount] = read.shape;
  const matrix = Array.from({ length: rowCount }, (_, p) =>
    Array.from(read.data.subarray(p * columnCount, (p + 1) * columnCount)),
  );
  expect(matricesOf(text)).toContainEqual(matrix);
};

fuzz(
  "a text file is read as one of its separators defines it, or refused, also where it is damaged",
  fc.tuple(textFile, changesOfBytes, fc.constantFrom(".csv", ".tsv", ".txt", ".dat", ".npy")),
  ([text, changes, extension]) => {
    comparedWithDefinition(text);
    const bytes = damaged(new TextEncoder().encode(text), changes);
    comparedWithDefinition(new TextDecoder().decode(bytes));
    const [patterns, targets] = [join(folder, `x${extension}`), join(folder, "y.csv")];
    writeFileSync(patterns, bytes);
    writeFileSync(targets, "1\n-1\n");
    attempt(() => readPatternSet(patterns, targets));
    attempt(() => readPatternSet(targets, patterns));
  },
);

const idx = (magic: number, sizes: number[], data: Uint8Array): Uint8Array => {
  const words = [magic, ...sizes].flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 255));
  return Uint8Array.from([...words, ...data]);
};
const size = fc.integer({ min: 1, max: 4 });
const digits = fc
  .record({ train: size, test: size, rows: size, columns: size, pixel: fc.uint8Array({ minLength: 1, maxLength: 9 }) })
  .map(({ train, test, rows, columns, pixel }) => {
    const bytes = (count: number) => Uint8Array.from({ length: count }, (_, i) => pixel[i % pixel.length]!);
    const images = (count: number) => idx(0x803, [count, rows, columns], bytes(count * rows * columns));
    const labels = (count: number) =>
      idx(
        0x801,
        [count],
        bytes(count).map((byte) => byte % 10),
      );
    return {
      "train-images-idx3-ubyte": images(train),
      "train-labels-idx1-ubyte": labels(train),
      "t10k-images-idx3-ubyte": images(test),
      "t10k-labels-idx1-ubyte": labels(test),
    } as Record<string, Uint8Array>;
  });

const packing = fc.record({
  name: fc.constantFrom("train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
  isCompressed: fc.boolean(),
  /** Whether what is damaged is the compressed file, or what it holds. */
  isCompressedFirst: fc.boolean(),
  changes: changesOfBytes,
});

fuzz("IDX files, compressed or not, are read as they are, or refused", fc.tuple(digits, packing), ([files, packed]) => {
  const { name: chosen, isCompressed, isCompressedFirst, changes } = packed;
  const dataset = mkdtempSync(join(folder, "idx-"));
  for (const [name, content] of Object.entries(files)) {
    const change = (bytes: Uint8Array) => (name === chosen ? damaged(bytes, changes) : bytes);
    const compressed = () => (isCompressedFirst ? change(gzipSync(content)) : gzipSync(change(content)));
    writeFileSync(join(dataset, isCompressed ? `${name}.gz` : name), isCompressed ? compressed() : change(content));
  }
  const read = attempt(() => readDigits(dataset));
  rmSync(dataset, { recursive: true });
  if (changes.length > 0) return;
  expect(Array.from(read!.train.pixels)).toEqual(Array.from(files["train-images-idx3-ubyte"]!.subarray(16)));
  expect(Array.from(read!.test.labels)).toEqual(Array.from(files["t10k-labels-idx1-ubyte"]!.subarray(8)));
});
