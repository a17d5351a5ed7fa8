import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RandomStream, randomStream, xoshiro128 } from "../../src/math/random.js";
import { mean } from "../../src/math/statistics.js";
import { expectClose } from "./close.js";

const draw = (count: number, next: () => number): Float64Array => Float64Array.from({ length: count }, next);
const firstDraws = (seed: number, name: string): number[] => {
  const stream = randomStream(seed, name);
  return Array.from({ length: 4 }, () => stream.nextUint32());
};

// The recurrence of Blackman and Vigna, written down on its own in Python with unbounded integers:
//   result = rotl(s1*5, 7)*9; t = s1 << 9; s2 ^= s0; s3 ^= s1; s1 ^= s2; s0 ^= s3; s2 ^= t; s3 = rotl(s3, 11).
it("is xoshiro128**", () => {
  const stream = xoshiro128(Int32Array.of(1, 2, 3, 4));
  const expected = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849];
  expect(expected.map(() => stream.nextUint32())).toEqual(expected);
});

const seed = fc.maxSafeNat();
const name = fc.string({ maxLength: 12 });

describe("a stream", () => {
  it("gives the same numbers for the same seed and name", () =>
    fc.assert(
      fc.property(seed, name, (s, n) => {
        expect(firstDraws(s, n)).toEqual(firstDraws(s, n));
      }),
    ));

  it("gives others for another seed or another name", () =>
    fc.assert(
      fc.property(seed, name, seed, name, (s, n, otherSeed, otherName) => {
        fc.pre(s !== otherSeed && n !== otherName);
        // Four draws of 32 bits agree by chance with probability 3e-39.
        expect(firstDraws(s, n)).not.toEqual(firstDraws(otherSeed, n));
        expect(firstDraws(s, n)).not.toEqual(firstDraws(s, otherName));
      }),
    ));

  it("uses every bit of the seed, those above 2³² too", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 52 }), (s, bit) => {
        const other = Math.floor(s / 2 ** bit) % 2 === 0 ? s + 2 ** bit : s - 2 ** bit;
        expect(firstDraws(s, "x"), `seeds ${s} and ${other}`).not.toEqual(firstDraws(other, "x"));
      }),
    ));

  it("is not moved by drawing from another", () => {
    const alone = draw(10, randomStream(1, "targets").uniform);
    const patterns = randomStream(1, "patterns");
    const targets = randomStream(1, "targets");
    const between = draw(10, () => {
      patterns.normal();
      return targets.uniform();
    });
    expect(between).toEqual(alone);
  });

  it("makes 53 bits of two draws, the high ones first", () => {
    const [uniform, integers] = [randomStream(7, "x"), randomStream(7, "x")];
    for (let i = 0; i < 100; i++) {
      const [high, low] = [integers.nextUint32(), integers.nextUint32()];
      expect(uniform.uniform() * 2 ** 53).toBe(Math.floor(high / 2 ** 5) * 2 ** 26 + Math.floor(low / 2 ** 6));
    }
  });
});

// Seeds are fixed, so that these always pass or never do. Five standard errors, taken from the closed-form moments of
// the distribution, leave a chance of 6e-7 that a correct generator would have been refused.
describe("moments", () => {
  const count = 200_000;
  const within = (sample: Float64Array, expected: number, variance: number, what: string) =>
    expectClose(mean(sample), expected, { absolute: 5 * Math.sqrt(variance / count) }, { what, count });

  const streams: [number, string][] = [
    [1, "patterns"],
    [2, "patterns"],
    [1, "initial weights"],
    [2 ** 40, ""],
  ];

  describe.each(streams)("of stream %d %j", (s, n) => {
    const uniform = draw(count, randomStream(s, n).uniform);
    const normal = draw(count, randomStream(s, n).normal);

    it("uniform: mean 1/2 and variance 1/12", () => {
      within(uniform, 1 / 2, 1 / 12, "mean");
      // ⟨(u − ½)⁴⟩ = 1/80, so that the squared deviation has the variance 1/80 − 1/144 = 1/180.
      within(
        uniform.map((u) => (u - 0.5) ** 2),
        1 / 12,
        1 / 180,
        "variance",
      );
      expect(uniform.every((u) => u >= 0 && u < 1)).toBe(true);
    });

    it("uniform: neighbours are not correlated", () => {
      const products = uniform.map((u, i) => 12 * (u - 0.5) * (uniform[(i + 1) % count]! - 0.5));
      within(products, 0, 1, "correlation");
    });

    // ⟨x²⟩, ⟨x⁴⟩, ⟨x⁶⟩, ⟨x⁸⟩ = 1, 3, 15, 105.
    it.each([
      [1, 0, 1],
      [2, 1, 3 - 1],
      [3, 0, 15],
      [4, 3, 105 - 9],
    ])("normal: moment %d is %d", (order, expected, variance) => {
      within(
        normal.map((x) => x ** order),
        expected,
        variance,
        `moment ${order}`,
      );
    });

    // The tails: 2(1 − Φ(z)) for z = 1, 2, 3 (tables of the normal distribution).
    it.each([
      [1, 0.31731051],
      [2, 0.04550026],
      [3, 0.0026998],
    ])("normal: %d standard deviations or more in a share of %d", (z, share) => {
      within(
        normal.map((x) => (Math.abs(x) > z ? 1 : 0)),
        share,
        share * (1 - share),
        `beyond ${z}`,
      );
    });

    it("normal: the two of a pair are not correlated, nor are their squares", () => {
      const pairs = Array.from({ length: count / 2 }, (_, i) => [normal[2 * i]!, normal[2 * i + 1]!] as const);
      const error = 5 / Math.sqrt(pairs.length);
      expectClose(mean(pairs.map(([x, y]) => x * y)), 0, { absolute: error }, { s, n });
      // (x² − 1)(y² − 1) has the standard deviation 2.
      expectClose(mean(pairs.map(([x, y]) => (x * x - 1) * (y * y - 1))), 0, { absolute: 2 * error }, { s, n });
    });
  });

  const correlation = (a: RandomStream, b: RandomStream) => draw(count, () => a.normal() * b.normal());

  it.each([
    [1, "patterns", 1, "targets"],
    [1, "patterns", 2, "patterns"],
    [1, "patterns", 1 + 2 ** 32, "patterns"],
    [1, "patterns", 1, "initial weights"],
    [3, "ab", 3, "ba"],
  ])("streams %d %j and %d %j are not correlated", (s1, n1, s2, n2) => {
    within(correlation(randomStream(s1, n1), randomStream(s2, n2)), 0, 1, "correlation");
  });
});
