/** What may stand between cells; a blank stands for any number of them. */
export type Separator = "," | ";" | "\t" | " ";

/** The order in which they are tried. No text is a matrix of several columns by more than one of them. */
export const separators: readonly Separator[] = [",", ";", "\t", " "];

/** A line of a text with its number, counted from 1. */
export interface TextLine {
  text: string;
  line: number;
}

/** The lines of a text, whatever ends them, one in memory at a time. Lines that begin with # are comments, and left out. */
export function* linesOf(text: string): Generator<TextLine> {
  const ends = /\r\n|\r|\n/g;
  for (let start = 0, line = 1; ; line++) {
    ends.lastIndex = start;
    const end = ends.exec(text);
    const one = text.slice(start, end?.index ?? text.length);
    if (!/^[ \t]*#/.test(one)) yield { text: one, line };
    if (end === null) return;
    start = ends.lastIndex;
  }
}

export const isBlank = (text: string): boolean => /^[ \t]*$/.test(text);

/** A cell within a line, with its quotes if it has any, up to the separator behind it or to the end. */
const cellPatterns: Record<Separator, RegExp> = {
  ",": /[ \t]*("[^"]*"|[^",]*)[ \t]*(,|$)/y,
  ";": /[ \t]*("[^"]*"|[^";]*)[ \t]*(;|$)/y,
  "\t": / *("[^"]*"|[^"\t]*) *(\t|$)/y,
  " ": /("[^"]*"|[^" ]+)( +|$)/y,
};

/**
 * The cells of a line, in quotes if they are so in the line; blanks around them may be left. Undefined where a quote
 * begins or ends within a cell.
 */
export function cellsOf(line: string, separator: Separator): string[] | undefined {
  const text = separator === " " ? line.replace(/^ +| +$/g, "") : line;
  if (!text.includes('"')) return separator === " " ? text.split(/ +/) : text.split(separator);
  const pattern = cellPatterns[separator];
  const cells: string[] = [];
  pattern.lastIndex = 0;
  for (;;) {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    cells.push(match[1]!);
    if (match[2] === "") return cells;
  }
}

export const isQuoted = (cell: string): boolean => cell.length > 1 && cell.startsWith('"');

/** The text of a cell, without quotes and without blanks around it. */
export const unquoted = (cell: string): string => (isQuoted(cell) ? cell.slice(1, -1) : cell).trim();

/** Decimal notation only: Number() alone would also take "", "0x10" and "Infinity". */
const numberPattern = /^[ \t]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t]*$/;

/** The number in a cell, NaN if it is no finite one. */
export function numberIn(cell: string): number {
  const text = isQuoted(cell) ? cell.slice(1, -1) : cell;
  const value = numberPattern.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

export const isNumber = (cell: string): boolean => !Number.isNaN(numberIn(cell));
