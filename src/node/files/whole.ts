import { closeSync, fsyncSync, readSync, writeFileSync, writeSync } from "node:fs";

/**
 * Writes all of some bytes, however many the system takes at once.
 *
 * @param position where they begin, in bytes from the start of the file; without it, where the file stands
 * @param onWritten told after every piece how many bytes are written, for whoever has to take them back
 * @throws what the system says
 */
export function writeAll(
  descriptor: number,
  bytes: Uint8Array,
  position?: number,
  onWritten: (done: number) => void = () => undefined,
): void {
  for (let done = 0; done < bytes.length; ) {
    const at = position === undefined ? null : position + done;
    done += writeSync(descriptor, bytes, done, bytes.length - done, at);
    onWritten(done);
  }
}

/** Bytes of a file from a place on: as many as there are, at most `length`. */
export function readAll(descriptor: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const size = readSync(descriptor, bytes, done, length - done, start + done);
    if (size === 0) return bytes.subarray(0, done);
    done += size;
  }
  return bytes;
}

/** Writes a new file, puts it onto the disk and closes it, whatever happens. */
export function writeAndClose(descriptor: number, data: string | Uint8Array): void {
  try {
    writeFileSync(descriptor, data);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
