import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mean } from "../../src/math/statistics.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";

const share = fc.double({ min: 0.01, max: 1, noNaN: true });
const size = fc.integer({ min: 1, max: 40 });
const seeds = fc.nat(1000);

describe("patterns with a coding level and a correlation", () => {
  it("hold 0 and 1, or ±1, and leave the targets as they are", () =>
    fc.assert(
      fc.property(size, size, seeds, share, share, (n, p, seed, codingLevel, patternCorrelation) => {
        const usual = randomPatterns(n, p, seed);
        const sparse = randomPatterns(n, p, seed, { codingLevel, patternCorrelation });
        const signs = randomPatterns(n, p, seed, { patternCorrelation });
        expect([...sparse.targets, ...signs.targets]).toEqual([...usual.targets, ...usual.targets]);
        expect(sparse.patterns.every((x) => x === 0 || x === 1)).toBe(true);
        expect(signs.patterns.every((x) => x === 1 || x === -1)).toBe(true);
      }),
    ));

  it("are the usual ones, draw by draw, where neither is given", () => {
    const usual = randomPatterns(30, 20, 4);
    expect(randomPatterns(30, 20, 4, {})).toEqual(usual);
    expect(randomPatterns(30, 20, 4, { patternCorrelation: 0 })).toEqual(usual);
  });

  it("are the first of more, and lose no active input to a larger f", () =>
    fc.assert(
      fc.property(size, size, seeds, share, share, (n, p, seed, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const few = randomPatterns(n, p, seed, { codingLevel: low, patternCorrelation: 0.3 });
        const more = randomPatterns(n, p + 3, seed, { codingLevel: low, patternCorrelation: 0.3 });
        expect(more.patterns.slice(0, n * p)).toEqual(few.patterns);
        // Without a correlation no prototype changes with f.
        const [sparse, dense] = [low, high].map((codingLevel) => randomPatterns(n, p, seed, { codingLevel }).patterns);
        expect(sparse!.every((x, i) => x <= dense![i]!)).toBe(true);
      }),
    ));

  it("are all alike at m = 1, and all active at f = 1", () => {
    const { patterns } = randomPatterns(50, 6, 2, { patternCorrelation: 1 });
    for (let p = 1; p < 6; p++) expect(patterns.slice(50 * p, 50 * p + 50)).toEqual(patterns.slice(0, 50));
    expect(randomPatterns(50, 6, 2, { codingLevel: 1 }).patterns.every((x) => x === 1)).toBe(true);
  });

  it.each([
    [undefined, 0.4],
    [0.1, 0],
    [0.1, 0.4],
    [0.7, 0.8],
  ])("have the share f = %s of active inputs, and pairs that correlate by m² with m = %d", (codingLevel, m) => {
    const [n, p] = [4000, 12];
    const { patterns } = randomPatterns(n, p, 7, { codingLevel, patternCorrelation: m });
    const f = codingLevel ?? 0.5;
    const active = Array.from(patterns, (x) => (x === 1 ? 1 : 0));
    // The prototype, of 4000 draws, is what the share is least certain of: 4 standard errors.
    const spread = Math.sqrt((f * (1 - f)) / n);
    expect(Math.abs(mean(active) - f)).toBeLessThan(4 * spread);
    const rows = Array.from({ length: p }, (_, k) => active.slice(k * n, k * n + n));
    const correlations = rows.flatMap((a, k) =>
      rows.slice(k + 1).map((b) => mean(a.map((x, i) => (x - f) * (b[i]! - f))) / (f * (1 - f))),
    );
    // 66 pairs, each known to 1/√4000 = .016 or, where they share a prototype of rare entries, somewhat less well.
    expect(Math.abs(mean(correlations) - m * m)).toBeLessThan(0.03);
  });

  it("are refused outside their ranges", () => {
    for (const codingLevel of [0, -0.1, 1.1, Number.NaN]) {
      expect(() => randomPatterns(3, 3, 1, { codingLevel })).toThrow("codingLevel must be a number > 0 and ≤ 1");
    }
    for (const patternCorrelation of [-0.1, 1.1, Number.NaN]) {
      expect(() => randomPatterns(3, 3, 1, { patternCorrelation })).toThrow("patternCorrelation must be a number from");
    }
  });
});
