/** What no shell gives a meaning to, wherever in a word it stands. A `~` or `=` may mean something at its start. */
const PLAIN = /^[A-Za-z0-9_./:,@%+-][A-Za-z0-9_./:,@%+=-]*$/;
const CONTROL = /\p{Cc}/u;

/**
 * A text as one word of bash, which reads it back unchanged; always on one line, so that it may stand in a comment too.
 *
 * Single quotes take away every meaning but their own end. Control characters, line feeds above all, are written as
 * escapes in `$'…'`.
 */
export function quoteForShell(text: string): string {
  if (text.includes("\0")) throw new Error(`a word of the shell cannot hold a zero byte: ${JSON.stringify(text)}`);
  if (PLAIN.test(text)) return text;
  if (!CONTROL.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text.replace(/[\\']/g, "\\$&").replace(/\p{Cc}/gu, escapeOf);
  return `$'${escaped}'`;
}

/** Three octal digits a byte: a fourth digit that follows is then none of the escape. */
const escapeOf = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
