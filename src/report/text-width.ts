import { typeset, wordsOf } from "./typeset.js";

/** Raised and lowered text is this much smaller than the text around it. */
export const SHIFTED_SIZE = 0.72;

/**
 * Advance widths of the characters U+0020 to U+007E in DejaVu Sans, in thousandths of the font size (table `hmtx` of
 * version 2.37). A document without a screen cannot measure text. DejaVu Sans is wider than Helvetica and Arial, so
 * what fits by this table fits in all of them.
 */
// biome-ignore format: a table, sixteen characters a line
const WIDTHS = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
  636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
  1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
  603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
  500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
  635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/** Operators and arrows are as wide as "="; Greek and accented letters are narrower, so this errs on the safe side. */
const OTHER_WIDTH = 838;
const NARROW = "\u2009\u202f\u00a0·’‘";
const NARROW_WIDTH = 318;

/** DejaVu Sans Bold over DejaVu Sans for running text; single characters reach 1.26. */
const BOLD = 1.14;

function characterWidth(character: string): number {
  if (NARROW.includes(character)) return NARROW_WIDTH;
  return WIDTHS[character.codePointAt(0)! - 32] ?? OTHER_WIDTH;
}

/** Width of one line of text in pixels, or a little more. */
export function textWidth(text: string, fontSize: number, weight: "normal" | "bold" = "normal"): number {
  let thousandths = 0;
  for (const run of typeset(text)) {
    const scale = run.shift === "none" ? 1 : SHIFTED_SIZE;
    for (const character of run.text) thousandths += scale * characterWidth(character);
  }
  return (thousandths / 1000) * fontSize * (weight === "bold" ? BOLD : 1);
}

/** Breaks text at the spaces between its words into lines no wider than `width`; a single word that is wider stays whole. */
export function wrapText(
  text: string,
  width: number,
  fontSize: number,
  weight: "normal" | "bold" = "normal",
): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of wordsOf(text)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, fontSize, weight) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
