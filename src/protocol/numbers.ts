/** Integers as a protocol lists them: `7`, `"1..20"`, or a list of these. */
export type Listed = number | string | readonly (number | string)[];

/** The integers of a list in its order, or null where it is none; ranges have both of their ends. */
export function listedNumbers(listed: Listed): number[] | null {
  const numbers: number[] = [];
  for (const item of [listed].flat()) {
    const match = /^\s*(\d{1,7})(?:\s*\.\.\s*(\d{1,7}))?\s*$/.exec(String(item));
    if (match === null) return null;
    const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (last < first) return null;
    for (let number = first; number <= last; number++) numbers.push(number);
  }
  return numbers;
}
