/**
 * Moves boxes apart along one line: the centres nearest to `targets` (least sum of squared displacements) such that
 * neighbours do not overlap and all boxes lie between `low` and `high`. Null when there is no room for them.
 *
 * With u_i = y_i − (extent of the boxes before i), "no overlap" becomes u_0 ≤ u_1 ≤ …, so the answer is an isotonic
 * regression; pooling adjacent violators solves it exactly. Equal targets keep their order.
 */
export function spread(targets: number[], sizes: number[], low: number, high: number): number[] | null {
  const order = targets.map((_, i) => i).sort((a, b) => targets[a]! - targets[b]!);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > high - low) return null;

  const offsets: number[] = [];
  let used = 0;
  const pools: { sum: number; count: number }[] = [];
  for (const i of order) {
    offsets[i] = used + sizes[i]! / 2;
    used += sizes[i]!;
    let pool = { sum: targets[i]! - offsets[i]!, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count >= pool.sum / pool.count; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  }

  const centres: number[] = [];
  const means = pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  order.forEach((i, rank) => {
    centres[i] = Math.min(Math.max(means[rank]!, low), high - total) + offsets[i]!;
  });
  return centres;
}
