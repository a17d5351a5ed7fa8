/** A stretch of text that is set on the line, raised or lowered. */
export interface Run {
  text: string;
  /** The characters this was written with, such as "²" for a raised 2. */
  source: string;
  shift: "none" | "raised" | "lowered";
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
const PLAIN = "0123456789+−";

/** Superscript characters, or an index after a single letter, as in M_min; `file_name` is left alone. */
const SHIFTED = /([⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+)|(?<=(?<![\p{L}\p{N}_])\p{L})_([\p{L}\p{Nd}]+)/gu;

/**
 * Splits text into runs, so that powers and indices are drawn from ordinary digits and letters: many fonts lack the
 * superscript characters, and borrowing single ones from another font looks uneven.
 */
export function typeset(text: string): Run[] {
  const runs: Run[] = [];
  let end = 0;
  const plain = (upTo: number) => {
    const stretch = text.slice(end, upTo);
    if (stretch !== "") runs.push({ text: stretch, source: stretch, shift: "none" });
  };
  for (const match of text.matchAll(SHIFTED)) {
    plain(match.index);
    const [source, power, index] = match;
    if (power) runs.push({ text: [...power].map((c) => PLAIN[RAISED.indexOf(c)]).join(""), source, shift: "raised" });
    else runs.push({ text: index!, source, shift: "lowered" });
    end = match.index + source.length;
  }
  plain(text.length);
  return runs;
}
