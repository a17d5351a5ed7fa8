import { csvParseRows } from "d3-dsv";
import { UsageError } from "../schema/usage-error.js";

/** Decimal notation only: Number() alone would also take "", "0x10", "Infinity" and line breaks within quotes. */
const numberPattern = /^[ \t]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t]*$/;

/** A cell in quotes, with nothing between the quotes and the commas or line ends around it. */
const quotedCell = /(?<=^|,)"[^"\r\n]*"(?=,|$)/gm;

/**
 * A matrix of finite numbers, row-major, one row a line, cells separated by commas, no header line. A byte order mark,
 * CRLF, and blank lines at the end are accepted.
 *
 * @param source name of the file, for messages; lines and columns are counted from 1
 * @throws {UsageError} for an empty file, rows of different lengths, and any cell that is not a finite number
 */
export function parseCsvMatrix(text: string, source: string): { shape: [number, number]; data: Float64Array } {
  const content = text.replace(/^\uFEFF/, "");
  refuseStrayQuotes(content, source);
  let data = new Float64Array(64);
  let columnCount = 0;
  let rowCount = 0;
  let blankLine = 0;

  csvParseRows(content, (row, index) => {
    // A line break within a cell is refused, so that rows are lines for as long as nothing is wrong.
    const line = index + 1;
    if (row.length === 1 && row[0]!.trim() === "") {
      blankLine ||= line;
      return null;
    }
    if (blankLine > 0)
      throw new UsageError(`${source}, line ${blankLine}: is blank. Remove blank lines between the rows.`);
    if (rowCount === 0) columnCount = row.length;
    const cells = row.map((cell, column) => parseCell(cell, line, column + 1, source));
    if (row.length !== columnCount) {
      throw new UsageError(
        `${source}, line ${line}: all lines must have ${columnCount} cells, as line 1 has, got ${row.length}. ` +
          "Give every row the same number of cells.",
      );
    }
    const end = (rowCount + 1) * columnCount;
    if (end > data.length) {
      const grown = new Float64Array(Math.max(2 * data.length, end));
      grown.set(data);
      data = grown;
    }
    data.set(cells, rowCount * columnCount);
    rowCount++;
    return null; // Nothing for d3-dsv to collect: the text of all cells would take far more memory than the numbers.
  });

  if (rowCount === 0) {
    throw new UsageError(
      `${source}: is empty. Give one row of numbers a line, separated by commas, without a header line.`,
    );
  }
  return { shape: [rowCount, columnCount], data: data.slice(0, rowCount * columnCount) };
}

function parseCell(cell: string, line: number, column: number, source: string): number {
  const value = numberPattern.test(cell) ? Number(cell) : Number.NaN;
  if (Number.isFinite(value)) return value;
  const given =
    cell.trim() === "" ? "an empty cell" : JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
  const advice = line === 1 ? "If this is a header, remove the header line." : "Correct the cell, or remove the row.";
  throw new UsageError(
    `${source}, line ${line}, column ${column}: cells must be finite numbers separated by commas, got ${given}. ${advice}`,
  );
}

/** d3-dsv reads on over a misplaced or missing quote and returns other numbers than those in the file. */
function refuseStrayQuotes(text: string, source: string): void {
  if (!text.includes('"')) return;
  const rest = text.replace(quotedCell, "");
  const at = rest.indexOf('"');
  if (at < 0) return;
  const line = rest.slice(0, at).split(/\r\n|\r|\n/).length;
  throw new UsageError(`${source}, line ${line}: has a stray quote ("). Remove it: numbers need no quotes.`);
}
