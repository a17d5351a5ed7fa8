import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { cellsOf, isBlank, isNumber, linesOf, type Separator, unquoted } from "./csv-cells.js";
import { howToDropFirstColumn } from "./first-column.js";

/** The first thing in a text that keeps it from being a matrix, read with one separator. */
export interface Problem {
  kind: "blank" | "quote" | "length" | "cell";
  separator: Separator;
  /** Counted from 1, as columns are. */
  line: number;
  column: number;
  /** Those of the line; the line itself where it cannot be divided. */
  cells: string[];
  /** Cells of the first row, where this one has another number of them. */
  columnCount?: number;
}

const plural: Record<Separator, string> = { ",": "commas", ";": "semicolons", "\t": "tabs", " ": "blanks" };
const decimalComma = /^[+-]?\d+,\d+(?:[eE][+-]?\d+)?$/;
const missing = /^(?:n\/?a|nan|null|none|nil|missing|[-+]?inf(?:inity)?|\?|-|\.)$/i;
const truth = /^(?:true|false|t|f|yes|no)$/i;
/** A word as headers have it: it has a letter and does not begin as a number does. */
const word = (cell: string): boolean =>
  /\p{L}/u.test(cell) && !/^[-+−.]?\d/u.test(cell) && !missing.test(cell) && !truth.test(cell);

/**
 * Says what is wrong with a text that is no matrix by any separator in its first row. What is advised deletes no data.
 *
 * @param problems one for every separator that was tried
 */
export function explainProblem(
  problems: readonly Problem[],
  content: string,
  source: string,
  role: "patterns" | "targets",
): UsageError {
  const decimal = problems.find(hasDecimalCommas);
  // The separator that got furthest; on the same line a semicolon or a tab is meant rather than a comma.
  const rank = ({ line, separator }: Problem) => 4 * line + " ,\t;".indexOf(separator);
  const problem = decimal ?? problems.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  const { line, column, cells, separator } = problem;
  const at = `${source}, line ${line}`;
  const refuse = (message: string) => new UsageError(message);
  const rows = rowsOf(content, separator);

  if (problem.kind === "blank") return refuse(`${at}: is blank. Remove blank lines between the rows.`);
  const [first, second] = rows.slice(0, 2).map((row) => row?.map(unquoted));
  if (first !== undefined && line === lineOfFirst(content) && isHeader(first, second)) {
    return refuse(
      `${at}: is a header (${shown(first[0] || first[1])}, …), and rows of numbers alone are read. Remove the header ` +
        "line, or save without it: col.names = FALSE in R, header=False in pandas; and without names of rows, if there " +
        "are any: row.names = FALSE, index=False.",
    );
  }
  if (problem.kind === "quote") return refuse(`${at}: has a stray quote ("). Remove it: numbers need no quotes.`);

  const cell = unquoted(cells[column - 1] ?? "");
  const cellAt = `${at}, column ${column}`;
  if (decimal !== undefined) {
    // Beside blanks, a comma may also be a separator that was forgotten elsewhere.
    const other = separator === ";" || separator === "\t" ? ", or replace every comma: tr , . < FILE > NEW" : "";
    return refuse(
      `${cellAt}: ${shown(cell)} has a decimal comma, and numbers must have a decimal point. Save the file anew with ` +
        `points (write.csv in R, decimal="." in pandas)${other}.`,
    );
  }
  if (cells.at(-1) === "" && cells.length > 1 && cells.slice(0, -1).every(isNumber)) {
    const isEverywhere = rows.every((row) => row?.at(-1) === "");
    if (isEverywhere) {
      const name = plural[separator].slice(0, -1);
      return refuse(
        `${at}: ends with a ${name}, as every line does, so that its last cell is empty. Remove the ${name} at the end ` +
          `of each line: sed 's/${separator === "\t" ? "" : separator}[[:space:]]*$//' FILE > NEW.`,
      );
    }
  }
  if (problem.kind === "length") {
    return refuse(
      `${at}: all lines must have ${problem.columnCount} cells, as line ${lineOfFirst(content)} has, got ${cells.length}. ` +
        "Give every row the same number of cells.",
    );
  }
  if (column === 1 && cells.length > 1 && hasRowNames(rows)) {
    return refuse(
      `${cellAt}: the first column is text (${shown(cell)}, …), as names of rows are, and cannot be learned. ` +
        `Leave it out: ${howToDropFirstColumn(separator)}.`,
    );
  }
  const given = cell === "" ? "an empty cell" : shown(cell);
  if (/^sep=/i.test(cell) && line === lineOfFirst(content)) {
    return refuse(`${at}: ${shown(cells.join(separator))} is a line for Excel, and no row. Remove this line.`);
  }
  if (column === 1 && /^(?:%|\/\/|!)/.test(cell)) {
    return refuse(
      `${at}: is a comment by its beginning, and only those with # are left out. Begin it with #, or remove it.`,
    );
  }
  return refuse(
    `${cellAt}: cells must be finite numbers separated by commas, semicolons, tabs or blanks, got ${given}. ` +
      adviceOn(cell, rows, role),
  );
}

