/** A stretch of text that is set on the line, raised or lowered. */
export interface Run {
  text: string;
  shift: "none" | "raised" | "lowered";
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
const PLAIN = "0123456789+−";

/** Superscript characters, which become ordinary ones on a higher line. */
const SUPERSCRIPTS = `[${RAISED}]+`;

/**
 * What follows "^" is raised: an expression in brackets, which go; or a number, or one letter. Only what can be the base of
 * a power stands before it. Minus signs are true ones by then.
 */
const POWER = String.raw`(?<=[\p{L}\p{N}|)\]])\^(?:\(([^()]+)\)|(−?\d+(?:\.\d+)?|\p{L}(?!\p{L})))`;

/**
 * An index follows a single letter, as in M_min and 2σ_s². It may have a Greek letter before it, as in τσ_s² and ΣM_min; a Latin
 * one with a Latin letter before it is the end of a name, such as file_name or p01b_x.
 */
const INDEX = String.raw`(?<=\p{Script=Greek}|(?<![\p{Script=Latin}_]\p{Nd}*)\p{Script=Latin})_([\p{L}\p{Nd}]+)(?![\p{L}\p{Nd}_])`;

const SHIFTED = new RegExp(`(${SUPERSCRIPTS})|${POWER}|${INDEX}`, "gu");

const raise = (superscripts: string): string => [...superscripts].map((c) => PLAIN[RAISED.indexOf(c)]).join("");

/** 1e-7 and 2.5e+21, as programs write them. */
const SCIENTIFIC = /(?<![\p{L}\p{N}_.])(\d+(?:\.\d+)?)e([+-]?)(\d+)(?![\p{L}\p{N}_])/gu;
/** The sign of a number, not the hyphen of a word, a range or a date. */
const SIGN = /(?<![\p{L}\p{N}_)\]-])-(?=\.?\d|∞)/gu;

/** Numbers in the text as they are printed: a true minus, and 2.5×10⁻⁷ for 2.5e-7. */
function setNumbers(text: string): string {
  return text
    .replace(SCIENTIFIC, (_, mantissa: string, sign: string, exponent: string) => {
      const power = [...`${sign === "-" ? "−" : ""}${Number(exponent)}`].map((c) => RAISED[PLAIN.indexOf(c)]).join("");
      return `${mantissa === "1" ? "" : `${mantissa}×`}10${power}`;
    })
    .replace(SIGN, "−");
}

/**
 * Splits text into runs, so that powers and indices are drawn from ordinary digits and letters: many fonts lack the
 * superscript characters, and borrowing single ones from another font looks uneven. σ_s², |Δw|^α and P^(3/2) are set as in
 * print, and numbers get a true minus sign.
 */
export function typeset(text: string): Run[] {
  const numbered = setNumbers(text);
  const runs: Run[] = [];
  let end = 0;
  const plain = (upTo: number) => {
    if (upTo > end) runs.push({ text: numbered.slice(end, upTo), shift: "none" });
  };
  for (const match of numbered.matchAll(SHIFTED)) {
    plain(match.index);
    const [whole, superscripts, bracketed, bare, index] = match;
    if (index !== undefined) runs.push({ text: index, shift: "lowered" });
    else if (superscripts !== undefined) runs.push({ text: raise(superscripts), shift: "raised" });
    else runs.push({ text: bracketed ?? bare!, shift: "raised" });
    end = match.index + whole.length;
  }
  plain(numbered.length);
  return runs;
}

/**
 * The words of a line that is broken at spaces; the exponent of a power, spaces and all, is part of its word, and so are
 * both sides of "P = 12" and the number of "20 %", which would be hard to read in two lines.
 */
export const wordsOf = (text: string): string[] =>
  text.replace(/\^\([^()]+\)/g, (power) => power.replaceAll(" ", "\u00a0")).split(/(?<! [=≤≥≈]) (?![=≤≥≈] |%)/);
