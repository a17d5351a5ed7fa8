import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import { type CsvOptions, parseCsvMatrix } from "../../src/tasks/csv-matrix.js";

const parse = (text: string, options: CsvOptions = {}) => parseCsvMatrix(text, "a.csv", options);

describe("reads", () => {
  const matrix = { shape: [2, 2], data: Float64Array.of(1, -1, 0.5, 2e-3) };
  it.each([
    ["lines", "1,-1\n.5,2e-3\n"],
    ["a last line without its end", "1,-1\n.5,2e-3"],
    ["CRLF", "1,-1\r\n.5,2e-3\r\n"],
    ["a byte order mark", "\uFEFF1,-1\n.5,2e-3\n"],
    ["blank lines at the end", "1,-1\n.5,2e-3\n\n  \n\r\n"],
    ["spaces around cells", " 1, -1\n0.5 ,\t2E-3\n"],
    ["semicolons", "1;-1\n.5;2e-3\n"],
    ["tabs", "1\t-1\r\n.5\t2e-3\r\n"],
    ["single blanks, as numpy.savetxt writes", "1.0e+00 -1.0e+00\n5.0e-01 2.0e-03\n"],
    ["several blanks, as MATLAB writes", "   1.0e+00  -1.0e+00\n   5.0e-01   2.0e-03\n"],
    ["semicolons with blanks around them", "1 ; -1\n.5 ;2e-3\n"],
    ["tabs with blanks around them", "1 \t -1\n .5\t2e-3\n"],
    ["comments, as numpy.savetxt writes a header", "# x1, x2\n#\n1,-1\n  # more\n.5,2e-3\n# end"],
    ["a blank line below a comment", "# x1, x2\n\n1,-1\n.5,2e-3\n"],
    ["quoted cells in blanks", '"1" "-1"\n"0.5" "2e-3"\n'],
    ["quoted cells in semicolons", '"1"; -1\n"0.5"; "2e-3"\n'],
    ["carriage returns alone", "1,-1\r.5,2e-3\r"],
    ["quoted cells and a plus sign", '"+1","-1."\n"0.50",2e-3\n'],
  ])("%s", (_, text) => expect(parse(text)).toMatchObject(matrix));

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
        expect(parse(matrix.join("\n"), { keepFirstColumn: true })).toMatchObject({
          shape: [matrix.length, matrix[0]!.length],
          data: Float64Array.from(matrix.flat()),
        });
      }),
    );
  });
});

/** Every file is read the same by any separator that its numbers do not have in them. */
it("reads the same matrix, whatever separates its cells", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(",", ";", "\t", " ", ", ", " ; ", "    "),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.boolean(),
      (rows, separator, end, quotes) => {
        const text = rows.map((row) => row.map((x) => (quotes ? `"${x}"` : `${x}`)).join(separator)).join(end);
        expect(parse(text, { keepFirstColumn: true })).toMatchObject({
          shape: [rows.length, 3],
          data: Float64Array.from(rows.flat()),
        });
      },
    ),
  );
});

const must = "cells must be finite numbers separated by commas, semicolons, tabs or blanks";

