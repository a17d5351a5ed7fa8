import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatNpy } from "../../src/tasks/npy.js";
import { refusalOf } from "./in-process.js";
import { documentOf, syncache, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
function write(name: string, data: string | Uint8Array): string {
  writeFileSync(join(folder, name), data);
  return join(folder, name);
}
const own = (patterns: string, targets: string) => ["--patterns-file", patterns, "--targets-file", targets];

const patterns = write("x.csv", "1,-1,1\n-1,1,1\n");
const targets = write("y.csv", "1\n-1\n");
mkdirSync(join(folder, "folder.csv"));

/** A name in the folder for something elsewhere. */
function linked(path: string, name: string): string {
  symlinkSync(path, join(folder, name));
  return join(folder, name);
}

const array = formatNpy([2, 3], Int8Array.of(1, -1, 1, -1, 1, 1));
/** The array with another header of the same length. */
function withHeader(from: string, to: string): Uint8Array {
  const bytes = array.slice();
  const text = new TextDecoder("latin1").decode(bytes);
  bytes.set(new TextEncoder().encode(text.slice(10, 128).replace(from, to).padEnd(118).slice(0, 118)), 10);
  return bytes;
}

describe.concurrent("perceptron on own patterns", () => {
  it("learns them, and says whose they are", async () => {
    const { parameters, runs } = await documentOf("perceptron", ...own(write("x.npy", array), targets));
    expect(parameters).toMatchObject({
      inputCount: 3,
      patternCount: 2,
      patternsFile: join(folder, "x.npy"),
      targetsFile: targets,
    });
    expect(runs[0].converged).toBe(true);
  });

  it("takes sizes that are those of the files, and real numbers", async () => {
    const real = write("real.csv", "0.5,-1.25\n-0.5,2\n");
    const sizes = ["--input-count", "2", "--pattern-count", "2"];
    const fast = await documentOf("perceptron", ...own(real, targets), ...sizes);
    const reference = await documentOf("perceptron", ...own(real, targets), "--engine", "reference");
    expect(fast.runs).toEqual(reference.runs);
  });

  it("learns a first column that counts the rows where it is told to, and says so", async () => {
    const files = own(write("ramp.csv", "0,1,1\n1,1,-1\n2,-1,1\n"), write("t-ramp.csv", "1\n1\n-1\n"));
    const kept = await documentOf("perceptron", ...files, "--keep-first-column");
    expect(kept.parameters).toMatchObject({ inputCount: 3, patternCount: 3, keepFirstColumn: true });
    const document = write("kept.json", JSON.stringify(kept));
    expect((await syncache("verify", document)).stdout).toMatch(/^The same: 1 run/);
  });

  it("does not name the flag where it was not given", async () => {
    expect((await documentOf("perceptron", ...own(patterns, targets))).parameters).not.toHaveProperty(
      "keepFirstColumn",
    );
  });

  it("learns the same in Fortran order", async () => {
    // Row-major 1, -1, 1, -1, 1, 1 is a 3×2 array in Fortran order whose transpose is the patterns.
    const fortran = formatNpy([2, 3], Int8Array.of(1, -1, -1, 1, 1, 1));
    const bytes = Buffer.from(fortran);
    bytes.write("True, ", bytes.indexOf("False,"));
    const transposed = await documentOf("perceptron", ...own(write("f.npy", bytes), targets));
    expect(transposed.runs).toEqual((await documentOf("perceptron", ...own(patterns, targets))).runs);
  });

  it.each<[what: string, args: string[], message: string | RegExp]>([
    ["patterns alone", ["--patterns-file", patterns], "--patterns-file needs --targets-file beside it"],
    ["targets alone", ["--targets-file", targets], "--targets-file needs --patterns-file beside it"],
    [
      "another P",
      [...own(patterns, targets), "--pattern-count", "3"],
      /--pattern-count must be 2, the rows of .*got 3/,
    ],
    ["another N", [...own(patterns, targets), "--input-count", "2"], /--input-count must be 3, the columns of .*got 2/],
    ["a missing file", own("nowhere.csv", targets), 'cannot read "nowhere.csv": there is no such file'],
    ["missing targets", own(patterns, "nowhere.npy"), 'cannot read "nowhere.npy": there is no such file'],
    ["a folder", own(join(folder, "folder.csv"), targets), /cannot read ".*folder\.csv": it is a folder/],
    [
      "another extension",
      own("x.xls", targets),
      'x.xls: the name must end in .npy, .csv, .txt, .tsv, .dat, got ".xls"',
    ],
    ["an empty name", own("", targets), /--patterns-file/],
    ["an empty file", own(write("empty.csv", ""), targets), /empty\.csv: is empty/],
    [
      "a header line",
      own(write("h.csv", "a,b\n1,1\n"), targets),
      /h\.csv, line 1: is a header \("a", …\).*Remove the header line/,
    ],
    ["ragged rows", own(write("ragged.csv", "1,1\n1\n"), targets), /ragged\.csv, line 2: .* 2 cells.*got 1/],
    ["NaN in a CSV", own(write("nan.csv", "1,1\n1,nan\n"), targets), /nan\.csv, line 2, column 2: .*got "nan"/],
    [
      "NaN in a .npy",
      own(write("nan.npy", formatNpy([2, 1], Float64Array.of(1, Number.NaN))), targets),
      /nan\.npy: patterns must be finite numbers, got NaN in row 2, column 1/,
    ],
    ["a target 0", own(patterns, write("0.csv", "1\n0\n")), /0\.csv: targets must be \+1 or -1, got 0 as target 2/],
    ["a target 2", own(patterns, write("2.csv", "2\n1\n")), /2\.csv: targets must be \+1 or -1, got 2 as target 1/],
    [
      "a target NaN",
      own(patterns, write("t.npy", formatNpy([2], Float64Array.of(Number.NaN, 1)))),
      /t\.npy: targets must be \+1 or -1, got NaN as target 1/,
    ],
    ["too few targets", own(patterns, write("1.csv", "1\n")), /1\.csv: .*one target for each of the 2 patterns.*got 1/],
    ["files swapped", own(targets, patterns), /x\.csv: targets must have the shape P, P×1 or 1×P, got 2×3/],
    [
      "one dimension",
      own(write("flat.npy", formatNpy([2], Int8Array.of(1, 1))), targets),
      /flat\.npy: patterns must have the shape P×N .*got 2 values in one dimension/,
    ],
    ["a .npy cut short", own(write("cut.npy", array.subarray(0, -1)), targets), /cut\.npy: .*takes 6 bytes.*has 5/],
    ["a .npy of text", own(write("text.npy", "1,-1\n"), targets), /text\.npy: is not a NumPy file/],
    [
      "pickles",
      own(write("o.npy", withHeader("'|i1'", "'|O'")), targets),
      /o\.npy: must hold an array of real numbers, but holds pickled/,
    ],
    ["complex numbers", own(write("c.npy", withHeader("|i1", "<c8")), targets), /c\.npy: .*but holds complex numbers/],
    [
      "names of rows",
      own(write("rows.csv", "0,1,1\n1,1,-1\n2,-1,1\n"), write("t3.csv", "1\n1\n-1\n")),
      /rows\.csv: the first column counts the rows from 0.*--keep-first-column/,
    ],
    ["a first column to keep of nothing", ["--keep-first-column"], "--keep-first-column is about own data"],
    [
      "a device",
      own(linked("/dev/zero", "zero.npy"), targets),
      /cannot read ".*zero\.npy": it is a device\. Give the path of a readable file of at most 2 GiB/,
    ],
  ])("refuses %s", async (_, args, message) => {
    expect(await refusalOf("perceptron", ...args)).toMatch(message);
  });
});
