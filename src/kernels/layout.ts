/** What a store has counted so far, as in `Tally`, with what it holds now. */
export interface Counters {
  norm: number;
  held: number;
  consolidated: number;
  changed: number;
  persistentNorm: number;
  persistentHeld: number;
}

/** Patterns as a kernel takes them: P×N entries row by row, and P targets of ±1. */
export interface KernelTask {
  inputCount: number;
  patternCount: number;
  patterns: Int8Array | Float64Array;
  targets: Int8Array;
}

/** How persistent changes are counted. */
export interface KernelCost {
  /** Whether a change counts as |Δl|; otherwise `sizeOf` is asked. */
  plain: boolean;
  sizeOf: (change: number) => number;
}

/** Writes a running time into counters: what has been held since the last update is added. */
export function upToNow(stored: ArrayLike<number>, transientSteps: number, persistentSteps: number): Counters {
  const [norm, held, consolidated, changed, persistentNorm, persistentHeld] = Array.from(stored) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    norm,
    held: held + norm * transientSteps,
    consolidated,
    changed,
    persistentNorm,
    persistentHeld: persistentHeld + persistentNorm * persistentSteps,
  };
}

export const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** Entries of a row of synapses: N inputs and the bias, padded with zeros, which change nothing. */
export const paddedSynapses = (inputCount: number): number => roundUp(inputCount + 1, 32);

/** 64-bit words of a row of bits; the kernels take two at a time. */
export const wordsPerRow = (inputCount: number): number => 2 * Math.ceil((inputCount + 1) / 128);
