/** Steps of training from one checkpoint to the next: as many at least and at most. */
export interface StepsBetween {
  readonly least: number;
  readonly most: number;
}

/** What stands before a number of steps, and before one that counts something longer. */
const steps = /(?:step|iter|iteration|update|batch)s?[^a-z0-9]*$/i;
const epochs = /(?:^|[^a-z])(?:epochs?|ep|e)[^a-z0-9]*$/i;

/** The place of the number that counts steps among the parts of names, of which every second is a number; undefined where none is known to. */
function placeOfSteps(parts: readonly string[][]): number | undefined {
  const [first, ...others] = parts;
  const varying = first!.map((_, k) => k).filter((k) => others.some((other) => other[k] !== first![k]));
  if (varying.some((k) => k % 2 === 0) || others.some(({ length }) => length !== first!.length)) return undefined;
  const labelled = varying.filter((k) => steps.test(first![k - 1]!));
  if (labelled.length > 0) return labelled.length === 1 ? labelled[0] : undefined;
  return varying.length === 1 && !epochs.test(first![varying[0]! - 1]!) ? varying[0] : undefined;
}

/**
 * How many steps lie between checkpoints by the numbers in the names of their files: `ckpt-100.pt`, `ckpt-200.pt`. A number that a
 * name says to be of epochs is none, and neither is one that rises by 1 unless it is said to be of steps: it may count the files.
 *
 * @param names in the order of the files
 * @returns null where names do not tell
 */
export function stepsBetween(names: readonly string[]): StepsBetween | null {
  if (names.length < 2) return null;
  const parts = names.map((name) => name.split(/(\d+)/));
  const place = placeOfSteps(parts);
  if (place === undefined) return null;
  const numbers = parts.map((part) => Number(part[place]));
  if (!numbers.every(Number.isSafeInteger)) return null;
  const between = numbers.slice(1).map((number, k) => number - numbers[k]!);
  const least = between.reduce((a, b) => Math.min(a, b));
  const most = between.reduce((a, b) => Math.max(a, b));
  const isLabelled = steps.test(parts[0]![place - 1]!);
  return least < 1 || (most === 1 && !isLabelled) ? null : { least, most };
}
