import { constants, gunzipSync } from "node:zlib";
import { UsageError } from "../../schema/usage-error.js";

/** A compressed byte gives at most about a thousand, so that the beginning of a file is cheap, whatever it holds. */
const FIRST_PIECE = 1024;
const LARGEST_PIECE = 2 ** 18;

function decompress(bytes: Uint8Array, source: string, options: { maxOutputLength: number; finishFlush?: number }) {
  try {
    return gunzipSync(bytes, options);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return undefined;
    throw new UsageError(
      `${source}: must be a complete gzip file, but cannot be decompressed (${(cause as Error).message}). ` +
        "Copy it again, or remove .gz from its name if it is not compressed.",
      { cause },
    );
  }
}

/**
 * The first `length` bytes of what a gzip file holds, or all of it if it is shorter.
 *
 * @throws {UsageError} if it is no gzip file
 */
export function gunzipBeginning(bytes: Uint8Array, length: number, source: string): Uint8Array {
  const finishFlush = constants.Z_SYNC_FLUSH;
  for (let piece = FIRST_PIECE; ; piece *= 16) {
    const isWhole = piece >= bytes.length || piece > LARGEST_PIECE;
    const part = bytes.subarray(0, piece);
    // A piece of these sizes holds no more than this.
    const beginning = decompress(part, source, { maxOutputLength: 1100 * Math.min(piece, bytes.length), finishFlush })!;
    if (beginning.length >= length || isWhole) return beginning.subarray(0, length);
  }
}

/**
 * What a gzip file holds, as long as that is at most `limit` bytes; no more than about that is decompressed.
 *
 * @param why says where the limit comes from, for the message
 * @throws {UsageError} if it is more, or if the file is no gzip file or incomplete
 */
export function gunzipWithin(bytes: Uint8Array, limit: number, why: string, source: string): Uint8Array {
  const content = decompress(bytes, source, { maxOutputLength: limit });
  if (content !== undefined) return content;
  throw new UsageError(
    `${source}: must hold ${limit} bytes when it is decompressed, ${why}, but holds more. ` +
      "Remove what follows the data, or copy it again.",
  );
}
