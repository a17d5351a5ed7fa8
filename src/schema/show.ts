/** Characters of a text that a message quotes. */
const LONGEST = 60;

/** What a terminal or a log would obey instead of printing it. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text in quotes, on one line and of a sane length. */
function quote(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return JSON.stringify(short).replace(CONTROL, "�");
}

/** A value as a message quotes it. Whatever it is, this returns; so no check fails while it says what it has found. */
export function show(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `an array of ${value.length} values`;
  if (ArrayBuffer.isView(value)) {
    const name = Object.prototype.toString.call(value).slice("[object ".length, -1);
    return `${name} of ${"length" in value ? value.length : value.byteLength} values`;
  }
  return "an object";
}
