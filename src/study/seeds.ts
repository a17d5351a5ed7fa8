import { MAXIMUM_SEED } from "../caching/parameters.js";
import { shown } from "../schema/shown.js";
import { z } from "../schema/zod.js";

/** A study of more runs than this is a mistake in its file. */
export const MAXIMUM_JOBS = 10_000_000;

const allowed = `a seed from 0 to ${MAXIMUM_SEED}, a range such as 1..20, or a list of these`;

/** First and last seed of `7`, `"7"` or `"1..20"`; what is wrong with it where it is none of these. */
function rangeOf(item: unknown): [number, number] | string {
  const refused = `must be ${allowed}, got ${shown(item)}.`;
  const match = /^(\d+)(?:\s*\.\.\s*(\d+))?$/.exec(String(item).trim());
  if (match === null) return refused;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  if (last < first) return `${refused} The smaller end of a range comes first.`;
  if (last - first >= MAXIMUM_JOBS)
    return `${refused} A study has at most ${MAXIMUM_JOBS} seeds: divide it into several.`;
  if (last > MAXIMUM_SEED) return refused;
  return [first, last];
}

const refusal = { error: ({ input }: { input?: unknown }) => `must be ${allowed}, got ${shown(input)}.` };

const item = z.union(
  [
    z.int(refusal).min(0, refusal).max(MAXIMUM_SEED, refusal),
    z.string(refusal).regex(/^\s*\d+(\s*\.\.\s*\d+)?\s*$/, refusal),
  ],
  refusal,
);

/** Seeds of a study; a seed that is named twice is run once. They come out in rising order. */
export const seedsSchema = z
  .union([item, z.array(item).min(1, refusal)], refusal)
  .transform((input, context) => {
    const items = [input].flat();
    const ranges: [number, number][] = [];
    // Counted before they are made, so that one that is named twice counts twice: a set cannot hold many more.
    let named = 0;
    for (const one of items) {
      const found = rangeOf(one);
      if (typeof found === "string") {
        context.addIssue({ code: "custom", message: found });
        return z.NEVER;
      }
      named += found[1] - found[0] + 1;
      if (named > MAXIMUM_JOBS) {
        context.addIssue({
          code: "custom",
          message: `must be at most ${MAXIMUM_JOBS} seeds, got ${named} and perhaps more. Divide the study into several.`,
        });
        return z.NEVER;
      }
      ranges.push(found);
    }
    const seeds = new Set<number>();
    for (const [first, last] of ranges) for (let seed = first; seed <= last; seed++) seeds.add(seed);
    return [...seeds].sort((a, b) => a - b);
  })
  .meta({ description: `${allowed}; every point of the grid is run once with each` });

/** Rising seeds in short: `[1, 2, 3, 7]` → `["1..3", 7]`. */
export function formatSeeds(seeds: readonly number[]): (string | number)[] {
  const short: (string | number)[] = [];
  for (let start = 0; start < seeds.length; ) {
    let end = start;
    while (end + 1 < seeds.length && seeds[end + 1] === seeds[end]! + 1) end += 1;
    short.push(end === start ? seeds[start]! : `${seeds[start]}..${seeds[end]}`);
    start = end + 1;
  }
  return short;
}
