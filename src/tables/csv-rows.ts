import { csvParseRows } from "d3-dsv";
import { learnerNames } from "../learners/learners.js";
import { decodeText } from "../node/files/decode-text.js";
import { readInputFile } from "../node/files/files.js";
import { metaOf } from "../schema/parameter.js";
import type { Cell, Row } from "../schema/row.js";
import { shown, shownPath } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { z } from "../schema/zod.js";
import { learnerOf } from "../study/learners.js";

/** A number as JavaScript and every table writes it; nothing that `Number` makes of blanks or of 0x10. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The value of a cell of text. */
export function cellOf(text: string): Cell {
  if (text === "") return null;
  if (text === "true" || text === "false") return text === "true";
  if (text === "Infinity") return Number.POSITIVE_INFINITY;
  return NUMBER.test(text) ? Number(text) : text;
}

/** Names and paths are text, also where they look like numbers. */
export const isText = (key: string): boolean => {
  const fields = learnerNames.map(learnerOf).filter(({ schema }) => key in schema.shape);
  return /(File|Sha256)$/.test(key) || fields.some(({ schema }) => metaOf(schema.shape[key] as never).isText);
};

/** Whether an empty cell says that a parameter was not given, which a text of its own may not. */
const isOptional = (key: string): boolean =>
  learnerNames.some((name) => learnerOf(name).schema.shape[key] instanceof z.ZodOptional);

/**
 * The rows of a CSV table as the program writes them: one header, and as many cells in every row.
 *
 * @throws {UsageError} naming the row that does not fit
 */
export function readCsvRows(file: string): { columns: string[]; rows: Row[] } {
  const [columns = [], ...lines] = csvParseRows(decodeText(readInputFile(file), file));
  const twice = columns.find((key, i) => columns.indexOf(key) < i);
  if (twice !== undefined) {
    throw new UsageError(
      `${shownPath(file)} has the column ${shown(twice)} twice. Give a table as the program wrote it.`,
    );
  }
  const texts = new Set(columns.filter(isText));
  const optional = new Set(columns.filter(isOptional));
  const cellAt = (key: string, text: string): Cell =>
    texts.has(key) && !(text === "" && optional.has(key)) ? text : cellOf(text);
  const rows = lines.map((cells, i) => {
    if (cells.length === columns.length) {
      return Object.fromEntries(columns.map((key, k) => [key, cellAt(key, cells[k]!)]));
    }
    throw new UsageError(
      `${shownPath(file)}, run ${i + 1}: must have ${columns.length} cells, as the header has, got ${cells.length}. ` +
        "Give a table as the program wrote it.",
    );
  });
  return { columns, rows };
}
