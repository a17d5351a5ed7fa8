/** " [≥ 0 (weight units); default: 5]": what may be given to a flag, and what holds without it; "" where neither is said. */
export function inBrackets(allowed: string | undefined, fallback: unknown): string {
  const isNone = fallback === undefined || fallback === null || fallback === false;
  const parts = [...(allowed === undefined ? [] : [allowed]), ...(isNone ? [] : [`default: ${String(fallback)}`])];
  return parts.length === 0 ? "" : ` [${parts.join("; ")}]`;
}
