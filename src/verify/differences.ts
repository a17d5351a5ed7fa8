import { keyOf } from "../jobs/index.js";
import { isRecord } from "./read-document.js";

/** Something that came out differently. */
export interface Difference {
  /** Which run, or which file. */
  of: string;
  key: string;
  recorded: string;
  found: string;
}

/** What stands for a value where there is none: null is one. */
export const NOTHING = "(nothing)";

/** A value as text that is the same for equal values, whatever the order of their keys, to the last digit. */
export const textOf = (value: unknown): string => (value === undefined ? NOTHING : keyOf(value as never));

/**
 * Every value in which two records differ, in the order of the first; a key of one alone is a difference.
 * Records within them are compared key by key, lists as wholes.
 */
export function differencesOf(of: string, recorded: object, found: object, above = ""): Difference[] {
  const keys = new Set([...Object.keys(recorded), ...Object.keys(found)]);
  return [...keys].flatMap((key): Difference[] => {
    const [before, now] = [recorded, found].map((record) =>
      Object.hasOwn(record, key) ? (record as never)[key] : undefined,
    );
    if (isRecord(before) && isRecord(now)) return differencesOf(of, before, now, `${above}${key}.`);
    const texts = { recorded: textOf(before), found: textOf(now) };
    return texts.recorded === texts.found ? [] : [{ of, key: `${above}${key}`, ...texts }];
  });
}
