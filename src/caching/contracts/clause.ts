/**
 * One thing that a contract demands. With a test runner: `for (const { name, check } of clauses) it(name, check)`; without
 * one, `check()` is called, and what it throws says what is broken.
 */
export interface Clause {
  name: string;
  /** @throws Error with what was demanded and what was found, or with what the plug-in itself has thrown */
  check(): void;
}

/** @throws Error with `message` unless `holds` */
export function demand(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}

/** Whether two vectors are of the same length and of the same numbers, NaN among them. */
export const areSame = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  a.length === b.length && Array.from(a).every((value, i) => Object.is(value + 0, b[i]! + 0));

/** A vector as a message shows it. */
export const listed = (values: ArrayLike<number>): string => {
  const shown = Array.from(values).slice(0, 8).join(", ");
  return `[${shown}${values.length > 8 ? ", …" : ""}]`;
};

/** @throws Error unless `call` throws */
export function demandThrows(call: () => unknown, message: string): void {
  try {
    call();
  } catch {
    return;
  }
  throw new Error(message);
}
