/** Halvings that fix a root to the rounding of the upper end. */
const HALVINGS = 60;

/** Where a rising function changes its sign between 0 and `high`; `high` where it does not. */
export function rootBelow(high: number, f: (x: number) => number): number {
  let [a, b] = [0, high];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (a + b) / 2;
    if (middle <= a || middle >= b) break;
    if (f(middle) < 0) a = middle;
    else b = middle;
  }
  return b;
}
