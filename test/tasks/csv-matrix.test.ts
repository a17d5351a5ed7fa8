import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { parseCsvMatrix } from "../../src/tasks/csv-matrix.js";

const parse = (text: string) => parseCsvMatrix(text, "a.csv");

describe("reads", () => {
  const matrix = { shape: [2, 2], data: Float64Array.of(1, -1, 0.5, 2e-3) };
  it.each([
    ["lines", "1,-1\n.5,2e-3\n"],
    ["a last line without its end", "1,-1\n.5,2e-3"],
    ["CRLF", "1,-1\r\n.5,2e-3\r\n"],
    ["a byte order mark", "\uFEFF1,-1\n.5,2e-3\n"],
    ["blank lines at the end", "1,-1\n.5,2e-3\n\n  \n\r\n"],
    ["spaces around cells", " 1, -1\n0.5 ,\t2E-3\n"],
    ["quoted cells and a plus sign", '"+1","-1."\n"0.50",2e-3\n'],
  ])("%s", (_, text) => expect(parse(text)).toEqual(matrix));

  it("one column, and one row", () => {
    expect(parse("1\n-1\n1\n").shape).toEqual([3, 1]);
    expect(parse("1,-1,1").shape).toEqual([1, 3]);
  });

  it("every finite matrix as JavaScript prints it, to the last bit", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0); // −0 is printed as 0
    const rows = fc
      .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
      .chain(([p, n]) => fc.array(fc.array(number, { minLength: n, maxLength: n }), { minLength: p, maxLength: p }));
    fc.assert(
      fc.property(rows, (matrix) => {
        expect(parse(matrix.join("\n"))).toEqual({
          shape: [matrix.length, matrix[0]!.length],
          data: Float64Array.from(matrix.flat()),
        });
      }),
    );
  });
});

describe("refuses, and says where", () => {
  it.each([
    ["nothing", "", "a.csv: is empty"],
    ["blank lines only", "\n\n", "a.csv: is empty"],
    [
      "a header",
      "x1,x2\n1,2\n",
      'a.csv, line 1, column 1: cells must be finite numbers separated by commas, got "x1". If',
    ],
    ["a header", "x1,x2\n1,2\n", "remove the header line"],
    ["a header that begins with an empty cell", ",0,1\n0,1,2\n", "line 1, column 1: cells must be finite numbers"],
    ["a row too short", "1,2\n3,4\n5\n", "a.csv, line 3: all lines must have 2 cells, as line 1 has, got 1."],
    ["a row too long", "1,2\n3,4,5\n", "line 2: all lines must have 2 cells, as line 1 has, got 3."],
    [
      "an empty cell",
      "1,2\n3,\n",
      "line 2, column 2: cells must be finite numbers separated by commas, got an empty cell.",
    ],
    ["a word", "1,2\n3,x\n", 'line 2, column 2: cells must be finite numbers separated by commas, got "x".'],
    ["NaN", "1\nNaN\n", 'line 2, column 1: cells must be finite numbers separated by commas, got "NaN"'],
    ["Infinity", "1\n-Infinity\n", 'got "-Infinity"'],
    ["a number beyond the range of float64", "1\n1e999\n", 'got "1e999"'],
    ["hexadecimal", "1\n0x10\n", 'got "0x10"'],
    ["semicolons", "1;2\n3;4\n", 'separated by commas, got "1;2"'],
    ["a line break within quotes", '1\n"\n2"\n3\n', "line 2: has a stray quote"],
    ["a blank line between rows", "1\n\n2\n", "a.csv, line 2: is blank"],
    ["a quote without its end", '1,2\r\n3,"4', "a.csv, line 2: has a stray quote"],
    ["something after a quote", '"1"2,3', "a.csv, line 1: has a stray quote"],
    ["a long cell, which is cut", `1\n${"x".repeat(1000)}\n`, `got "${"x".repeat(40)}…"`],
  ])("%s", (_, text, message) => {
    expect(() => parse(text)).toThrow(UsageError);
    expect(() => parse(text)).toThrow(message);
  });
});
