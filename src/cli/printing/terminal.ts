/**
 * Characters a line of stdout may take: those of the terminal, or COLUMNS where that is set. Files and pipes take lines
 * of any length.
 */
export function lineWidth(): number {
  const asked = Number(process.env.COLUMNS);
  if (Number.isInteger(asked) && asked > 0) return asked;
  return process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;
}

/** A page of help is at most as wide as this, however wide the terminal is. */
const WIDEST_PAGE = 80;
/** What is narrower breaks within words. */
const NARROWEST_PAGE = 40;

/** Columns of a page of help: 80 for a pipe, and for a terminal what it has, or COLUMNS says, from 40 to 80. */
export function pageWidth({ isTTY, columns }: { isTTY?: boolean; columns?: number }): number {
  const asked = Number(process.env.COLUMNS);
  const there = Number.isInteger(asked) && asked > 0 ? asked : isTTY ? columns || WIDEST_PAGE : WIDEST_PAGE;
  return Math.min(WIDEST_PAGE, Math.max(NARROWEST_PAGE, there));
}

/** Breaks text at its blanks into lines that fit; a word that is longer than a line keeps a line of its own. */
export function wrap(text: string, width: number = lineWidth()): string {
  if (text.length <= width) return text;
  const lines: string[] = [];
  // Thin spaces between thousands are no blanks.
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}
