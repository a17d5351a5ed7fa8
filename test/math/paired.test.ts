import { describe, expect, it } from "vitest";
import { type Pair, pairedDifference, pairsOf, ratioInterval, ratioOfMeans } from "../../src/math/paired.js";
import { randomStream } from "../../src/math/random.js";
import { mean } from "../../src/math/statistics.js";
import { studentQuantile } from "../../src/math/student.js";

const stream = () => randomStream(1, "a test of pairs");

/** Seeds that differ by 20 % in both ways alike, and by 5 % in each; the true ratio is .8. */
function normalPairs(count: number, random = stream()): Pair[] {
  return Array.from({ length: count }, () => {
    const seed = 100 + 20 * random.normal();
    return { value: 0.8 * seed + 4 * random.normal(), baseline: seed + 5 * random.normal() };
  });
}

/** Fieller's interval: all R at which ⟨value − R·baseline⟩ is 0 within so many of its standard errors. */
function fieller(pairs: readonly Pair[], t: number): [number, number] {
  const n = pairs.length;
  const [a, b] = [mean(pairs.map(({ value }) => value)), mean(pairs.map(({ baseline }) => baseline))];
  const moment = (f: (pair: Pair) => number): number => pairs.reduce((sum, pair) => sum + f(pair), 0) / (n - 1) / n;
  const [aa, ab, bb] = [
    moment(({ value }) => (value - a) ** 2),
    moment(({ value, baseline }) => (value - a) * (baseline - b)),
    moment(({ baseline }) => (baseline - b) ** 2),
  ];
  // (a − R b)² = t²(aa − 2R ab + R² bb), a quadratic equation in R.
  const [q2, q1, q0] = [b * b - t * t * bb, a * b - t * t * ab, a * a - t * t * aa];
  const root = Math.sqrt(q1 * q1 - q2 * q0);
  return [(q1 - root) / q2, (q1 + root) / q2];
}

it("pairs what has the same seed, and leaves out what only one of them has", () => {
  const sample = new Map([
    [1, 10],
    [2, 20],
    [4, 40],
  ]);
  const baseline = new Map([
    [4, 80],
    [3, 60],
    [1, 5],
  ]);
  expect(pairsOf(sample, baseline)).toEqual([
    { value: 10, baseline: 5 },
    { value: 40, baseline: 80 },
  ]);
});

it("takes differences seed by seed", () => {
  const pairs = [
    { value: 11, baseline: 10 },
    { value: 103, baseline: 100 },
  ];
  // Of the differences 1 and 3: mean 2, standard deviation √2, divided by √2.
  expect(pairedDifference(pairs)).toEqual({ mean: 2, standardError: 1 });
  expect(pairedDifference([])).toEqual({ mean: Number.NaN, standardError: Number.NaN });
});

describe("ratioOfMeans", () => {
  it("is a ratio of sums, not a mean of ratios", () =>
    expect(
      ratioOfMeans([
        { value: 1, baseline: 1 },
        { value: 1, baseline: 3 },
      ]),
    ).toBe(0.5));

  it("is nothing without pairs", () => expect(ratioOfMeans([])).toBeNaN());
});

describe("ratioInterval", () => {
  it("is Fieller's for many normal pairs", () => {
    const pairs = normalPairs(400);
    const { low, high } = ratioInterval(pairs, stream());
    const [from, to] = fieller(pairs, studentQuantile(0.95, pairs.length - 1));
    // An end of 4000 resamples is off by √(.025·.975/4000)/.058 = .042 standard errors; four of these.
    const allowed = (4 * 0.042 * (to - from)) / (2 * 1.96);
    expect(Math.abs(low - from)).toBeLessThan(allowed);
    expect(Math.abs(high - to)).toBeLessThan(allowed);
  });

  it("holds the true ratio as often as it says, for ten pairs", () => {
    const random = randomStream(2, "a test of pairs");
    const [count, confidence] = [600, 0.9];
    let held = 0;
    for (let k = 0; k < count; k++) {
      const { low, high } = ratioInterval(normalPairs(10, random), random, { confidence, resampleCount: 1000 });
      if (low <= 0.8 && 0.8 <= high) held += 1;
    }
    // Three binomial standard errors, 3·√(.9·.1/600) = .037; without the correction for few pairs it would be P(|T₉| < 1.645·√.9) = .85.
    expect(Math.abs(held / count - confidence)).toBeLessThan(0.037);
  });

  it("is a point where all pairs have the same ratio", () => {
    const pairs = [1, 2, 4, 8].map((baseline) => ({ value: 0.75 * baseline, baseline }));
    expect(ratioInterval(pairs, stream())).toEqual({ low: 0.75, high: 0.75 });
  });

  it("is the same from the same stream, and moves with another", () => {
    const pairs = normalPairs(10);
    expect(ratioInterval(pairs, stream())).toEqual(ratioInterval(pairs, stream()));
    expect(ratioInterval(pairs, stream())).not.toEqual(ratioInterval(pairs, randomStream(2, "a test of pairs")));
  });

  it("grows with the confidence", () => {
    const pairs = normalPairs(10);
    const [narrow, wide] = [0.5, 0.99].map((confidence) => ratioInterval(pairs, stream(), { confidence }));
    expect(wide!.low).toBeLessThan(narrow!.low);
    expect(wide!.high).toBeGreaterThan(narrow!.high);
  });

  it("is not known of one pair, nor where a baseline is 0", () => {
    const unknown = { low: Number.NaN, high: Number.NaN };
    expect(ratioInterval([{ value: 1, baseline: 2 }], stream())).toEqual(unknown);
    expect(ratioInterval([...normalPairs(5), { value: 1, baseline: 0 }], stream())).toEqual(unknown);
  });
});
