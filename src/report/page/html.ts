import { printable } from "../../schema/printable.js";
import { typeset } from "../typeset.js";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text for use between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

const TAGS = { raised: "sup", lowered: "sub" } as const;

/** A formula is not broken at the spaces around its signs: "N = 1000" and "(2 − P/N)" stay on a line, and so does "20 %". */
const AROUND_SIGNS = / (?=[=<>≤≥≈∝±×·+−≲] )|(?<= [=<>≤≥≈∝±×·+−≲]) |(?<=\d) (?=%)/gu;

/** After the bar of |s| a line may break even before a blank that forbids it; a word joiner forbids that too. */
const AFTER_BAR = /\|(?=\u00a0)/g;

/** Text with its powers raised and its indices lowered, as in M_min and (2 − P/N)⁻². */
export function htmlText(text: string): string {
  return typeset(text.replace(AROUND_SIGNS, "\u00a0").replace(AFTER_BAR, "|\u2060"))
    .map(({ text, shift }, i, runs) => {
      if (shift === "none") return escapeHtml(text);
      // Between a bracket and the minus of its power a line may break, which a word joiner forbids.
      const isApart = text.startsWith("−") && runs[i - 1]?.text.endsWith(")");
      return `<${TAGS[shift]}>${isApart ? "\u2060" : ""}${escapeHtml(text)}</${TAGS[shift]}>`;
    })
    .join("");
}

/** A fragment identifier made of words, unlike all those in `taken`, to which it is added. */
export function uniqueId(text: string, taken: Set<string>): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["section"];
  const base = words.join("-");
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  taken.add(id);
  return id;
}
