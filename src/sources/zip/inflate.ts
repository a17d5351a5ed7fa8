import { readBytes } from "../read-bytes.js";
import type { ByteSource } from "../trajectory.js";
import { crc32 } from "./crc32.js";
import { damagedZip, type ZipEntry } from "./directory.js";

/** Packed bytes that are read at a time. */
const PIECE = 2 ** 18;

/**
 * What a deflated entry holds, piece by piece, and never more than its directory states.
 *
 * @param packed its bytes in the archive
 * @throws UsageError if it cannot be unpacked, is longer or shorter than stated, or has another check sum
 */
export async function* inflated(packed: ByteSource, entry: ZipEntry, archive: string): AsyncGenerator<Uint8Array> {
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const feeding = feed(packed, writer).then(
    () => undefined,
    // What a write is refused for, the read beside it is refused for too, and that one tells.
    (error: unknown) => error,
  );
  let [length, crc] = [0, 0];
  let isWhole = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > entry.byteLength)
        throw damagedZip(archive, `a file is longer than the ${entry.byteLength} bytes it states`);
      crc = crc32(value, crc);
      yield value;
    }
    isWhole = true;
  } catch (error) {
    if (error instanceof TypeError || isOfZlib(error)) throw damagedZip(archive, "a file cannot be unpacked");
    throw error;
  } finally {
    // One that has failed refuses this with what it failed for, which is told already.
    if (!isWhole) await reader.cancel().catch(() => undefined);
    await feeding;
  }
  const failure = await feeding;
  if (failure !== undefined) throw failure;
  if (length !== entry.byteLength)
    throw damagedZip(archive, `a file has ${length} bytes instead of ${entry.byteLength}`);
  if (crc !== entry.crc) throw damagedZip(archive, "the check sum of a file is another one");
}

/** Node gives its own errors of some damages, with the names of zlib: Z_DATA_ERROR. */
const isOfZlib = (error: unknown): boolean =>
  error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_");

async function feed(packed: ByteSource, writer: WritableStreamDefaultWriter<BufferSource>): Promise<void> {
  for (let at = 0; at < packed.byteLength; at += PIECE) {
    const piece = await readBytes(packed, at, Math.min(packed.byteLength, at + PIECE));
    await writer.write(piece as Uint8Array<ArrayBuffer>);
  }
  await writer.close();
}
