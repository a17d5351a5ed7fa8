import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { formatNpy, parseNpy } from "../../src/tasks/npy.js";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/cases/${name}`, import.meta.url));

/** A file put together by hand, so that the parser is not tested against `formatNpy` only. */
function npy(header: string, data: ArrayLike<number> = [], version = [1, 0]): Uint8Array {
  const text = new TextEncoder().encode(header);
  const length = version[0] === 1 ? 2 : 4;
  const lengthBytes = Array.from({ length }, (_, i) => (text.length >>> (8 * i)) & 255);
  return new Uint8Array(
    Buffer.concat([Buffer.of(0x93, 78, 85, 77, 80, 89, ...version, ...lengthBytes), text, Uint8Array.from(data)]),
  );
}

const header = (descr: string, shape: string, order = "False") =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }   \n`;

const message = (bytes: Uint8Array): string => {
  try {
    parseNpy(bytes, "a.npy");
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  return "no error";
};

describe("files written by NumPy", () => {
  it("reads two dimensions of int8", () => {
    const { shape, data } = parseNpy(fixture("p01-patterns.npy"), "p01");
    expect(shape).toEqual([150, 100]);
    expect(data).toBeInstanceOf(Int8Array);
    expect(data.length).toBe(15000);
    expect(new Set(data)).toEqual(new Set([1, -1]));
  });

  it("reads one dimension", () => expect(parseNpy(fixture("p01-targets.npy"), "p01").shape).toEqual([150]));

  it("are written back to the same bytes", () => {
    for (const name of ["p01-patterns.npy", "p01-targets.npy", "p03-patterns.npy"]) {
      const bytes = fixture(name);
      const { shape, data } = parseNpy(bytes, name);
      expect(Buffer.from(formatNpy(shape, data as Int8Array)).equals(bytes)).toBe(true);
    }
  });
});

interface Fixtures {
  arrays: { name: string; file: string; shape: number[]; values: (number | "nan" | "inf" | "-inf")[] }[];
  refused: Record<string, string>;
}
/** Made by `arrays.py` beside it: every type, byte order and order of values, with the values as NumPy states them. */
const { arrays, refused } = JSON.parse(
  readFileSync(new URL("../fixtures/npy/arrays.json", import.meta.url), "utf8"),
) as Fixtures;
const words = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, "-inf": Number.NEGATIVE_INFINITY };

describe("arrays as NumPy saves them are read as they are", () => {
  it.each(arrays.map((array) => [array.name, array] as const))("%s", (_, { file, shape, values }) => {
    const read = parseNpy(Buffer.from(file, "base64"), "a.npy");
    expect(read.shape).toEqual(shape);
    expect(Array.from(read.data)).toEqual(values.map((value) => (typeof value === "number" ? value : words[value])));
  });

  it("from any place within a buffer", () => {
    for (const { file, shape } of arrays.slice(0, 48)) {
      const bytes = Buffer.from(file, "base64");
      const buffer = Buffer.concat([Buffer.alloc(3), bytes, Buffer.alloc(3)]);
      const read = parseNpy(buffer.subarray(3, 3 + bytes.length), "a");
      expect(read).toEqual({ shape, data: parseNpy(bytes, "a").data });
    }
  });
});

describe("arrays that hold no real numbers, or such that are not exact, are refused with advice that changes no value", () => {
  it.each<[string, string, string]>([
    ["objects", "pickled Python objects (dtype |O)", "numpy.array(a.tolist())"],
    ["complex64", "complex numbers (dtype <c8)", "numpy.hstack([a.real, a.imag])"],
    ["complex128", "complex numbers (dtype <c16)", "a.real where a.imag is 0 everywhere"],
    ["long double", "numbers of extended precision (dtype <f16)", 'where numpy.all(a.astype("float64") == a)'],
    ["text", "text (dtype <U2)", 'a.astype("float64")'],
    ["bytes", "text (dtype |S2)", 'a.astype("float64")'],
    ["dates", "dates (dtype <M8[D])", "numpy.timedelta64(1, "],
    ["spans of time", "spans of time (dtype <m8[s])", "a / numpy.timedelta64(1, "],
    ["raw bytes", "raw bytes, as bfloat16 is saved (dtype |V2)", 'a.astype("float32")'],
    ["a structured dtype", "a structured dtype", "numpy.lib.recfunctions.structured_to_unstructured(a)"],
    ["int64 beyond 2^53", "the value in row 2, column 1 must be from -2^53 to 2^53", "got 9007199254740993."],
    ["int64 beyond 2^53, transposed", "the value in row 1, column 2 must be", "got 9007199254740993."],
    ["int64 below -2^53", "the value at position 2 must be", "got -9007199254740993."],
    ["the largest uint64", "the value at position 1 must be", "got 18446744073709551615."],
    ["the smallest int64", "the value at position 1 must be", "got -9223372036854775808."],
    ["truth values that are none", "the value at position 3 must be a truth value, 0 or 1, got 2.", "numpy.not_equal"],
  ])("%s", (name, what, remedy) => {
    const said = message(Buffer.from(refused[name]!, "base64"));
    expect(said).toContain(what);
    expect(said).toContain(remedy);
    expect(said).not.toContain("int8");
  });

  it("and each of them is tried", () => expect(Object.keys(refused)).toHaveLength(16));

  it("integers of 64 bits in either byte order are exact, or refused", () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 64n - 1n), fc.bigInt(-(2n ** 54n), 2n ** 54n)),
        fc.boolean(),
        (value, isLittleEndian) => {
          const data = new Uint8Array(8);
          new DataView(data.buffer).setBigUint64(0, BigInt.asUintN(64, value), isLittleEndian);
          const file = npy(header(`${isLittleEndian ? "<" : ">"}${value < 0n ? "i" : "u"}8`, "(1,)"), data);
          const isExact = value >= -(2n ** 53n) && value <= 2n ** 53n;
          if (isExact) expect(BigInt(parseNpy(file, "a").data[0]!)).toBe(value);
          else expect(message(file)).toContain(`got ${value}.`);
        },
      ),
    ));
});

