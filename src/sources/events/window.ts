import { UsageError } from "../../schema/usage-error.js";
import { binOf } from "./bins.js";
import { readLines } from "./line-blocks.js";
import { recordsOf } from "./records.js";
import { lineNamer, type Scan } from "./scan.js";

/** Changes that are held at once, 28 bytes each. */
const CAPACITY = 2 ** 22;

/** All changes of some bins, in order of time and, at the same time, in the order of the files. */
export interface Window {
  /** The first bin that is not in it. */
  readonly end: number;
  readonly bins: Float64Array;
  readonly synapses: Int32Array;
  readonly weights: Float64Array;
}

/** Changes in the order in which they were read. */
class Collected {
  readonly bins: Float64Array;
  readonly times: Float64Array;
  readonly weights: Float64Array;
  readonly synapses: Int32Array;
  readonly #capacity: number;
  readonly #source: string;
  length = 0;
  /** Bins from this on are not collected. */
  end: number;

  constructor(capacity: number, end: number, source: string) {
    this.#capacity = capacity;
    this.#source = source;
    this.end = end;
    [this.bins, this.times, this.weights] = [0, 1, 2].map(() => new Float64Array(capacity)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    this.synapses = new Int32Array(capacity);
  }

  add(bin: number, time: number, weight: number, synapse: number): void {
    if (this.length === this.#capacity) this.#narrow();
    if (bin >= this.end) return;
    const at = this.length++;
    [this.bins[at], this.times[at], this.weights[at], this.synapses[at]] = [bin, time, weight, synapse];
  }

  /** Keeps the earlier half, so that there is room for more of it. */
  #narrow(): void {
    const sorted = this.bins.toSorted();
    this.end = sorted[this.#capacity >> 1]!;
    if (sorted[0] === this.end) {
      throw new UsageError(
        `${this.#source}: a time step must have at most ${this.#capacity >> 1} changes, got more. Make it shorter: --step.`,
      );
    }
    let kept = 0;
    for (let at = 0; at < this.length; at++) {
      if (this.bins[at]! >= this.end) continue;
      for (const list of [this.bins, this.times, this.weights, this.synapses]) list[kept] = list[at]!;
      kept++;
    }
    this.length = kept;
  }
}

/**
 * Reads the changes from a bin on, as many as there is room for. Lists that are nearly in order of time are read about twice in all,
 * others once for every few million changes.
 */
export async function readWindow(found: Scan, step: number, from: number, capacity = CAPACITY): Promise<Window> {
  const last = binOf(found.latest, step) + 1;
  const collected = new Collected(Math.min(capacity, found.recordCount), last, found.stretches[0]!.file.name);
  for (const { file, columns, start, end, lineCount, earliest, latest } of found.stretches) {
    if (binOf(latest, step) < from || binOf(earliest, step) >= collected.end) continue;
    const lines = await readLines(file, start, end);
    for (const { time, weight, key } of recordsOf(lines, columns, lineNamer(file, lineCount))) {
      const bin = binOf(time, step);
      const synapse = found.indices.get(key);
      if (synapse === undefined) throw new UsageError(`${file.name}: changed while it was read. Wait for its writer.`);
      if (bin >= from) collected.add(bin, time, weight, synapse);
    }
  }
  return inOrder(collected);
}

function inOrder({ length, end, bins, times, weights, synapses }: Collected): Window {
  const order = Uint32Array.from({ length }, (_, k) => k);
  let isInOrder = true;
  for (let k = 1; k < length && isInOrder; k++) isInOrder = times[k - 1]! <= times[k]!;
  if (!isInOrder) order.sort((a, b) => times[a]! - times[b]! || a - b);
  return {
    end,
    bins: Float64Array.from(order, (k) => bins[k]!),
    synapses: Int32Array.from(order, (k) => synapses[k]!),
    weights: Float64Array.from(order, (k) => weights[k]!),
  };
}
