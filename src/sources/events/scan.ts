import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import type { ByteSource } from "../trajectory.js";
import { type Columns, readColumns } from "./columns.js";
import { lineBlocks } from "./line-blocks.js";
import { recordsOf } from "./records.js";

/** As many as are told apart in memory. */
const MOST_SYNAPSES = 2 ** 23;

/** Whole lines of a file, and the times that stand in them. */
export interface Stretch {
  readonly file: ByteSource;
  readonly columns: Columns;
  readonly start: number;
  readonly end: number;
  /** Lines of the file before these. */
  readonly lineCount: number;
  readonly earliest: number;
  readonly latest: number;
}

/** What is known of a list of changes after it was read once. */
export interface Scan {
  readonly stretches: readonly Stretch[];
  readonly recordCount: number;
  /** Keys of synapses in their order: by target, sender, receptor and port, or by their own number. */
  readonly keys: readonly string[];
  readonly indices: ReadonlyMap<string, number>;
  /** For every synapse, the weight of its first record. */
  readonly first: Float64Array;
  readonly earliest: number;
  readonly latest: number;
  readonly hasTargets: boolean;
  readonly isNest: boolean;
}

interface First {
  time: number;
  weight: number;
}

/**
 * Reads lists of changes once, and keeps nothing of them but what is first and where times are.
 *
 * @throws UsageError for what is no such list
 */
export async function scan(files: readonly ByteSource[]): Promise<Scan> {
  const stretches: Stretch[] = [];
  const firsts = new Map<string, First>();
  let recordCount = 0;
  for (const file of files) {
    try {
      recordCount += await scanFile(file, stretches, firsts);
    } finally {
      await file.close?.();
    }
  }
  const { columns } = stretches[0] ?? {};
  if (columns === undefined || recordCount === 0) {
    throw new UsageError(`${files[0]!.name}: has no records. Give a list with at least one change.`);
  }
  const keys = [...firsts.keys()].sort(byNumbers);
  return {
    ...{ stretches, recordCount, keys, indices: new Map(keys.map((key, index) => [key, index])) },
    first: Float64Array.from(keys, (key) => firsts.get(key)!.weight),
    earliest: stretches.reduce((least, { earliest }) => Math.min(least, earliest), Number.POSITIVE_INFINITY),
    latest: stretches.reduce((most, { latest }) => Math.max(most, latest), Number.NEGATIVE_INFINITY),
    ...{ hasTargets: columns.hasTargets, isNest: columns.isNest },
  };
}

async function scanFile(file: ByteSource, stretches: Stretch[], firsts: Map<string, First>): Promise<number> {
  const columns = await readColumns(file);
  const known = stretches[0]?.columns;
  if (known !== undefined && known.identity.length !== columns.identity.length) {
    throw new UsageError(`${file.name}: must tell synapses apart by the same columns as ${stretches[0]!.file.name}.`);
  }
  let [count, lineCount] = [0, columns.lineCount];
  for await (const { lines, start, end } of lineBlocks(file, columns.start)) {
    let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { time, weight, key } of recordsOf(lines, columns, lineNamer(file, lineCount))) {
      count++;
      earliest = Math.min(earliest, time);
      latest = Math.max(latest, time);
      const first = firsts.get(key);
      if (first === undefined) {
        firsts.set(key, { time, weight });
        if (firsts.size > MOST_SYNAPSES) throw tooMany(file.name);
      } else if (time < first.time) Object.assign(first, { time, weight });
    }
    stretches.push({ file, columns, start, end, lineCount, earliest, latest });
    lineCount += lines.length;
  }
  return count;
}

/** Names lines of a file, counted from 1 as editors do. */
export const lineNamer =
  ({ name }: ByteSource, before: number) =>
  (k: number): string =>
    `${name}, line ${before + k + 1}`;

const tooMany = (name: string): UsageError =>
  new UsageError(
    `${name}: must have at most ${MOST_SYNAPSES} synapses, got more. Give parts of the list, each with some of them.`,
  );

/** Numbers in keys as numbers, everything else as text. */
function byNumbers(a: string, b: string): number {
  const [left, right] = [a.split(" "), b.split(" ")];
  for (const [k, x] of left.entries()) {
    const y = right[k]!;
    if (x === y) continue;
    const difference = Number(x) - Number(y);
    if (Number.isFinite(difference) && difference !== 0) return difference;
    return x < y ? -1 : 1;
  }
  return 0;
}

/** Targets with how many synapses lead to each, in the order of synapses. */
export function targetsOf(keys: readonly string[]): { name: string; count: number }[] {
  const targets: { name: string; count: number }[] = [];
  for (const key of keys) {
    const [target] = key.split(" ", 1);
    const name = `target ${shown(target).slice(1, -1)}`;
    const last = targets.at(-1);
    if (last?.name === name) last.count++;
    else targets.push({ name, count: 1 });
  }
  return targets;
}
