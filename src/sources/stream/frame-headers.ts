import { UsageError } from "../../schema/usage-error.js";
import { magic } from "../../tasks/npy-header.js";
import { realTypes } from "../arrays/real-types.js";
import { npyLayout } from "../npy-source.js";
import type { ByteStream } from "./byte-stream.js";

/** What arrays of one header look like; the bytes of the values follow it. */
export type Layout = ReturnType<typeof npyLayout>;

/** Bytes of a header of version 1.0 that state its length, and of later ones. */
const [SHORT, LONG] = [10, 12];
const LONGEST_HEADER = 65_536;

/** Reads the headers of arrays that follow each other. Nearly always one is byte for byte the one before, and is not looked at again. */
export class FrameHeaders {
  readonly #stream: ByteStream;
  readonly #name: string;
  #header = new Uint8Array();
  #next = new Uint8Array();
  #layout: Layout | undefined;

  constructor(stream: ByteStream, name: string) {
    this.#stream = stream;
    this.#name = name;
  }

  /** The next array; undefined at the end of the stream. */
  async next(frame: number): Promise<Layout | undefined> {
    const where = `${this.#name}, array ${frame}`;
    const start = new Uint8Array(SHORT);
    const count = await this.#stream.readInto(start);
    if (count === 0) return undefined;
    if (count < SHORT || magic.some((byte, i) => start[i] !== byte)) throw this.#notAnArray(where, frame, count);
    const isShort = start[6] === 1;
    const head = isShort ? start : await this.#more(start, LONG, where);
    const view = new DataView(head.buffer);
    const length = head.length + (isShort ? view.getUint16(8, true) : view.getUint32(8, true));
    if (length > LONGEST_HEADER) {
      throw new UsageError(`${where}: its header states ${length} bytes. It is damaged: write it with numpy.save.`);
    }
    this.#next = await this.#more(head, length, where);
    if (this.#layout !== undefined && this.#next.length === this.#header.length && hasAt(this.#next, 0, this.#header))
      return this.#layout;
    const layout = npyLayout(this.#next, where);
    if (this.#layout !== undefined) checkSame(this.#layout, layout, where);
    this.#header = this.#next;
    this.#layout = layout;
    return layout;
  }

  /**
   * Takes the values of arrays that have come as a whole, each with the header of the one before, without waiting: most small ones come
   * together with many others.
   *
   * @param rowBytes those of the values of one array
   * @returns how many were taken: at most as many as `target` has room for
   */
  takeWaiting(target: Uint8Array, rowBytes: number): number {
    const header = this.#header;
    const frameBytes = header.length + rowBytes;
    const { waiting } = this.#stream;
    const most = Math.min(Math.floor(waiting.length / frameBytes), Math.floor(target.length / rowBytes));
    let count = 0;
    for (; count < most; count++) {
      const at = count * frameBytes;
      if (!hasAt(waiting, at, header)) break;
      target.set(waiting.subarray(at + header.length, at + frameBytes), count * rowBytes);
    }
    this.#stream.skip(count * frameBytes);
    return count;
  }

  async #more(head: Uint8Array, length: number, where: string): Promise<Uint8Array<ArrayBuffer>> {
    const longer = new Uint8Array(length);
    longer.set(head);
    const count = await this.#stream.readInto(longer.subarray(head.length));
    if (head.length + count === length) return longer;
    throw new UsageError(`${where}: the stream ends within its header. Look at why its writer ended.`);
  }

  #notAnArray(where: string, frame: number, count: number): UsageError {
    const what = count < SHORT ? "the stream ends within its header" : "does not begin with \\x93NUMPY";
    const remedy =
      frame === 0
        ? "Write arrays one after the other with numpy.save(sys.stdout.buffer, w); other formats are read from files."
        : "Write nothing but arrays to standard output; print to stderr.";
    return new UsageError(`${where}: must be an array as numpy.save writes it, but ${what}. ${remedy}`);
  }
}

/** Whether bytes have these ones at a place. */
function hasAt(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
  return true;
}

function checkSame(first: Layout, layout: Layout, where: string): void {
  const words = ({ shape, type, isLittleEndian, strides }: Layout): string =>
    `${shape.join("×")} ${realTypes[type].words}${isLittleEndian ? "" : ", big-endian"}, strides ${strides.join(", ")}`;
  if (words(first) === words(layout)) return;
  throw new UsageError(
    `${where}: all arrays must have the same shape and type, ${words(first)}, got ${words(layout)}. ` +
      "Write the same array at every step.",
  );
}
