/** What a terminal would obey rather than show: controls, marks of direction, line separators. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

const escapeOf = (character: string): string =>
  character === "\n" || character === "\t"
    ? character
    : `\\u{${character.codePointAt(0)!.toString(16).padStart(4, "0")}}`;

/** The end of a text: what went wrong stands last, as a rule. */
const endOf = (text: string, most: number): string => (text.length <= most ? text : `… ${text.slice(-most)}`);

/**
 * What another program has printed, fit to be shown: without blanks around it, control characters but line feeds and tabs as
 * escapes, and of a long text the last `most` characters.
 */
export function printable(text: string, most = 1000): string {
  return endOf(endOf(text.trim(), most).replace(UNPRINTABLE, escapeOf), most);
}

/** The same in quotes and on one line. */
export function quoted(text: string, most = 80): string {
  return `"${printable(text, most).replaceAll("\n", "\\n").replaceAll("\t", "\\t")}"`;
}
