/** Keystrokes from one word to another: to insert, to drop, to replace, or to swap two neighbours. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const [before, above] = [rows[i - 2], rows[i - 1]!];
      const change = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, change, swapped ? before![j - 2]! + 1 : change));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** Words are compared as they are spoken: maintenance_cost and --maintenance-cost are maintenanceCost. */
const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, "");
const LONGEST = 60;

/** ` Did you mean "threshold"?`, or nothing where no known word is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  if (word.length > LONGEST) return "";
  const ranked = known.map((one) => ({ one, steps: distance(plain(word), plain(one)) }));
  const best = ranked.reduce((a, b) => (b.steps < a.steps ? b : a), { one: "", steps: Number.POSITIVE_INFINITY });
  return best.steps <= Math.max(1, Math.floor(best.one.length / 3)) ? ` Did you mean "${best.one}"?` : "";
}
