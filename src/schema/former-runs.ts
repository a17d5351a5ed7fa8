/** Up to this version of documents a run kept the threshold it had found under the name of the one that was asked for. */
export const FOUND_AS_ASKED = 1;

/** Whether a threshold is asked for in a word, such as "auto": a run then finds one. Infinity is a number, also as a word. */
export const isSought = (threshold: unknown): boolean => typeof threshold === "string" && threshold !== "Infinity";

/**
 * What a run has found, or the mean of several, by the names of now: `foundThreshold` in the place of `threshold`.
 *
 * @param found of any version; one of now is returned as it is
 * @param asked `threshold` as it stands among the parameters
 */
export function withFoundThreshold<T extends object>(found: T, asked: unknown): T {
  if (!isSought(asked) || !Object.hasOwn(found, "threshold")) return found;
  const entries = Object.entries(found).map(([key, value]) => [key === "threshold" ? "foundThreshold" : key, value]);
  return Object.fromEntries(entries) as T;
}
