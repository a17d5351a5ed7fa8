import { readFileSync } from "node:fs";
import { UsageError } from "../schema/usage-error.js";

const reasons: Record<string, string> = {
  ENOENT: "there is no such file",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder",
  EACCES: "reading it is not permitted",
  EPERM: "reading it is not permitted",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GiB",
};

/**
 * The bytes of a file the user named.
 *
 * @throws {UsageError} if it cannot be read, whatever the reason
 */
export function readInputFile(path: string): Uint8Array {
  try {
    const { buffer, byteOffset, byteLength } = readFileSync(path);
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `cannot read ${JSON.stringify(path)}: ${reasons[code ?? ""] ?? message}. ` +
        `Give the path of a readable file of at most 2 GiB; relative paths begin at ${process.cwd()}.`,
      { cause: error },
    );
  }
}
