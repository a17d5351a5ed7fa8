import { constants, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { shownPath } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import type { ByteSource } from "../../sources/trajectory.js";
import { oddity, reasons } from "../files/files.js";

const refusal = (path: string, reason: string, cause?: unknown): UsageError =>
  new UsageError(
    `cannot read ${JSON.stringify(shownPath(path))}: ${reason}. Give the path of a readable file; ` +
      `relative paths begin at ${shownPath(process.cwd())}.`,
    { cause },
  );

/** What the system says, as a refusal. */
export function refuseUnreadable(path: string, error: unknown): never {
  if (error instanceof UsageError) throw error;
  const { code, message } = error as NodeJS.ErrnoException;
  throw refusal(path, reasons[code ?? ""] ?? shownPath(message), error);
}

/**
 * A regular file, read where it is asked for and never as a whole. It is opened by the first read and by the first after it was closed.
 *
 * @throws UsageError if it cannot be read
 */
export function fileSource(path: string): ByteSource {
  let opened: Promise<FileHandle> | undefined;
  const handle = (): Promise<FileHandle> =>
    (opened ??= open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) =>
      refuseUnreadable(path, error),
    ));
  const readInto = async (target: Uint8Array, start: number): Promise<number> => {
    const file = await handle();
    for (let done = 0; ; ) {
      // A read of the system gives up to 2 GiB, and sometimes less than it was asked for.
      const length = Math.min(target.length - done, 2 ** 30);
      if (length === 0) return done;
      const { bytesRead } = await file
        .read(target, done, length, start + done)
        .catch((error: unknown) => refuseUnreadable(path, error));
      if (bytesRead === 0) return done;
      done += bytesRead;
    }
  };
  return {
    name: shownPath(path),
    byteLength: sizeOfFile(path),
    readInto,
    async slice(start, end) {
      const bytes = new Uint8Array(end - start);
      return bytes.subarray(0, await readInto(bytes, start));
    },
    async close() {
      const file = opened;
      opened = undefined;
      await (await file)?.close();
    },
  };
}

function sizeOfFile(path: string): number {
  try {
    const stats = statSync(path);
    const odd = oddity(stats);
    if (odd !== undefined) throw refusal(path, odd);
    return stats.size;
  } catch (error) {
    return refuseUnreadable(path, error);
  }
}
