import type { Description, ParameterMeta } from "../schema/parameter-help.js";
import { helpOf } from "../schema/parameter-help.js";
import { shown } from "../schema/shown.js";
import { z } from "../schema/zod.js";

// A threshold that is found on the runs of several seeds makes a run depend on which these are: they are a parameter of it.

/** What `threshold` is where one θ is found for several seeds. */
export const SHARED = "auto-shared";

const LARGEST_SEED = 2 ** 52;
/** As many as a command has runs. */
const MOST_SEEDS = 100_000;
const allowed = `seeds from 0 to ${LARGEST_SEED}, at most ${MOST_SEEDS}, such as "101..120" or "1..3,7"`;

/** The ranges of a text, each with both ends; undefined where it is none. */
function rangesOf(text: string): [number, number][] | undefined {
  const ranges = text.split(",").map((item): [number, number] => {
    const [, first, last] = /^\s*(\d+)(?:\s*\.\.\s*(\d+))?\s*$/.exec(item) ?? [];
    return [Number(first), Number(last ?? first)];
  });
  const size = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  const areRanges = ranges.every(([first, last]) => first <= last && last <= LARGEST_SEED);
  return areRanges && size <= MOST_SEEDS ? ranges : undefined;
}

/** Rising seeds, each once, of `1..3,7`. */
export function seedsOfText(text: string): number[] {
  const seeds = new Set<number>();
  for (const [first, last] of rangesOf(text) ?? []) for (let seed = first; seed <= last; seed++) seeds.add(seed);
  return [...seeds].sort((a, b) => a - b);
}

/** Rising seeds as a text, the same for the same seeds. */
export function textOfSeeds(seeds: readonly number[]): string {
  const items: string[] = [];
  for (let start = 0; start < seeds.length; ) {
    let end = start;
    while (seeds[end + 1] === seeds[end]! + 1) end += 1;
    items.push(end === start ? String(seeds[start]) : `${seeds[start]}..${seeds[end]}`);
    start = end + 1;
  }
  return items.join(",");
}

/** Seeds that are a parameter where they are given, and no part of a record where they are not. */
export function seedsIfGiven(options: Description) {
  const error = ({ input }: { input?: unknown }) => `must be ${allowed}, got ${shown(input)}. ${options.remedy}`;
  // One seed looks like a number in YAML and in a table.
  return z
    .union([z.int().transform(String), z.string()], { error })
    .refine((text) => rangesOf(text) !== undefined, { error })
    .transform((text) => textOfSeeds(seedsOfText(text)))
    .optional()
    .meta({
      description: options.description,
      help: helpOf(options),
      placeholder: "<list>",
      isText: true,
    } satisfies ParameterMeta);
}

/** The part of parameters that says whether and among which seeds a threshold is shared. */
interface Sharing {
  threshold?: unknown;
  thresholdSeeds?: unknown;
}

/** What a run among these seeds has to be told: nothing, unless they share its threshold and it is told already. */
export const sharedAmong = (
  { threshold, thresholdSeeds }: Sharing,
  seeds: () => string,
): { thresholdSeeds?: string } =>
  threshold === SHARED && thresholdSeeds === undefined ? { thresholdSeeds: seeds() } : {};

/** The seeds of a command, as a text: `runs` of them from `seed`. */
export const seedsOfRuns = ({ seed, runs }: { seed: number; runs: number }): string =>
  runs === 1 ? String(seed) : `${seed}..${seed + runs - 1}`;

/** Parameters of run k of several, from 0: its seed, and what it shares with the others. */
export const runOf = <P extends Sharing & { seed: number; runs: number }>(parameters: P, k: number): P => ({
  ...parameters,
  ...sharedAmong(parameters, () => seedsOfRuns(parameters)),
  seed: parameters.seed + k,
  runs: 1,
});
