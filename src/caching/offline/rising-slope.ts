const CAPACITY = 8;

/**
 * A convex, piecewise linear f with slopes from −1 to 1, by the places x_j where its slope rises, and by how much, a_j with Σa_j = 2:
 * f(x) = A − x + Σ_{x_j < x} a_j (x − x_j). It begins as |x − start|.
 */
export class RisingSlope {
  private places = new Float64Array(CAPACITY);
  private rises = new Float64Array(CAPACITY);
  /** The entries in use are [first, end). */
  private first = CAPACITY / 2;
  private end = CAPACITY / 2 + 1;
  /** A: f is A − x to the left of all places. */
  private offset: number;

  constructor(start: number) {
    this.places[this.first] = start;
    this.rises[this.first] = 2;
    this.offset = start;
  }

  /** f(x) */
  at(x: number): number {
    let value = this.offset - x;
    for (let j = this.first; j < this.end && this.places[j]! < x; j++) value += this.rises[j]! * (x - this.places[j]!);
    return value;
  }

  /**
   * f ← f + k|x − w|, and its slopes cut to [−1, 1] again: what is steeper at either end is replaced by the slope of moving there.
   *
   * @param k > 0
   */
  add(k: number, w: number): void {
    this.insert(w, 2 * k);
    this.offset += k * w;
    // Of the rise, k at the left end and k at the right end are beyond the slopes that are left.
    for (let beyond = k; beyond > 0; ) {
      const rise = this.rises[this.first]!;
      const cut = Math.min(rise, beyond);
      this.offset -= cut * this.places[this.first]!;
      beyond -= cut;
      if (cut < rise || this.end - this.first === 1) {
        this.rises[this.first] = rise - cut;
        break;
      }
      this.first += 1;
    }
    for (let beyond = k; beyond > 0; ) {
      const rise = this.rises[this.end - 1]!;
      if (beyond < rise || this.end - this.first === 1) {
        this.rises[this.end - 1] = rise - beyond;
        break;
      }
      beyond -= rise;
      this.end -= 1;
    }
  }

  /** Lets the slope rise at x by so much more. */
  private insert(x: number, rise: number): void {
    let low = this.first;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.places[middle]! < x) low = middle + 1;
      else high = middle;
    }
    if (low < this.end && this.places[low] === x) {
      this.rises[low]! += rise;
      return;
    }
    const at = this.makeRoom(low);
    this.places[at] = x;
    this.rises[at] = rise;
  }

  /** Moves the entries on the shorter side of an index out of the way; returns where the new entry goes. */
  private makeRoom(index: number): number {
    if (this.first === 0 || this.end === this.places.length) return this.makeRoom(this.recentre(index));
    if (index - this.first < this.end - index) {
      this.places.copyWithin(this.first - 1, this.first, index);
      this.rises.copyWithin(this.first - 1, this.first, index);
      this.first -= 1;
      return index - 1;
    }
    this.places.copyWithin(index + 1, index, this.end);
    this.rises.copyWithin(index + 1, index, this.end);
    this.end += 1;
    return index;
  }

  /** Puts the entries into the middle of their arrays again, of larger ones where they fill more than half; returns the index where it is now. */
  private recentre(index: number): number {
    const count = this.end - this.first;
    const capacity = 2 * count >= this.places.length ? 2 * this.places.length : this.places.length;
    const first = (capacity - count) >> 1;
    const move = (from: Float64Array) => {
      const to = new Float64Array(capacity);
      to.set(from.subarray(this.first, this.end), first);
      return to;
    };
    [this.places, this.rises] = [move(this.places), move(this.rises)];
    const moved = index - this.first + first;
    this.first = first;
    this.end = first + count;
    return moved;
  }
}
