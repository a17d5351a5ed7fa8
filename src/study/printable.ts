/** What a terminal, or a reader, would make something else of than a character: controls, marks of direction, line separators. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

const escapeOf = (character: string): string =>
  character === "\n" || character === "\t"
    ? character
    : `\\u{${character.codePointAt(0)!.toString(16).padStart(4, "0")}}`;

/**
 * The end of what another program has printed, fit to be shown: without blanks around it, control characters as
 * escapes, and no longer than about `most` characters. What went wrong stands last, as a rule.
 */
export function printable(text: string, most = 1000): string {
  const whole = text.trim();
  const kept = whole.length <= most ? whole : `… ${whole.slice(-most)}`;
  return kept.replace(UNPRINTABLE, escapeOf);
}
