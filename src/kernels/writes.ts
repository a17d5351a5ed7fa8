import type { KernelMemory } from "./instantiate.js";

/** Bytes before the first count (`FIRST` of `assembly/writes.ts`): the number of events is there. */
const FIRST = 16;

/** Events and writes as a kernel has counted them. */
export interface KernelWrites {
  /** Groups that were consolidated at one moment; where each synapse is one, these are the writes. */
  eventCount: number;
  /** Writes, in the order of the memory of the kernel; a view, valid until the memory grows. */
  counts: Uint32Array;
}

/** Reserves memory for the writes of so many synapses, all 0. */
export const reserveWrites = (memory: KernelMemory, length: number): number => memory.reserve(FIRST + 4 * length);

/** What stands there. */
export const readWrites = ({ memory }: KernelMemory, address: number, length: number): KernelWrites => ({
  eventCount: new DataView(memory.buffer).getFloat64(address, true),
  counts: new Uint32Array(memory.buffer, address + FIRST, length),
});
