import type { RealType } from "../arrays/real-types.js";
import { readBytes } from "../read-bytes.js";
import type { ByteSource } from "../trajectory.js";
import { startOfHdf5 } from "./start.js";

/** Bytes of a dataset's header that hold its type: that is among the first messages, behind a shape of 32 dimensions at most. */
const HEADER_LENGTH = 1024;
/** The number of the message that is the type (HDF5 File Format Specification, IV.A.2). */
const DATATYPE = 3;
/** A flag of a message: what it says stands elsewhere in the file. */
const SHARED = 2;

interface Message {
  type: number;
  flags: number;
  data: DataView;
}

/** The messages of an object header in its first version (IV.A.1.a). */
function* messagesOfFirst(header: DataView): Generator<Message> {
  const end = Math.min(header.byteLength, 16 + header.getUint32(8, true));
  for (let at = 16; at + 8 <= end; ) {
    const size = header.getUint16(at + 2, true);
    if (at + 8 + size > end) return;
    const data = new DataView(header.buffer, header.byteOffset + at + 8, size);
    yield { type: header.getUint16(at, true), flags: header.getUint8(at + 4), data };
    at += 8 + size;
  }
}

/** The messages of an object header in its second version (IV.A.1.b). */
function* messagesOfSecond(header: DataView): Generator<Message> {
  const flags = header.getUint8(5);
  const sizeAt = 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const sizeBytes = 1 << (flags & 3);
  let size = 0;
  for (let k = sizeBytes - 1; k >= 0; k--) size = size * 256 + header.getUint8(sizeAt + k);
  const first = sizeAt + sizeBytes;
  const head = flags & 4 ? 6 : 4;
  const end = Math.min(header.byteLength, first + size);
  for (let at = first; at + head <= end; ) {
    const length = header.getUint16(at + 1, true);
    if (at + head + length > end) return;
    const data = new DataView(header.buffer, header.byteOffset + at + head, length);
    yield { type: header.getUint8(at), flags: header.getUint8(at + 3), data };
    at += head + length;
  }
}

/** Of a type of floating point (IV.A.2.d): bits of exponent and mantissa where numbers have 16, and the exponent's bias. */
function layoutOf(type: DataView): string {
  if (type.byteLength < 20 || (type.getUint8(0) & 0xf) !== 1 || type.getUint32(4, true) !== 2) return "";
  const [exponentAt, exponentBits, mantissaAt, mantissaBits] = [12, 13, 14, 15].map((at) => type.getUint8(at));
  return `${exponentAt}+${exponentBits}, ${mantissaAt}+${mantissaBits}, ${type.getUint32(16, true)}`;
}

const TYPES: Record<string, RealType> = { "10+5, 0+10, 15": "f2", "7+8, 0+7, 127": "bf" };

/**
 * Which type of 16 bits a dataset of floating point holds. The library says how many bytes a number has and not which of their bits are the
 * exponent, so that this is read from the file.
 *
 * @param address of the dataset's header, from the start of HDF5's own bytes
 * @returns undefined for a type that is neither float16 nor bfloat16, or is kept elsewhere in the file
 */
export async function sixteenBitType(file: ByteSource, address: number): Promise<RealType | undefined> {
  const at = ((await startOfHdf5(file)) ?? 0) + address;
  const bytes = await readBytes(file, at, Math.min(at + HEADER_LENGTH, file.byteLength));
  // Of the first version it has sixteen bytes before its messages, of the second at least seven.
  if (bytes.length < 32) return undefined;
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isSecond = String.fromCharCode(...bytes.subarray(0, 4)) === "OHDR";
  for (const { type, flags, data } of isSecond ? messagesOfSecond(header) : messagesOfFirst(header)) {
    if (type === DATATYPE) return flags & SHARED ? undefined : TYPES[layoutOf(data)];
  }
  return undefined;
}
