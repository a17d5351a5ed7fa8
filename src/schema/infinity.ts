/** JSON has no Infinity. Wherever this program writes JSON it is a word, and whoever reads takes the word for the number. */
export const infinityAsWord = <T>(value: T): T | "Infinity" | "-Infinity" => {
  if (value === Number.POSITIVE_INFINITY) return "Infinity";
  return value === Number.NEGATIVE_INFINITY ? "-Infinity" : value;
};

/** The inverse. No parameter and no result has a text that says so. */
export const infinityOfWord = <T>(value: T): T | number => {
  if (value === "Infinity") return Number.POSITIVE_INFINITY;
  return value === "-Infinity" ? Number.NEGATIVE_INFINITY : value;
};

/** Puts the numbers into what was just parsed, at every depth, in its place. */
export function reviveInfinity<T>(parsed: T): T {
  if (parsed === null || typeof parsed !== "object") return infinityOfWord(parsed) as T;
  const items = parsed as Record<string, unknown>;
  for (const key of Object.keys(items)) {
    const item = items[key];
    // Most are numbers: nothing is written that stays as it is.
    if (typeof item === "string") items[key] = infinityOfWord(item);
    else if (typeof item === "object") reviveInfinity(item);
  }
  return parsed;
}
