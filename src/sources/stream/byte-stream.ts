/** Bytes that come once, one after the other: of a pipe, say. */
export class ByteStream {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk = new Uint8Array();
  /** Bytes read so far. */
  position = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Bytes that have come and were not read yet: nothing has to be waited for. */
  get waiting(): Uint8Array {
    return this.#chunk;
  }

  /** Takes so many of the bytes that wait for read. */
  skip(count: number): void {
    this.#chunk = this.#chunk.subarray(count);
    this.position += count;
  }

  /** Fills `target`; returns how many bytes there were, fewer only at the end. No more is taken from the source than is needed. */
  async readInto(target: Uint8Array): Promise<number> {
    let done = 0;
    while (done < target.length) {
      if (this.#chunk.length === 0) {
        const next = await this.#chunks.next();
        if (next.done) break;
        this.#chunk = next.value as Uint8Array<ArrayBuffer>;
        continue;
      }
      const part = this.#chunk.subarray(0, target.length - done);
      target.set(part, done);
      this.#chunk = this.#chunk.subarray(part.length);
      done += part.length;
    }
    this.position += done;
    return done;
  }

  /** Ends the source, whoever writes to it. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