describe("refuses, and says where", () => {
  it.each([
    ["nothing", "", "a.csv: is empty"],
    ["blank lines only", "\n\n", "a.csv: is empty"],
    ["a row too short", "1,2\n3,4\n5\n", "a.csv, line 3: all lines must have 2 cells, as line 1 has, got 1."],
    ["a row too long", "1,2\n3,4,5\n", "line 2: all lines must have 2 cells, as line 1 has, got 3."],
    ["an empty cell", "1,2\n3,\n", `line 2, column 2: ${must}, got an empty cell. Put a number there: a value that is`],
    ["a word", "1,2\n3,x\n", `line 2, column 2: ${must}, got "x". Put a number there.`],
    ["NaN", "1\nNaN\n", `line 2, column 1: ${must}, got "NaN". Put a number there: a value that is missing`],
    ["a value that is not available", "1,2\nNA,3", 'got "NA". Put a number there'],
    ["Infinity", "1\n-Infinity\n", 'got "-Infinity". Put a finite number there: infinity cannot be learned.'],
    ["quotes of another kind", "'1','2'\n", `got "'1'". Write the numbers without quotes.`],
    [
      "the line that Excel needs",
      "sep=;\n1;2\n3;4\n",
      'a.csv, line 1: "sep=;" is a line for Excel, and no row. Remove',
    ],
    ["a comment of MATLAB", "% made by\n1,2\n", "a.csv, line 1: is a comment by its beginning"],
    ["UTF-16 without a mark", "1\0,\x002\0\n\0", "It has zero bytes, as files in UTF-16"],
    ["a number beyond the range of float64", "1\n1e999\n", 'got "1e999"'],
    ["hexadecimal", "1\n0x10\n", 'got "0x10"'],
    ["another separator", "1|2\n3|4\n", 'got "1|2". It is several numbers: separate all cells'],
    [
      "two separators",
      "1,2\n3;4\n",
      "line 2, column 1: cells must be finite numbers separated by commas, semicolons, tabs",
    ],
    ["blanks within a line of commas", "1,2 3\n4,5 6\n", '"1,2" has a decimal comma'],
    ["an empty cell between tabs", "1\t\t2\n3\t4\t5\n", "line 1, column 2: "],
    ["a minus of typography", "1,2\n−1,2\n", "minus of typography (U+2212): write it with a hyphen"],
    ["an exponent of Fortran", "1 2\n1.0D-03 2\n", "Write its exponent with e, as in 1e-3."],
    ["brackets", "[1, 2]\n[3, 4]\n", "Write the numbers without brackets."],
    ["a comment behind numbers", "1,2 # one\n3,4\n", "line 1, column 2"],
    ["comments alone", "# 1,2\n", "a.csv: is empty"],
    ["a line break within quotes", '1\n"\n2"\n3\n', "line 2: has a stray quote"],
    ["a blank line between rows", "1\n\n2\n", "a.csv, line 2: is blank"],
    ["a quote without its end", '1,2\r\n3,"4', "a.csv, line 2: has a stray quote"],
    ["something after a quote", '"1"2,3', "a.csv, line 1: has a stray quote"],
    ["a long cell, which is cut", `1\n${"x".repeat(1000)}\n`, `got "${"x".repeat(57)}…"`],
  ])("%s", (_, text, message) => {
    expect(() => parse(text)).toThrow(UsageError);
    expect(() => parse(text)).toThrow(message);
  });
});

const refusal = (text: string, options: CsvOptions = {}): string => {
  try {
    parse(text, options);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message.length).toBeLessThanOrEqual(600);
    return (error as Error).message;
  }
  return "it was read";
};