describe("a header of any size ends in a message of one line", () => {
  const entries = (count: number) => Array.from({ length: count }, (_, i) => `'k${i}': True`).join(", ");
  it.each<[string, string, string]>([
    ["two million entries", `{${entries(2_000_000)}}`, "the header must have at most 65536 bytes, but states"],
    ["a hundred thousand dimensions", header("|i1", `(${"1,".repeat(100_000)})`), "the header must have at most 65536"],
    ["a thousand dimensions", header("|i1", `(${"1,".repeat(1000)})`), "must have at most 64 dimensions, got 1000."],
    ["64 dimensions of huge sizes", header("|i1", `(${"123456789,".repeat(64)})`), "takes over 9e15 bytes"],
    ["nothing but brackets", "(".repeat(60_000), "the header must be"],
    ["a tuple of blanks", header("|i1", `(1,1${" ".repeat(60_000)}L)`), "the header must be"],
    ["a long name", header("x".repeat(50_000), "(1,)"), 'but holds dtype "xxx'],
    ["characters that a terminal obeys", header("\u001b[2J", "(1,)"), 'but holds dtype "\\u001b[2J"'],
    ["a thousand fields", `{'descr': [${"('a', '<f8'), ".repeat(10_000)}], 'shape': (1,)}`, "a structured dtype"],
  ])("%s", (_, text, expected) => {
    const file = npy(text, [], [2, 0]);
    const start = performance.now();
    const said = message(file);
    expect(said).toContain(expected);
    expect(said.length).toBeLessThanOrEqual(600);
    // A pattern that looks for an end again and again would take minutes.
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("what is written is read back", () => {
  const shapes = fc.array(fc.nat(5), { maxLength: 4 });
  const size = (shape: number[]) => shape.reduce((product, length) => product * length, 1);

  it("for int8 of any shape", () => {
    const arrays = shapes.chain((shape) =>
      fc.tuple(fc.constant(shape), fc.int8Array({ minLength: size(shape), maxLength: size(shape) })),
    );
    fc.assert(
      fc.property(arrays, ([shape, data]) => {
        expect(parseNpy(formatNpy(shape, data), "a")).toEqual({ shape, data });
      }),
    );
  });

  it("for float64 of any shape, NaN and infinities included, from any offset within a buffer", () => {
    const arrays = shapes.chain((shape) =>
      fc.tuple(fc.constant(shape), fc.float64Array({ minLength: size(shape), maxLength: size(shape) }), fc.nat(9)),
    );
    fc.assert(
      fc.property(arrays, ([shape, data, offset]) => {
        const bytes = formatNpy(shape, data);
        const buffer = new Uint8Array(offset + bytes.length);
        buffer.set(bytes, offset);
        expect(parseNpy(buffer.subarray(offset), "a")).toEqual({ shape, data });
      }),
    );
  });

  it("and the data begin at a multiple of 64 bytes, as in NumPy", () =>
    fc.assert(
      fc.property(fc.array(fc.constant(1), { maxLength: 32 }), (shape) => {
        expect((formatNpy(shape, new Int8Array(1)).length - 1) % 64).toBe(0);
      }),
    ));

  it("unless the shape does not belong to the values", () =>
    expect(() => formatNpy([2, 3], new Int8Array(5))).toThrow(RangeError));
});

describe("variants of the format", () => {
  it.each([[[1, 0]], [[2, 0]], [[3, 0]]])("reads version %j", (version) =>
    expect(parseNpy(npy(header("|i1", "(2,)"), [1, 255], version), "a")).toEqual({
      shape: [2],
      data: Int8Array.of(1, -1),
    }),
  );

  it("reads no more of the padding than there is", () => {
    const padded = header("<i2", "(2,)").replace("}", `${" ".repeat(60_000)}}`);
    expect(parseNpy(npy(padded, [1, 0, 2, 1], [2, 0]), "a").data).toEqual(Int16Array.of(1, 258));
  });

  it("reads float32", () => {
    const data = Float32Array.of(1.5, -0.25);
    expect(parseNpy(npy(header("<f4", "(1, 2)"), new Uint8Array(data.buffer)), "a")).toEqual({ shape: [1, 2], data });
  });

  it("reads any order of keys, double quotes, the long integers of Python 2, and no comma at the end", () =>
    expect(parseNpy(npy(`{"shape":(2L,1L),"fortran_order":False,"descr":"<i1"}`, [3, 4]), "a").shape).toEqual([2, 1]));

  it("reads one number without dimensions", () =>
    expect(parseNpy(npy(header(">i1", "()"), [7]), "a")).toEqual({ shape: [], data: Int8Array.of(7) }));

  it("does not keep the file in memory", () => {
    const bytes = npy(header("|i1", "(1,)"), [7]);
    const { data } = parseNpy(bytes, "a");
    bytes.fill(0);
    expect(data).toEqual(Int8Array.of(7));
  });
});

describe("refuses, and says why", () => {
  it.each<[string, Uint8Array, string]>([
    ["an empty file", new Uint8Array(0), "a.npy: is not a NumPy file"],
    ["another magic", new TextEncoder().encode("1,2,3\n4,5,6"), "must begin with \\x93NUMPY"],
    ["an unknown version", npy(header("|i1", "(0,)"), [], [4, 0]), "version 1.0, 2.0 or 3.0, got 4.0"],
    ["a file of only the magic", npy("").slice(0, 6), "ends within its header, after 6 bytes"],
    ["a header cut short", npy(header("|i1", "(1,)"), [1]).slice(0, 30), "ends within its header, after 30 bytes"],
    ["a header length beyond the file", npy("", [], [2, 0]).fill(255, 8), "ends within its header"],
    ["a header that is no literal", npy("__import__('os')"), `got "__import__('os')"`],
    ["a missing key", npy("{'descr': '|i1', 'shape': (1,), }", [1]), "the header must be"],
    ["a repeated key", npy("{'descr': '|i1', 'descr': '|i1', 'shape': (1,)}", [1]), "the header must be"],
    ["something after the literal", npy(`${header("|i1", "(1,)")}x`, [1]), "the header must be"],
    ["a shape that is no tuple", npy(header("|i1", "(1)"), [1]), "the header must be"],
    ["a negative size", npy(header("|i1", "(-1,)"), [1]), "the header must be"],
    ["a string as shape", npy(header("|i1", "'(1,)'"), [1]), "the header must be"],
    ["objects", npy(header("|O", "(1,)"), [1]), "pickled Python objects (dtype |O)"],
    [
      "a structured dtype",
      npy("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }"),
      "a structured dtype",
    ],
    [
      "a dtype that is none",
      npy(header("<i3", "(0,)")),
      'but holds dtype "<i3". Save the array with numpy.save(file, a)',
    ],
    ["a dtype named like a property of objects", npy(header("constructor", "(0,)")), 'but holds dtype "constructor".'],
    ["wide numbers without an order of bytes", npy(header("|f8", "(0,)")), 'but holds dtype "|f8".'],
    ["data cut short", npy(header("<f8", "(2,)"), new Uint8Array(15)), "takes 16 bytes of data, but the file has 15"],
    ["data that go on", npy(header("|i1", "(2,)"), [1, 2, 3]), "takes 2 bytes of data, but the file has 3. Remove"],
    ["a size beyond any file", npy(header("<f8", "(9007199254740991, 9007199254740991)")), "but the file has 0"],
    ["a product that overflows to 0 in 64 bits", npy(header("|i1", "(4294967296, 4294967296)")), "but the file has 0"],
    ["infinitely many rows of nothing", npy(header("|i1", `(${"9".repeat(400)}, 0)`)), "takes over 9e15 bytes"],
  ])("%s", (_, bytes, expected) => expect(message(bytes)).toContain(expected));

  it("or reads: any damage to a file ends in an array or a UsageError, nothing else", () => {
    const bytes = new Uint8Array(fixture("p01-targets.npy"));
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.nat(127), fc.nat(255), (length, at, value) => {
        const damaged = bytes.slice(0, length);
        damaged[at] = value;
        try {
          parseNpy(damaged, "a");
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});
