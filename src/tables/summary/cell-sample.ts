import { censoredMedian, type Waited } from "../../math/censored.js";
import { mean, standardError } from "../../math/statistics.js";
import type { Row } from "../../schema/row.js";

/** Results that say how long learning took; of a run that did not converge, only that it takes longer. */
export const learningTimes: readonly string[] = ["epochCount", "timestepCount", "presentationCount", "patternCount"];

const nullIfNaN = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** The runs of one cell: the same parameters, other seeds. */
export class CellSample {
  private readonly values = new Map<string, Map<number, number>>();
  private readonly waited: Waited[] = [];
  private runCount = 0;
  private convergedCount = 0;

  /** @param results flat, as a row of the tables has them */
  add(seed: number, results: Row): void {
    this.runCount += 1;
    const converged = results.converged === true;
    if (typeof results.timestepCount === "number")
      this.waited.push({ value: results.timestepCount, censored: !converged });
    if (!converged) return;
    this.convergedCount += 1;
    for (const [key, value] of Object.entries(results)) {
      if (typeof value !== "number") continue;
      const sample = this.values.get(key) ?? new Map<number, number>();
      this.values.set(key, sample.set(seed, value));
    }
  }

  /** A result of the runs that converged, by their seeds. */
  of(key: string): ReadonlyMap<number, number> {
    return this.values.get(key) ?? new Map();
  }

  /** How many runs there are, and how many converged; the median of the time that all of them take to learn. */
  counts(): Row {
    const { median, standardError } = censoredMedian(this.waited);
    return {
      runCount: this.runCount,
      convergedCount: this.convergedCount,
      learningTime: nullIfNaN(median),
      learningTimeStandardError: nullIfNaN(standardError),
    };
  }

  /** Mean and standard error of a result over the runs that converged. */
  mean(key: string): Row {
    const sample = [...this.of(key).values()];
    return {
      [`${key}Mean`]: nullIfNaN(mean(sample)),
      [`${key}StandardError`]: nullIfNaN(standardError(sample)),
    };
  }
}
