import { UsageError } from "../../schema/usage-error.js";

export const damagedPickle = (source: string, what: string): UsageError =>
  new UsageError(`${source}: the pickle of this checkpoint is damaged: ${what}. Copy it again.`);

/** The arguments of a pickle's instructions, read one after the other. */
export class PickleReader {
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #source: string;

  constructor(bytes: Uint8Array, source: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#source = source;
  }

  /** Where `count` bytes begin, which are read with this. */
  #take(count: number): number {
    const start = this.at;
    if (count > this.#bytes.length - start) throw damagedPickle(this.#source, "it ends within an instruction");
    this.at += count;
    return start;
  }

  uint8 = (): number => this.#view.getUint8(this.#take(1));
  uint16 = (): number => this.#view.getUint16(this.#take(2), true);
  int32 = (): number => this.#view.getInt32(this.#take(4), true);
  uint32 = (): number => this.#view.getUint32(this.#take(4), true);
  uint64 = (): number => Number(this.#view.getBigUint64(this.#take(8), true));
  /** Floats alone are big-endian. */
  float64 = (): number => this.#view.getFloat64(this.#take(8), false);

  text(length: number): string {
    const start = this.#take(length);
    return new TextDecoder().decode(this.#bytes.subarray(start, start + length));
  }

  line(): string {
    const end = this.#bytes.indexOf(10, this.at);
    if (end < 0) throw damagedPickle(this.#source, "it ends within an instruction");
    const text = this.text(end - this.at);
    this.at += 1;
    return text;
  }

  /** An integer of any length, in two's complement, little-endian. What no number is equal to is none that a tensor has. */
  long(length: number): number {
    const start = this.#take(length);
    if (length > 8) return Number.NaN;
    let value = 0n;
    for (let k = length - 1; k >= 0; k--) value = (value << 8n) | BigInt(this.#bytes[start + k]!);
    return Number(BigInt.asIntN(8 * length, value));
  }
}
