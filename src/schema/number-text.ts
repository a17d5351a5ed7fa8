/** Numbers as JSON, YAML and programming languages write them; no hexadecimal numbers and no blanks. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)\.?inf(inity)?$/i;

/** The number that a text spells, `.inf`, `inf` and `Infinity` among them; undefined where it spells none. */
export function numberFromText(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text);
  const sign = INFINITE.exec(text)?.[1];
  if (sign === undefined) return undefined;
  return sign === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
