import { shownPath } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";

const REMEDY = "Save it as UTF-8; on a shell: iconv -f ENCODING -t UTF-8 FILE, where ENCODING is";

/** Byte order marks; UTF-32 comes first, as its little-endian mark begins with that of UTF-16. */
const marks: [name: string, bytes: number[]][] = [
  ["UTF-32", [0xff, 0xfe, 0, 0]],
  ["UTF-32", [0, 0, 0xfe, 0xff]],
  ["UTF-16", [0xff, 0xfe]],
  ["UTF-16", [0xfe, 0xff]],
];

/** Which byte is the first that is no UTF-8; null where all are. */
function firstWrongByte(bytes: Uint8Array): number | null {
  // A decoder in its strict mode says that something is wrong and not where: halve until it is found.
  const isSound = (end: number): boolean => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  if (isSound(bytes.length)) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      return null;
    } catch {
      return bytes.length - 1;
    }
  }
  let [sound, wrong] = [0, bytes.length];
  while (wrong - sound > 1) {
    const middle = (sound + wrong) >> 1;
    if (isSound(middle)) sound = middle;
    else wrong = middle;
  }
  return wrong - 1;
}

/**
 * The text of a file in UTF-8, without its byte order mark.
 *
 * @throws {UsageError} naming the encoding, or the place of the first byte that is no UTF-8
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const name = shownPath(file);
  const mark = marks.find(([, beginning]) => beginning.every((byte, i) => bytes[i] === byte));
  if (mark !== undefined) throw new UsageError(`${name}: must be text in UTF-8, got ${mark[0]}. ${REMEDY} ${mark[0]}.`);
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    throw new UsageError(
      `${name}: must be text in UTF-8, got a zero byte at position ${zero + 1}, as UTF-16 and binary files have. ` +
        `${REMEDY} UTF-16LE or UTF-16BE.`,
    );
  }
  const place = firstWrongByte(bytes);
  if (place === null) return new TextDecoder().decode(bytes);
  const before = new TextDecoder().decode(bytes.subarray(0, place)).split("\n");
  const value = `0x${bytes[place]!.toString(16).padStart(2, "0")}`;
  throw new UsageError(
    `${name}, line ${before.length}, column ${before.at(-1)!.length + 1}: must be text in UTF-8, got the byte ${value}, ` +
      `as in files in Latin-1 or Windows-1252. ${REMEDY} WINDOWS-1252, say.`,
  );
}
