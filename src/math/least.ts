/** The first of the items whose value is least; undefined where there are none. NaN is the value of none. */
export function leastOf<T>(items: readonly T[], value: (item: T) => number): T | undefined {
  let [best, least]: [T | undefined, number] = [undefined, Number.NaN];
  for (const item of items) {
    const found = value(item);
    if (best !== undefined && !(found < least)) continue;
    if (Number.isNaN(found)) continue;
    [best, least] = [item, found];
  }
  return best;
}
