import { UsageError } from "../../schema/usage-error.js";
import { bytesAsSource, partOf } from "../read-bytes.js";
import type { ByteSource } from "../trajectory.js";
import { crc32 } from "./crc32.js";
import { contentOffset, damagedZip, type ZipEntry } from "./directory.js";
import { inflated } from "./inflate.js";

/** Bytes of the largest file of an archive that is unpacked into memory; a larger one is unpacked anew for whoever goes back in it. */
const IN_MEMORY = 2 ** 26;
/** Bytes of the largest stored file whose check sum is compared; larger ones hold weights, which are looked at when they are used. */
const CHECKED = 2 ** 24;

/**
 * A file of an archive as a source: as it lies there if it is stored, unpacked as it is read if it is deflated.
 *
 * @param name of the result, for messages
 */
export async function unpacked(archive: ByteSource, entry: ZipEntry, name: string): Promise<ByteSource> {
  if (entry.method !== 0 && entry.method !== 8) {
    throw new UsageError(
      `${name}: is packed by method ${entry.method}; stored and deflated files are read, as numpy.savez, ` +
        "numpy.savez_compressed and torch.save write them. Save it anew.",
    );
  }
  const offset = await contentOffset(archive, entry);
  const packed = partOf(archive, name, offset, entry.packedLength);
  if (entry.method === 0) {
    if (entry.byteLength !== entry.packedLength) throw damagedZip(archive.name, "a stored file has two lengths");
    if (entry.byteLength <= CHECKED && crc32(await packed.slice(0, packed.byteLength)) !== entry.crc) {
      throw damagedZip(archive.name, "the check sum of a file is another one");
    }
    return packed;
  }
  if (entry.byteLength > IN_MEMORY) return forwards(packed, entry, archive.name);
  const bytes = new Uint8Array(entry.byteLength);
  let at = 0;
  for await (const piece of inflated(packed, entry, archive.name)) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { ...bytesAsSource(name, bytes), ...(archive.close && { close: () => archive.close!() }) };
}

/** Read forwards, it unpacks once; whoever goes back makes it begin anew. Reads come one after the other. */
function forwards(packed: ByteSource, entry: ZipEntry, archive: string): ByteSource {
  let pieces: AsyncGenerator<Uint8Array> | undefined;
  let piece = new Uint8Array();
  let pieceStart = 0;
  let last: Promise<unknown> = Promise.resolve();
  const readInto = async (target: Uint8Array, start: number): Promise<number> => {
    if (pieces === undefined || start < pieceStart) {
      await pieces?.return(undefined);
      pieces = inflated(packed, entry, archive);
      [piece, pieceStart] = [new Uint8Array(), 0];
    }
    for (let done = 0; done < target.length; ) {
      const from = start + done - pieceStart;
      if (from < piece.length) {
        const part = piece.subarray(from, from + target.length - done);
        target.set(part, done);
        done += part.length;
        continue;
      }
      const next = await pieces.next();
      if (next.done) return done;
      pieceStart += piece.length;
      piece = next.value as Uint8Array<ArrayBuffer>;
    }
    return target.length;
  };
  const inTurn = (target: Uint8Array, start: number): Promise<number> => {
    const result = last.then(() => readInto(target, start));
    last = result.catch(() => undefined);
    return result;
  };
  return {
    name: packed.name,
    byteLength: entry.byteLength,
    isForwards: true,
    readInto: inTurn,
    async slice(start, end) {
      const bytes = new Uint8Array(end - start);
      return bytes.subarray(0, await inTurn(bytes, start));
    },
    async close() {
      await pieces?.return(undefined);
      pieces = undefined;
      await packed.close?.();
    },
  };
}
