import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { shownPath } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";

/** Bytes of the largest file that is read at once: of patterns, images or tables. */
export const LARGEST_FILE = 2 ** 31 - 1;
/** Bytes of the largest text: JavaScript holds no longer one. */
export const LARGEST_TEXT = 512 * 2 ** 20 - 32;

/** What error codes of the system mean where something is to be read. */
export const reasons: Record<string, string> = {
  ENOENT: "there is no such file",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder",
  EACCES: "reading it is not permitted",
  EPERM: "reading it is not permitted",
  ELOOP: "it is a link that leads to itself",
  ENAMETOOLONG: "the path is longer than the system allows",
};

/** Bytes as a person says them: `2 GiB`, `512 MiB`, `80 bytes`. */
export function formatSize(byteCount: number): string {
  for (const [unit, size] of [
    ["GiB", 2 ** 30],
    ["MiB", 2 ** 20],
    ["KiB", 2 ** 10],
  ] as const) {
    const count = byteCount / size;
    if (count >= 0.99) return `${count < 100 ? Number(count.toPrecision(3)) : Math.round(count)} ${unit}`;
  }
  return `${byteCount} bytes`;
}

/** What is there instead of a regular file, which may never end, or make whoever reads it wait for ever. */
export function oddity(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return "it is a folder";
  if (stats.isFIFO()) return "it is a pipe";
  if (stats.isSocket()) return "it is a socket";
  return "it is a device";
}

/**
 * The bytes of a file the user named. Only a regular file of at most `limit` bytes is read, so that neither a pipe that
 * nobody writes to nor a device without an end stops the program. It is read once: whoever hashes and parses it does so
 * on the same bytes.
 *
 * @throws {UsageError} if it cannot be read, whatever the reason
 */
export function readInputFile(path: string, limit = LARGEST_FILE): Uint8Array {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new UsageError(
      `cannot read "${shownPath(path)}": ${reason}. ` +
        `Give the path of a readable file of at most ${formatSize(limit)}; ` +
        `relative paths begin at ${shownPath(process.cwd())}.`,
      { cause },
    );
  };
  try {
    // Asked before it is opened, because opening alone makes some devices act.
    const odd = oddity(statSync(path));
    if (odd !== undefined) return refuse(odd);
    const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return readWhole(descriptor, limit, refuse);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    return refuse(reasons[code ?? ""] ?? shownPath(message), error);
  }
}

/** The size that the system states is where reading begins: some files of the system state 0, others grow meanwhile. */
function readWhole(descriptor: number, limit: number, refuse: (reason: string) => never): Uint8Array {
  const stats = fstatSync(descriptor);
  const odd = oddity(stats);
  if (odd !== undefined) return refuse(odd);
  if (stats.size > limit) return refuse(`it has ${formatSize(stats.size)}`);
  let bytes = new Uint8Array(Math.min(Math.max(stats.size, 4095), limit) + 1);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (count === 0) return bytes.subarray(0, length);
    length += count;
    if (length > limit) return refuse(`it has more than ${formatSize(limit)}`);
    if (length < bytes.length) continue;
    const grown = new Uint8Array(Math.min(2 * bytes.length, limit + 1));
    grown.set(bytes);
    bytes = grown;
  }
}

/**
 * UTF-8 as text; a byte order mark is kept, because it says something about the file.
 *
 * @param source name of the file, for messages
 * @throws {UsageError} if it is anything else
 */
export function decodeUtf8(bytes: Uint8Array, source: string): string {
  const refuse = (given: string, cause?: unknown): never => {
    throw new UsageError(
      `${source}: must be UTF-8 text of at most ${formatSize(LARGEST_TEXT)}, got ${given}. Save it anew as UTF-8.`,
      { cause },
    );
  };
  const what = otherText(bytes);
  if (what !== undefined) return refuse(what);
  if (bytes.length > LARGEST_TEXT) return refuse(formatSize(bytes.length));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    return refuse("bytes that are no UTF-8", cause);
  }
}

/** Encodings that give themselves away in the first bytes. */
function otherText([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "UTF-16 (little-endian)";
  if (first === 0xfe && second === 0xff) return "UTF-16 (big-endian)";
  if (first === 0x1f && second === 0x8b) return "a gzip file";
  if (first === 0x50 && second === 0x4b) return "a zip file, as .xlsx and .npz are";
  return undefined;
}
