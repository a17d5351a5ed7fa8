import { csvFormat } from "d3-dsv";
import type { Row } from "../schema/row.js";

/**
 * Rows as CSV (RFC 4180 quoting, "\n" line ends), for pandas and R alike: null is an empty cell, Infinity is written
 * as "Infinity", which both read as a number. Without `columns`, every key is a column, in the order first seen.
 */
export function formatCsv(rows: Row[], columns?: string[]): string {
  return `${csvFormat(rows, columns)}\n`;
}
