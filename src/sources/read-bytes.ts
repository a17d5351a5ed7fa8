import { UsageError } from "../schema/usage-error.js";
import type { ByteSource } from "./trajectory.js";

/** What is said of a source that ends early, whoever finds it. */
export const truncated = (name: string, expected: number, found: number): UsageError =>
  new UsageError(`${name}: is truncated: ${expected} bytes should be there, but it has ${found}. Copy it again.`);

/**
 * All of some bytes.
 *
 * @throws UsageError where the source ends before `end`
 */
export async function readBytes(source: ByteSource, start: number, end: number): Promise<Uint8Array> {
  if (end > source.byteLength || start > end) throw truncated(source.name, end, source.byteLength);
  const bytes = await source.slice(start, end);
  if (bytes.length !== end - start) throw truncated(source.name, end, start + bytes.length);
  return bytes;
}

/**
 * Fills `target` with the bytes from `start` on.
 *
 * @throws UsageError where the source ends before
 */
export async function fillBytes(source: ByteSource, target: Uint8Array, start: number): Promise<void> {
  const end = start + target.length;
  if (end > source.byteLength) throw truncated(source.name, end, source.byteLength);
  if (source.readInto === undefined) {
    target.set(await readBytes(source, start, end));
    return;
  }
  const count = await source.readInto(target, start);
  if (count !== target.length) throw truncated(source.name, end, start + count);
}

/** A part of a source, as a source. */
export function partOf(source: ByteSource, name: string, offset: number, byteLength: number): ByteSource {
  const { readInto, close } = source;
  return {
    name,
    byteLength,
    slice: (start, end) => readBytes(source, offset + start, offset + Math.min(end, byteLength)),
    ...(readInto && { readInto: (target, start) => readInto.call(source, target, offset + start) }),
    ...(close && { close: () => close.call(source) }),
  };
}

/** Bytes in memory, as a source. */
export const bytesAsSource = (name: string, bytes: Uint8Array): ByteSource => ({
  name,
  byteLength: bytes.length,
  slice: async (start, end) => bytes.subarray(start, end),
});
