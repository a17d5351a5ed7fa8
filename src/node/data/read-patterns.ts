import { extname } from "node:path";
import { shown, shownPath } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { type CsvOptions, parseCsvMatrix } from "../../tasks/csv-matrix.js";
import { parseNpy } from "../../tasks/npy.js";
import type { PatternFiles } from "../../tasks/own-data.js";
import { createPatternSet, type PatternSet, type ShapedArray } from "../../tasks/pattern-set.js";
import { decodeUtf8, LARGEST_FILE, LARGEST_TEXT, readInputFile } from "../files/files.js";
import type { Examine } from "./data-hashes.js";

/** How an array is read from the bytes of a file. */
interface Format {
  /** Bytes of the largest file. */
  limit: number;
  parse(bytes: Uint8Array, source: string, options: CsvOptions): ShapedArray;
}

const npy: Format = {
  limit: LARGEST_FILE,
  parse: (bytes, source) => ({ ...parseNpy(bytes, source), loadedBy: `numpy.load(${shown(source)})` }),
};
const text: Format = {
  limit: LARGEST_TEXT,
  parse: (bytes, source, options) => parseCsvMatrix(decodeUtf8(bytes, source), source, options),
};
const formats: Record<string, Format> = { ".npy": npy, ".csv": text, ".txt": text, ".tsv": text, ".dat": text };
const names = Object.keys(formats).join(", ");

/**
 * Patterns (P×N) and targets (P) of the user, each in a .npy file or in a text file of numbers (.csv, .txt, .tsv, .dat).
 *
 * @param options whether a first column that counts the rows of a text file is data
 * @param examine is shown the content of a file before anything is made of it
 * @throws {UsageError} if a file cannot be read, or does not hold what it should
 */
export function readPatternSet(
  patternsFile: string,
  targetsFile: string,
  { keepFirstColumn = false }: Pick<PatternFiles, "keepFirstColumn"> = {},
  examine?: Examine,
): PatternSet {
  const [patternsFormat, targetsFormat] = [formatOf(patternsFile), formatOf(targetsFile)];
  const read = (file: string, { limit, parse }: Format, role: CsvOptions["role"] & string) => {
    const bytes = readInputFile(file, limit);
    examine?.(role, bytes, file);
    return parse(bytes, shownPath(file), { keepFirstColumn, role });
  };
  const patterns = read(patternsFile, patternsFormat, "patterns");
  const targets = read(targetsFile, targetsFormat, "targets");
  return createPatternSet(patterns, targets, { patterns: shownPath(patternsFile), targets: shownPath(targetsFile) });
}

function formatOf(file: string): Format {
  const extension = extname(file).toLowerCase();
  const format = Object.hasOwn(formats, extension) ? formats[extension] : undefined;
  if (format !== undefined) return format;
  throw new UsageError(
    `${shownPath(file)}: the name must end in ${names}, got ${shown(extname(file))}. ` +
      "Save the array with numpy.save, or as text: numbers separated by commas, semicolons, tabs or blanks, without a header line.",
  );
}
