/**
 * Memory that is used again. A page that the system gives for the first time has to be cleared and mapped, which takes longer than
 * reading and turning what goes into it.
 */
export class SpareMemory {
  private readonly spare: ArrayBuffer[] = [];

  /** @returns at least so many bytes, with anything in them; nobody else has them until they are given back */
  take(byteCount: number): ArrayBuffer {
    const found = this.spare.findIndex(({ byteLength }) => byteLength >= byteCount);
    if (found >= 0) return this.spare.splice(found, 1)[0]!;
    // What is too small for this will be too small for what follows, too.
    this.spare.length = 0;
    return new ArrayBuffer(8 * Math.ceil(byteCount / 8));
  }

  /** Two pieces are kept: one is read into while the other is looked at. */
  giveBack(memory: ArrayBuffer): void {
    if (this.spare.length < 2) this.spare.push(memory);
  }
}
