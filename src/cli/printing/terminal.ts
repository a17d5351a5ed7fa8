/**
 * Characters a line of stdout may take: those of the terminal, or COLUMNS where that is set. Files and pipes take lines
 * of any length.
 */
export function lineWidth(): number {
  const asked = Number(process.env.COLUMNS);
  if (Number.isInteger(asked) && asked > 0) return asked;
  return process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;
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
