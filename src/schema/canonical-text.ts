import { infinityAsWord } from "./infinity.js";

/**
 * JSON that is the same for equal values: keys in the order of the alphabet at every depth, those without a value left
 * out, and Infinity as its word. There may be millions of jobs to be named: no detours.
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(infinityAsWord(value)) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  let entries = "";
  for (const key of Object.keys(value).sort()) {
    const item: unknown = (value as Record<string, unknown>)[key];
    if (item === undefined) continue;
    entries += `${entries === "" ? "" : ","}${JSON.stringify(key)}:${canonicalText(item)}`;
  }
  return `{${entries}}`;
}
