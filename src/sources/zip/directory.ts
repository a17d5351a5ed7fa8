import { UsageError } from "../../schema/usage-error.js";
import { readBytes } from "../read-bytes.js";
import type { ByteSource } from "../trajectory.js";

/** A file of an archive, as its directory states it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 for stored, 8 for deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packedLength: number;
  readonly byteLength: number;
  /** Where its own header begins, which its bytes follow. */
  readonly headerOffset: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
/** A comment of 65 535 bytes may follow the end record. */
const LONGEST_TAIL = END_LENGTH + 0xffff;
/** Bytes of the largest directory: some hundred thousand arrays. */
const LARGEST_DIRECTORY = 2 ** 26;
/** Deflate makes of a byte no more than this many (zlib's technical details), so that a larger promise is none. */
export const LARGEST_RATIO = 1032;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const damagedZip = (source: string, what: string): UsageError =>
  new UsageError(`${source}: the archive is damaged or truncated: ${what}. Copy it again, or save it anew.`);

/** The entries of a zip file (APPNOTE 6.3, with the 64-bit fields that PyTorch and NumPy write), without unpacking any. */
export async function readDirectory(source: ByteSource): Promise<ZipEntry[]> {
  const { count, length, offset } = await findDirectory(source);
  if (length > LARGEST_DIRECTORY) throw damagedZip(source.name, `its directory has ${length} bytes`);
  if (offset + length > source.byteLength) throw damagedZip(source.name, "its directory lies behind its end");
  const bytes = await readBytes(source, offset, offset + length);
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) {
      throw damagedZip(source.name, `entry ${entries.length + 1} of ${count} is not in its directory`);
    }
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((k) => view.getUint16(at + k, true));
    const end = at + 46 + nameLength! + extraLength! + commentLength!;
    if (end > bytes.length) throw damagedZip(source.name, "its directory ends within an entry");
    const entry = readEntry(bytes.subarray(at, end), nameLength!, extraLength!);
    checkSizes(entry, source);
    entries.push(entry);
    at = end;
  }
  return entries;
}

function checkSizes(entry: ZipEntry, source: ByteSource): void {
  if (entry.headerOffset + 30 + entry.packedLength > source.byteLength) {
    throw damagedZip(source.name, "it ends before one of its files does");
  }
  const most = entry.method === 0 ? entry.packedLength : LARGEST_RATIO * entry.packedLength + 64;
  if (entry.byteLength > most) throw damagedZip(source.name, "it states more bytes than can be packed in it");
}

function readEntry(bytes: Uint8Array, nameLength: number, extraLength: number): ZipEntry {
  const view = viewOf(bytes);
  const sizes = { byteLength: view.getUint32(24, true), packedLength: view.getUint32(20, true) };
  const headerOffset = view.getUint32(42, true);
  const extra = bytes.subarray(46 + nameLength, 46 + nameLength + extraLength);
  return {
    name: new TextDecoder().decode(bytes.subarray(46, 46 + nameLength)),
    method: view.getUint16(10, true),
    crc: view.getUint32(16, true),
    ...inLong(extra, { ...sizes, headerOffset }),
  };
}

/** Sizes that do not fit 32 bits stand in the extra field of type 1, in this order, each only where it is needed. */
function inLong(extra: Uint8Array, short: Pick<ZipEntry, "byteLength" | "packedLength" | "headerOffset">) {
  const view = viewOf(extra);
  const values = { ...short };
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let place = at + 4;
    for (const key of ["byteLength", "packedLength", "headerOffset"] as const) {
      if (values[key] !== 0xffffffff || place + 8 > extra.length) continue;
      values[key] = Number(view.getBigUint64(place, true));
      place += 8;
    }
  }
  return values;
}

async function findDirectory(source: ByteSource): Promise<{ count: number; length: number; offset: number }> {
  const tailStart = Math.max(0, source.byteLength - LONGEST_TAIL);
  const tail = await readBytes(source, tailStart, source.byteLength);
  const view = viewOf(tail);
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const end = {
      count: view.getUint16(at + 10, true),
      length: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    if (at < 20 || view.getUint32(at - 20, true) !== LOCATOR_64) return end;
    const place = Number(view.getBigUint64(at - 12, true));
    if (place + 56 > source.byteLength) throw damagedZip(source.name, "its end record lies behind its end");
    const long = viewOf(await readBytes(source, place, place + 56));
    if (long.getUint32(0, true) !== END_64) throw damagedZip(source.name, "it has no end record");
    const [count, length, offset] = [32, 40, 48].map((k) => Number(long.getBigUint64(k, true)));
    return { count: count!, length: length!, offset: offset! };
  }
  throw damagedZip(source.name, "it has no directory at its end");
}

/** Where the bytes of an entry begin: behind its own header, whose length only that header states. */
export async function contentOffset(source: ByteSource, entry: ZipEntry): Promise<number> {
  const header = viewOf(await readBytes(source, entry.headerOffset, entry.headerOffset + 30));
  if (header.getUint32(0, true) !== LOCAL) throw damagedZip(source.name, "a file is not where its directory says");
  const offset = entry.headerOffset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (offset + entry.packedLength > source.byteLength) {
    throw damagedZip(source.name, "it ends before one of its files does");
  }
  return offset;
}