describe("a header line is named where there is one", () => {
  it.each([
    ["commas", "x1,x2\n1,2\n"],
    ["quotes, as write.csv of R has them", '"V1","V2"\n1,2\n'],
    ["names of rows as well, as write.csv of R has them", '"","V1","V2"\n"1",1,2\n"2",1,2\n'],
    ["names of rows as well, as write.table of R has them", '"V1" "V2"\n"1" 1 2\n"2" 1 2\n'],
    ["names that are numbers, as to_csv of pandas has them", ",0,1\n0,1,2\n1,3,4\n"],
    ["semicolons and decimal commas", "x;y\n0,5;1\n"],
    ["tabs", "first input\tsecond input\n1\t2\n"],
    ["one column", "label\n1\n-1\n"],
    ["words with a stray quote", 'a 6" disk,b\n1,2\n'],
  ])("with %s", (_, text) => {
    expect(refusal(text)).toMatch(/^a\.csv, line 1: (is a header \(|has a stray quote)/);
  });

  it("below a comment too", () => expect(refusal("# made by\nx,y\n1,2\n")).toContain("a.csv, line 2: is a header"));

  it.each([
    ["numbers by another separator", "1|2\n3|4\n"],
    ["decimal commas", "0,5;1,5\n1,5;2\n"],
    ["missing values", "NA,NA\n1,2\n"],
    ["truth values", "TRUE,FALSE\n1,2\n"],
    ["a trailing comma", "1,2,\n3,4,\n"],
    ["numbers with units", "1mV,2mV\n3,4\n"],
    ["hexadecimal numbers", "0x1F\n1\n"],
    ["text everywhere", "a,b\nc,d\n"],
    ["a single line of text", "a,b\n"],
    ["one word among numbers", "1,x\n3,4\n"],
  ])("and nowhere else: not %s", (_, text) => expect(refusal(text)).not.toContain("header"));

  it("so that nobody is told to remove a line that begins with a number", () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'019.,;\t |-eNA"\n'), maxLength: 30 }), (text) => {
        if (/^\s*[-+]?\.?\d/.test(text)) expect(refusal(text)).not.toMatch(/remove the (header|line|row)/i);
      }),
    ));
});

describe("decimal commas are named, and how to replace them", () => {
  it.each([
    ["semicolons", "0,5;1,5\n1,25;2\n", 'line 1, column 1: "0,5" has a decimal comma'],
    ["semicolons, on a later line", "0;1\n1;2,5\n", 'line 2, column 2: "2,5" has a decimal comma'],
    ["tabs", "0,5\t1,5\n", 'line 1, column 1: "0,5" has a decimal comma'],
    ["blanks", "0,5 1,5\n1 2\n", 'line 1, column 1: "0,5" has a decimal comma'],
  ])("between %s", (_, text, message) => {
    expect(refusal(text)).toContain(message);
    // Beside blanks, a comma may also be a separator that was forgotten elsewhere.
    expect(refusal(text).includes("or replace every comma: tr , . < FILE > NEW.")).toBe(!text.includes(" "));
    expect(parse(text.replaceAll(",", ".")).shape[1]).toBe(2);
  });

  it("in quotes, where a comma may also separate", () => {
    expect(refusal('"0,5","1,5"\n"1","2"\n')).toContain('"0,5" has a decimal comma');
    expect(refusal('"0,5","1,5"\n"1","2"\n')).not.toContain("tr , .");
  });
});

describe("a separator at the end of lines", () => {
  it.each([
    ["comma", ",", ","],
    ["semicolon", ";", ";"],
    ["tab", "\t", ""],
  ])("is named where all lines have it: %s", (name, separator, shownSeparator) => {
    const text = `1${separator}2${separator}\n3${separator}4${separator}\n`;
    expect(refusal(text)).toBe(
      `a.csv, line 1: ends with a ${name}, as every line does, so that its last cell is empty. ` +
        `Remove the ${name} at the end of each line: sed 's/${shownSeparator}[[:space:]]*$//' FILE > NEW.`,
    );
  });

  it("is a missing value where only some have it", () =>
    expect(refusal("1,2,3\n3,4,\n")).toContain("line 2, column 3: cells must be finite numbers"));
});

