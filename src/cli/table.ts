import { formatNumber } from "../report/format.js";
import type { Cell } from "../schema/row.js";

const show = (cell: Cell | undefined): string => {
  if (cell === undefined || cell === null || typeof cell === "number") return formatNumber(cell ?? null);
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  return cell;
};

/** Plain text in aligned columns, numbers to the right; `headings` maps a key to what stands above its column. */
export function formatTable(rows: readonly Record<string, Cell>[], headings: Record<string, string>): string {
  const keys = Object.keys(headings);
  const cells = [keys.map((key) => headings[key]!), ...rows.map((row) => keys.map((key) => show(row[key])))];
  const widths = keys.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  const toTheLeft = keys.map((key) => rows.every((row) => typeof row[key] === "string"));
  const lines = cells.map((line) =>
    line.map((cell, i) => (toTheLeft[i] ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  "),
  );
  return lines.map((line) => `  ${line.trimEnd()}`).join("\n");
}
