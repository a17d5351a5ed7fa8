import { expect, it } from "vitest";
import { risingThresholds, withResolution } from "../../../src/perceptron/search/candidates.js";
import { simulatePerceptron } from "../../../src/perceptron/simulate.js";

const usual = { growth: 1.04, points: 1000 };

it("grows by the resolution that was asked for, and by the usual one otherwise", () => {
  expect(withResolution(usual, undefined)).toBe(usual);
  for (const resolution of [0.001, 0.02, 0.5]) {
    const fine = withResolution(usual, resolution);
    const found = [...risingThresholds(null, 1, 100, fine)];
    // From ½ to 100 in equal ratios: as many as it takes, the last one at or beyond the end.
    expect(found).toHaveLength(1 + Math.ceil(Math.log(200) / Math.log(1 + resolution)));
    for (let k = 1; k < found.length; k++) expect(found[k]! / found[k - 1]!).toBeCloseTo(1 + resolution, 12);
  }
});

it("tries every half-integer once, however close to 1 the factor is", () => {
  const found = [...risingThresholds(0.5, 1, 300, withResolution({ growth: 1.03, points: 2000 }, 0.001))];
  expect(found.slice(0, 128)).toEqual(Array.from({ length: 128 }, (_, k) => k + 0.5));
  expect(new Set(found).size).toBe(found.length);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(found.at(-1)).toBeGreaterThanOrEqual(300);
});

it("tries more thresholds the finer the resolution is, and as many as usual at the usual one", () => {
  const options = {
    inputCount: 60,
    patternCount: 60,
    decayTime: 300,
    maintenanceCost: 1e-2,
    threshold: "auto",
  } as const;
  const triedWith = (thresholdResolution?: number) => {
    const given = thresholdResolution === undefined ? {} : { thresholdResolution };
    const { parameters, runs } = simulatePerceptron({ ...options, ...given });
    expect("thresholdResolution" in parameters).toBe(thresholdResolution !== undefined);
    return runs[0]!.thresholdSearch!.evaluatedCount;
  };
  const [coarse, normal, fine] = [triedWith(0.2), triedWith(), triedWith(0.01)];
  expect(coarse).toBeLessThan(normal!);
  expect(normal).toBeLessThan(fine!);
  expect(triedWith(0.04)).toBe(normal);
});