/** The rows of a text; undefined for those that cannot be divided. */
function rowsOf(content: string, separator: Separator): (string[] | undefined)[] {
  const rows: (string[] | undefined)[] = [];
  for (const { text } of linesOf(content)) {
    if (!isBlank(text)) rows.push(cellsOf(text, separator));
    // Enough to know what the file is like; the text of all cells would take far more memory than the numbers.
    if (rows.length >= 10_000) break;
  }
  return rows;
}

function lineOfFirst(content: string): number {
  for (const { text, line } of linesOf(content)) if (!isBlank(text)) return line;
  return 1;
}

function hasDecimalCommas({ kind, cells, column }: Problem): boolean {
  const texts = cells.map(unquoted);
  return (
    kind === "cell" &&
    decimalComma.test(texts[column - 1]!) &&
    texts.every((text) => isNumber(text) || decimalComma.test(text))
  );
}

/** Words above numbers; the first cell may be empty, above the names of rows, and then the others may be numbers. */
function isHeader(first: readonly string[], second: readonly string[] | undefined): boolean {
  if (second === undefined || !second.some((cell) => /^[-+−]?[.,]?\d/u.test(cell))) return false;
  const isCorner = first[0] === "" && first.length > 1 && second[0] !== "";
  const names = isCorner ? first.slice(1) : first;
  return isCorner ? names.every((cell) => cell !== "") : names.every(word);
}

const hasRowNames = (rows: readonly (string[] | undefined)[]): boolean =>
  rows.every((row) => row !== undefined && row[0] !== "" && !isNumber(row[0]!) && row.slice(1).every(isNumber)) &&
  !rows.every((row) => truth.test(unquoted(row![0]!)) || missing.test(unquoted(row![0]!)));

/** What to do about a cell that is no number. */
function adviceOn(cell: string, rows: readonly (string[] | undefined)[], role: "patterns" | "targets"): string {
  if (truth.test(cell)) return adviceOnTruth(rows, role);
  if (cell.includes("\0"))
    return "It has zero bytes, as files in UTF-16 and binary files have: save it anew as UTF-8 text.";
  if (/^[-+]?inf/i.test(cell)) return "Put a finite number there: infinity cannot be learned.";
  if (/^(['`‘’“”]).*['`‘’“”]$/u.test(cell)) return "Write the numbers without quotes.";
  if (cell === "" || missing.test(cell)) return "Put a number there: a value that is missing cannot be learned.";
  if (/^[-+]?[\d.]+(?:[eE][-+]?\d+)?(?:\s*[|:/&~^\s,;]\s*[-+]?[\d.]+(?:[eE][-+]?\d+)?)+$/.test(cell)) {
    return "It is several numbers: separate all cells of the file by the same one of these separators.";
  }
  if (/^−/u.test(cell)) return "It begins with a minus of typography (U+2212): write it with a hyphen.";
  if (/^[-+]?[\d.]+[dD][-+]?\d+$/.test(cell)) return "Write its exponent with e, as in 1e-3.";
  if (/^[[({]|[\])}]$/.test(cell)) return "Write the numbers without brackets.";
  return "Put a number there.";
}

/** Truth values in every cell can be recoded at once. */
function adviceOnTruth(rows: readonly (string[] | undefined)[], role: "patterns" | "targets"): string {
  const cells = new Set(rows.flatMap((row) => row?.map(unquoted) ?? [""]));
  const [yes, ...more] = [...cells].filter((cell) => /^[ty]/i.test(cell));
  if (![...cells].every((cell) => truth.test(cell)) || yes === undefined || more.length > 0) {
    return `Write ${role === "targets" ? "+1 and -1" : "1 and 0"} for true and false.`;
  }
  const [one, zero] = role === "targets" ? [1, -1] : [1, 0];
  return (
    `In R, write.table(ifelse(x, ${one}, ${zero}), "NEW", row.names = FALSE, col.names = FALSE) saves truth values as ` +
    `numbers, in Python numpy.savetxt("NEW", numpy.where(x == "${yes}", ${one}, ${zero}), fmt="%d"), where ` +
    "x = numpy.loadtxt(FILE, dtype=str)."
  );
}
