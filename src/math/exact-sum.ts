/**
 * A sum without rounding: it is kept as numbers that do not overlap, the smallest first, whose sum is exactly that of all terms
 * (Shewchuk, Discrete and Computational Geometry 1997;18:305). Its value is that sum rounded once, so that it does not depend on
 * the order of the terms, or on how they were divided into parts that are summed apart and joined.
 */
export class ExactSum {
  private readonly partials: number[] = [];

  /** @param terms a sum that was taken apart by `parts`, or nothing */
  constructor(terms: Iterable<number> = []) {
    for (const term of terms) this.add(term);
  }

  /** @param term beyond the largest number, the sum is not a number any more, as anywhere else */
  add(term: number): void {
    if (term === 0) return;
    const { partials } = this;
    let x = term;
    let count = 0;
    for (let k = 0; k < partials.length; k++) {
      let y = partials[k]!;
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[count++] = low;
      x = high;
    }
    partials.length = count;
    if (x !== 0) partials.push(x);
  }

  /** Adds another sum, without rounding. */
  join(other: ExactSum): void {
    for (const part of other.partials) this.add(part);
  }

  /** What `value` is the sum of: as JSON it loses nothing. */
  get parts(): number[] {
    return [...this.partials];
  }

  /** The sum, to the nearest number; of two as near the even one. */
  get value(): number {
    const { partials } = this;
    let k = partials.length - 1;
    if (k < 0) return 0;
    let high = partials[k]!;
    let low = 0;
    while (k > 0 && low === 0) {
      const x = high;
      const y = partials[--k]!;
      high = x + y;
      low = y - (high - x);
    }
    // Half-way between two numbers what follows decides, which a sum of two does not see.
    if (k > 0 && low < 0 === partials[k - 1]! < 0) {
      const doubled = 2 * low;
      const next = high + doubled;
      if (doubled === next - high) return next;
    }
    return high;
  }
}
