/**
 * A running sum with Neumaier's compensation: the error stays near one rounding of the result however many terms
 * there are, so that an energy added up over 10⁹ steps is as good as one added up over ten.
 * Integers below 2⁵³ are summed exactly.
 */
export class CompensatedSum {
  private sum = 0;
  private compensation = 0;

  add(term: number): void {
    const next = this.sum + term;
    this.compensation += Math.abs(this.sum) >= Math.abs(term) ? this.sum - next + term : term - next + this.sum;
    this.sum = next;
  }

  get value(): number {
    return this.sum + this.compensation;
  }
}
