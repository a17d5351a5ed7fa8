import type { counterFields } from "./tables/counters.js";

/** What a store has counted so far, with what it holds now. */
export type Counters = Record<keyof typeof counterFields, number>;

/** Patterns as a kernel takes them: P×N entries row by row, and P targets of ±1. */
export interface KernelTask {
  inputCount: number;
  patternCount: number;
  patterns: Int8Array | Float64Array;
  targets: Int8Array;
}

/** Signs ±1 patterns in the memory of a kernel (`assembly/gram.ts`). */
export type SignRows = (
  patterns: number,
  targets: number,
  patternCount: number,
  inputCount: number,
  rows: number,
  stride: number,
) => void;

/** How persistent changes are counted. */
export interface KernelCost {
  /** Whether a change counts as |Δl|; otherwise `sizeOf` is asked. */
  plain: boolean;
  sizeOf: (change: number) => number;
}

/** The counters up to now: what has been held since the last update is added. */
export function upToNow(stored: Counters, transientSteps: number, persistentSteps: number): Counters {
  return {
    ...stored,
    held: stored.held + stored.norm * transientSteps,
    persistentHeld: stored.persistentHeld + stored.persistentNorm * persistentSteps,
  };
}

export const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** Entries of a row of synapses: N inputs and the bias, padded with zeros, which change nothing. */
export const paddedSynapses = (inputCount: number): number => roundUp(inputCount + 1, 32);

/** 64-bit words of a row of bits; the kernels take two at a time. */
export const wordsPerRow = (inputCount: number): number => 2 * Math.ceil((inputCount + 1) / 128);
