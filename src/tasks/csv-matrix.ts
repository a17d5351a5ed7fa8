import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { cellsOf, isBlank, linesOf, numberIn, type Separator, separators } from "./csv-cells.js";
import { explainProblem, type Problem } from "./csv-problems.js";
import { FirstColumn } from "./first-column.js";

export interface CsvOptions {
  /** Whether a first column that counts the rows is data, and is to be learned. */
  keepFirstColumn?: boolean;
  /** What the file holds: what is advised for truth values depends on it. */
  role?: "patterns" | "targets";
}

/** A matrix as a text file holds it, row-major. */
export interface CsvMatrix {
  shape: [number, number];
  data: Float64Array;
  /** An expression of Python that reads the same numbers; for advice. */
  loadedBy: string;
}

/**
 * A matrix of finite numbers, one row a line, without a header line. Cells are separated by commas, semicolons, tabs or
 * blanks, all by the same; numbers have a decimal point and may be in quotes. A byte order mark, CRLF, blank lines at the
 * end, and lines that begin with # are accepted and left out.
 *
 * From three rows on, a first column that counts the rows from 0 or 1, or that alone is in quotes, is refused, because it
 * holds the names of rows far more often than an input.
 *
 * @param source name of the file, for messages; lines and columns are counted from 1
 * @throws {UsageError} for an empty file, rows of different lengths, and any cell that is not a finite number
 */
export function parseCsvMatrix(text: string, source: string, options: CsvOptions = {}): CsvMatrix {
  const content = text.replace(/^\uFEFF/, "");
  const first = firstRow(content);
  if (first === undefined) {
    throw new UsageError(
      `${source}: is empty. Give one row of numbers a line, separated by commas, without a header line.`,
    );
  }
  const present = separators.filter((separator) => first.trim().includes(separator));
  const problems: Problem[] = [];
  for (const separator of present.length === 0 ? ([","] as const) : present) {
    const read = readMatrix(content, separator);
    if ("kind" in read) {
      problems.push(read);
      continue;
    }
    const { matrix, firstColumn, hasQuotes } = read;
    if (!options.keepFirstColumn) firstColumn.refuse(source, separator, options.role);
    const loadedBy = pythonOf(source, separator, matrix.shape, hasQuotes, text.length > content.length);
    return { ...matrix, loadedBy };
  }
  throw explainProblem(problems, content, source, options.role ?? "patterns");
}

function firstRow(content: string): string | undefined {
  for (const { text } of linesOf(content)) if (!isBlank(text)) return text;
  return undefined;
}

interface Read {
  matrix: Pick<CsvMatrix, "shape" | "data">;
  firstColumn: FirstColumn;
  hasQuotes: boolean;
}

/** Reads the whole text with one separator, up to the first thing that is wrong with it. */
function readMatrix(content: string, separator: Separator): Read | Problem {
  const firstColumn = new FirstColumn();
  let data = new Float64Array(64);
  let columnCount = 0;
  let rowCount = 0;
  let blankLine = 0;
  let hasQuotes = false;

  for (const { text, line } of linesOf(content)) {
    if (isBlank(text)) {
      // Blank lines above the first row, as below a comment, mean no more than those at the end.
      if (rowCount > 0) blankLine ||= line;
      continue;
    }
    const cells = cellsOf(text, separator);
    if (blankLine > 0) return { kind: "blank", separator, line: blankLine, column: 1, cells: [] };
    if (cells === undefined) return { kind: "quote", separator, line, column: 1, cells: [text] };
    if (rowCount === 0) columnCount = cells.length;
    const end = (rowCount + 1) * columnCount;
    if (end > data.length) {
      const grown = new Float64Array(Math.max(2 * data.length, end));
      grown.set(data);
      data = grown;
    }
    for (let column = 0; column < cells.length; column++) {
      const value = numberIn(cells[column]!);
      if (Number.isNaN(value)) return { kind: "cell", separator, line, column: column + 1, cells };
      if (column < columnCount) data[rowCount * columnCount + column] = value;
    }
    if (cells.length !== columnCount) return { kind: "length", separator, line, column: 1, cells, columnCount };
    const isAnyQuoted = text.includes('"');
    firstColumn.see(cells, isAnyQuoted);
    hasQuotes ||= isAnyQuoted;
    rowCount++;
  }
  const shape: [number, number] = [rowCount, columnCount];
  return { matrix: { shape, data: data.slice(0, rowCount * columnCount) }, firstColumn, hasQuotes };
}

/** How NumPy reads the file: whoever is told to change something about it can do so there. */
function pythonOf(
  source: string,
  separator: Separator,
  [, columnCount]: readonly [number, number],
  hasQuotes: boolean,
  hasMark: boolean,
): string {
  const options = [
    columnCount > 1 && separator !== " " ? `, delimiter=${separator === "\t" ? '"\\t"' : `"${separator}"`}` : "",
    hasQuotes ? `, quotechar='"'` : "",
    hasMark ? ', encoding="utf-8-sig"' : "",
  ];
  return `numpy.loadtxt(${shown(source)}${options.join("")})`;
}
