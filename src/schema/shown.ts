/** Longest form of a value in a message: enough to recognise it by, short enough for a line. */
const VALUE_LENGTH = 60;
/** Longest form of a path: paths are long, and the whole one is what a person looks for. */
const PATH_LENGTH = 240;
/** Lists within lists are shown as far as this. */
const DEPTH = 3;

/** What a terminal obeys or does not show: control and format characters, line separators, halves of a character. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/u;
const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character: string): string {
  if (character === "\\") return "\\\\";
  if (!unprintable.test(character)) return character;
  const code = character.codePointAt(0)!;
  return named[character] ?? (code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`);
}

/** The beginning of a text in at most `length` characters, `…` where it is cut. A character is never divided. */
function cut(pieces: Iterable<string>, length: number): string {
  let text = "";
  let whole = "";
  for (const piece of pieces) {
    whole += piece;
    if (whole.length > length) return `${text}…`;
    if (whole.length < length) text = whole;
  }
  return whole;
}

function* escapedCharacters(text: string): Generator<string> {
  for (const character of text) yield escaped(character);
}

const quoted = (text: string, length: number): string =>
  `"${cut(
    (function* () {
      for (const piece of escapedCharacters(text)) yield piece === '"' ? '\\"' : piece;
    })(),
    length - 2,
  )}"`;

/** A list or a record, piece by piece, so that no more of it is looked at than is shown. */
function* pieces(value: unknown, depth: number): Generator<string> {
  if (typeof value === "string") yield quoted(value, VALUE_LENGTH);
  else if (typeof value === "function") yield "a function";
  else if (typeof value !== "object" || value === null) yield* escapedCharacters(String(value));
  else if (ArrayBuffer.isView(value)) {
    const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
    yield `${kind} of ${"length" in value ? value.length : value.byteLength} values`;
  } else if (Array.isArray(value)) {
    if (depth === 0) yield "[…]";
    else {
      yield "[";
      for (let i = 0; i < value.length; i++) {
        if (i > 0) yield ", ";
        yield* pieces(value[i], depth - 1);
      }
      yield "]";
    }
  } else if (value instanceof Date) yield Number.isNaN(value.getTime()) ? "an invalid date" : value.toISOString();
  else if (depth === 0) yield "{…}";
  else {
    yield "{";
    let separator = " ";
    for (const key in value) {
      yield separator;
      yield* escapedCharacters(key);
      yield ": ";
      yield* pieces((value as Record<string, unknown>)[key], depth - 1);
      separator = ", ";
    }
    yield separator === " " ? "}" : " }";
  }
}

/**
 * A value as a message shows it: text in quotes, at most 60 characters, cut with `…`, and without any character that a
 * terminal would obey. Whatever was typed or read is shown with it.
 */
export const shown = (value: unknown): string =>
  typeof value === "string" ? quoted(value, VALUE_LENGTH) : cut(pieces(value, DEPTH), VALUE_LENGTH);

/** A path, or another name of a file, as it begins a message: without quotes; where it is very long, its middle is cut. */
export function shownPath(path: string): string {
  const text = [...path].map((character) => (character === "\\" ? character : escaped(character)));
  if (text.length <= PATH_LENGTH) return cut(text, 2 * PATH_LENGTH);
  const half = PATH_LENGTH / 2;
  return `${cut(text.slice(0, half), PATH_LENGTH)}…${cut(text.slice(-half), PATH_LENGTH)}`;
}
