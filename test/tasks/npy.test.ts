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
  return Uint8Array.from([...[0x93, 78, 85, 77, 80, 89], ...version, ...lengthBytes, ...text, ...Array.from(data)]);
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
    ["Fortran order", npy(header("|i1", "(1, 1)", "True"), [1]), "numpy.ascontiguousarray(a)"],
    ["objects", npy(header("|O", "(1,)"), [1]), "pickled Python objects (dtype |O)"],
    [
      "a structured dtype",
      npy("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }"),
      "a structured dtype",
    ],
    ["integers of NumPy's default", npy(header("<i8", "(0,)")), "but holds dtype <i8. Save it with numpy.save(file, "],
    ["a dtype named like a property of objects", npy(header("constructor", "(0,)")), "but holds dtype constructor."],
    ["big-endian floats", npy(header(">f8", "(0,)")), "float64 (<f8), but holds dtype >f8 (big-endian)"],
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
