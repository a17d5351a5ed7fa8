import { createHash } from "node:crypto";

const PREFIX = '{"sum":"';
const SUM_LENGTH = 16;
const BODY = PREFIX.length + SUM_LENGTH + 2;

/**
 * Whether a line of a journal of figures is whole, and as version 0.1.0 wrote it: its results are of other code, and are
 * dropped as such.
 */
export function isFormerLine(text: string): boolean {
  const sum = text.slice(PREFIX.length, PREFIX.length + SUM_LENGTH);
  const found = createHash("sha256").update(text.slice(BODY)).digest("hex").slice(0, SUM_LENGTH);
  return text.startsWith(PREFIX) && found === sum;
}
