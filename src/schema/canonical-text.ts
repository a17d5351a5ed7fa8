import { infinityAsWord } from "./infinity.js";

/** Names of parameters as JSON: few, and asked for millions of times. */
const quotedKeys = new Map<string, string>();

function quoted(key: string): string {
  const known = quotedKeys.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(key);
  quotedKeys.set(key, text);
  return text;
}

/**
 * JSON that is the same for equal values: keys in the order of the alphabet at every depth, those without a value left
 * out, and Infinity as its word. There may be millions of jobs to be named: no detours.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (value === null || typeof value !== "object") return JSON.stringify(infinityAsWord(value)) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  let entries = "";
  for (const key of Object.keys(value).sort()) {
    const item: unknown = (value as Record<string, unknown>)[key];
    if (item === undefined) continue;
    entries += `${entries === "" ? "" : ","}${quoted(key)}:${canonicalText(item)}`;
  }
  return `{${entries}}`;
}
