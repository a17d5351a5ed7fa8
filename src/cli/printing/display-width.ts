/** Made when first needed: its tables take longer to load than a small run. */
let graphemes: Intl.Segmenter | undefined;

/** Letters, Greek ones too, digits and signs of one column each, as nearly all of what is printed. */
const PLAIN = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u03ff\u2010-\u2027\u2070-\u209c\u2190-\u22ff\u2500-\u257f]*$/;
/** Characters that take two columns: those of East Asia, and pictures. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}/u;
/** What takes none by itself: marks that stand on a letter, controls, joiners. */
const NOTHING = /^[\p{M}\p{Cc}\p{Cf}]+$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what makes a terminal write in bold begins with one.
const STYLE = /\x1b\[[\d;]*m/g;

/** Columns that a text of one line takes on a terminal. */
export function displayWidth(text: string): number {
  const shown = text.replace(STYLE, "");
  if (PLAIN.test(shown)) return shown.length;
  graphemes ??= new Intl.Segmenter("en");
  let width = 0;
  for (const { segment } of graphemes.segment(shown)) {
    width += NOTHING.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1;
  }
  return width;
}
