import { formatCells, type NumberForm } from "../../report/format.js";
import type { Cell } from "../../schema/row.js";

const INDENT = "  ";
const GAP = "  ";

interface TableOptions {
  /** How the numbers of a column are written; as measured ones where it is not named. */
  forms?: Record<string, NumberForm>;
  /** Characters a line may take. Columns that do not fit follow below, beside the first one again. */
  width?: number;
}

/** Plain text in aligned columns, numbers to the right; `headings` maps a key to what stands above its column. */
export function formatTable(
  rows: readonly Record<string, Cell>[],
  headings: Record<string, string>,
  { forms = {}, width = Number.POSITIVE_INFINITY }: TableOptions = {},
): string {
  const columns = Object.entries(headings).map(([key, heading]) => {
    const cells = rows.map((row) => row[key]);
    const lines = [heading, ...formatCells(cells, forms[key])];
    const longest = Math.max(...lines.map((line) => line.length));
    const toTheLeft = cells.every((cell) => typeof cell === "string");
    return lines.map((line) => (toTheLeft ? line.padEnd(longest) : line.padStart(longest)));
  });
  return blocksOf(columns, width - INDENT.length)
    .map((block) => block[0]!.map((_, line) => `${INDENT}${block.map((column) => column[line]).join(GAP)}`.trimEnd()))
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

type Column = string[];

/** Columns that stand beside each other, as many as fit; the first one, which says what a row is, begins each block. */
function blocksOf([first, ...others]: Column[], width: number): Column[][] {
  const widthOf = (column: Column): number => column[0]!.length;
  const blocks: Column[][] = [[first!]];
  let used = widthOf(first!);
  for (const column of others) {
    const needed = GAP.length + widthOf(column);
    if (used + needed > width && blocks.at(-1)!.length > 1) {
      blocks.push([first!]);
      used = widthOf(first!);
    }
    blocks.at(-1)!.push(column);
    used += needed;
  }
  return blocks;
}
