import { printable } from "../../schema/printable.js";
import { typeset } from "../typeset.js";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text for use between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** Text with its indices lowered, as in M_min. Powers keep their characters: copied from the page they stay powers. */
export function htmlText(text: string): string {
  return typeset(text)
    .map(({ text, source, shift }) => {
      if (shift === "lowered") return `<sub>${escapeHtml(text)}</sub>`;
      return shift === "raised" ? `<span class="power">${source}</span>` : escapeHtml(source);
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