describe("names of rows", () => {
  it.each([
    ["write.table of R", '"1" 1 -1\n"2" -1 1\n"3" 1 1\n', "counts the rows from 1", "[[:blank:]]+//' FILE > NEW"],
    ["to_csv of pandas", "0,1,-1\n1,-1,1\n2,1,1\n", "counts the rows from 0", "`cut -d, -f2- FILE > NEW`"],
    ["a spreadsheet", "1;0.5;2\n2;0.5;1\n3;2;2\n", "counts the rows from 1", "`cut -d';' -f2- FILE > NEW`"],
    ["tabs", "0\t1\n1\t1\n2\t-1\n", "counts the rows from 0", "`cut -f2- FILE > NEW`"],
    ["rows of R that were chosen", '"7" 1 -1\n"3" -1 1\n"12" 1 1\n', "alone is in quotes", "row.names = FALSE in R"],
    ["numbers written as real ones", "1.0,5,6\n2.0,5,6\n3.0,5,6\n", "counts the rows from 1", "index=False in pandas"],
  ])("are refused, as %s writes them", (_, text, what, remedy) => {
    expect(refusal(text)).toContain(`a.csv: the first column ${what}, as names of rows do`);
    expect(refusal(text)).toContain(remedy);
    expect(refusal(text)).toContain("--keep-first-column, or keepFirstColumn: true");
    expect(parse(text, { keepFirstColumn: true }).shape[0]).toBe(3);
  });

  it("are not to be kept beside targets, which are one column", () => {
    const message = refusal("0,1\n1,-1\n2,1\n", { role: "targets" });
    expect(message).toContain("counts the rows from 0, as names of rows do, and targets are one column. Leave it out:");
    expect(message).not.toContain("keep");
  });

  it.each([
    ["text", "a,1,2\nb,3,4\nc,5,6\n", '"a"'],
    ["quoted text with a comma in it", '"a,b",1,2\n"c,d",3,4\n"e,f",5,6\n', '"a,b"'],
    ["dates", "2026-01-01;1\n2026-01-02;1\n2026-01-03;-1\n", '"2026-01-01"'],
    ["names as R makes them up", '"gene1"\t1\n"gene2"\t1\n"gene3"\t-1\n', '"gene1"'],
  ])("are refused as %s, kept or not", (_, text, first) => {
    for (const keepFirstColumn of [false, true]) {
      expect(refusal(text, { keepFirstColumn })).toContain(
        `a.csv, line 1, column 1: the first column is text (${first}, …), as names of rows are, and cannot be learned.`,
      );
    }
  });

  it.each([
    ["two rows", "0,1\n1,1\n"],
    ["one column", "1\n2\n3\n"],
    ["another first number", "2,1\n3,1\n4,1\n"],
    ["a gap", "0,1\n1,1\n3,1\n"],
    ["quotes everywhere", '"7","1"\n"3","1"\n"5","1"\n'],
    ["a count in another column", "1,0\n1,1\n1,2\n"],
  ])("are not seen in %s", (_, text) => expect(refusal(text)).toBe("it was read"));

  it("that are cut off with the advised command leave the matrix", () => {
    for (const [separator, command] of [
      [",", "cut -d, -f2-"],
      [";", "cut -d';' -f2-"],
      ["\t", "cut -f2-"],
      [" ", "sed -E 's/^[[:blank:]]*[^[:blank:]]+[[:blank:]]+//'"],
    ] as const) {
      const lines = [0, 1, 2].map((row) => [row, 0.5, -row].join(separator));
      expect(refusal(lines.join("\n"))).toContain(command);
      const input = `${lines.join("\n")}\n`;
      const rest = execFileSync("sh", ["-c", command], { input, encoding: "utf8" });
      expect(parse(rest)).toMatchObject({
        shape: [3, 2],
        data: Float64Array.of(0.5, 0, 0.5, -1, 0.5, -2).map((x) => x + 0),
      });
    }
  });
});

describe("truth values", () => {
  it("are recoded in one line, as targets by +1 and -1 and as patterns by 1 and 0", () => {
    expect(refusal("TRUE\nFALSE\n", { role: "targets" })).toContain('ifelse(x, 1, -1), "NEW", row.names = FALSE');
    expect(refusal("TRUE\nFALSE\n", { role: "targets" })).toContain('numpy.where(x == "TRUE", 1, -1)');
    expect(refusal("True,False\nFalse,True\n", { role: "patterns" })).toContain('numpy.where(x == "True", 1, 0)');
  });

  it("among numbers are for the user to recode", () =>
    expect(refusal("1\nTRUE\n", { role: "targets" })).toContain("Write +1 and -1 for true and false."));
});
