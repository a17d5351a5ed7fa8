import { UsageError } from "../schema/usage-error.js";
import { isQuoted, numberIn, type Separator } from "./csv-cells.js";

/** Below so many rows a first column of 0, 1 or 1, 2 is as likely to be data. */
const FEWEST_ROWS = 3;

/** How a first column is left out, where the file is made and where it is only at hand. */
export function howToDropFirstColumn(separator: Separator): string {
  const cut = {
    ",": "cut -d, -f2- FILE > NEW",
    ";": "cut -d';' -f2- FILE > NEW",
    "\t": "cut -f2- FILE > NEW",
    " ": "sed -E 's/^[[:blank:]]*[^[:blank:]]+[[:blank:]]+//' FILE > NEW",
  }[separator];
  return `row.names = FALSE in R and index=False in pandas leave it out, and so does \`${cut}\``;
}

/** Watches the first column of a matrix: does it hold the names of the rows rather than an input? */
export class FirstColumn {
  private rowCount = 0;
  private columnCount = 0;
  private start = Number.NaN;
  private counts = true;
  private aloneInQuotes = true;

  see(cells: readonly string[], hasQuotes: boolean): void {
    const value = numberIn(cells[0]!);
    if (this.rowCount === 0) this.start = value;
    this.counts &&= value === this.start + this.rowCount;
    this.aloneInQuotes &&=
      hasQuotes && isQuoted(cells[0]!) && !cells.some((cell, column) => column > 0 && isQuoted(cell));
    this.columnCount = cells.length;
    this.rowCount++;
  }

  /** @throws {UsageError} if it does */
  refuse(source: string, separator: Separator, role: "patterns" | "targets" = "patterns"): void {
    if (this.rowCount < FEWEST_ROWS || this.columnCount < 2) return;
    const isCount = this.counts && (this.start === 0 || this.start === 1);
    if (!isCount && !this.aloneInQuotes) return;
    const what = isCount ? `counts the rows from ${this.start}` : "alone is in quotes";
    // Targets have one column, so that to keep another one would not help.
    if (role === "targets") {
      throw new UsageError(
        `${source}: the first column ${what}, as names of rows do, and targets are one column. ` +
          `Leave it out: ${howToDropFirstColumn(separator)}.`,
      );
    }
    throw new UsageError(
      `${source}: the first column ${what}, as names of rows do, and would be learned as an input. ` +
        `Leave it out (${howToDropFirstColumn(separator)}), or say that it is data: --keep-first-column, or ` +
        "keepFirstColumn: true under the parameters of a study.",
    );
  }
}
