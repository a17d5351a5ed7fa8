import { describe, expect, it } from "vitest";
import { refusalOf } from "../in-process.js";
import { documentOf, syncache } from "../run-cli.js";

const sizes = ["theory", "--input-count", "1000", "--pattern-count", "1000"];

describe.concurrent("theory --json", () => {
  it("is what the formulas of the paper give for N = P = 1000", async () => {
    const document = await documentOf(...sizes, "--maintenance-cost", "0.001");
    const [updateCount, timestepCount] = [2000, 1000 ** 1.5];
    const room = 1 + 0.001 * timestepCount;
    expect(document).toMatchObject({
      schemaVersion: 2,
      learner: "theory",
      parameters: { inputCount: 1000, maintenanceCost: 0.001 },
    });
    const expected = {
      updateCount,
      timestepCount,
      energy: 2e6,
      minimalEnergy: 1000 * Math.sqrt((2 / Math.PI) * 2000),
      inefficiency: Math.sqrt(Math.PI * 1000),
      optimalThreshold: Math.sqrt((3 * updateCount) / room),
      cachedInefficiency: Math.sqrt(((2 * Math.PI) / 3) * room),
    };
    const { schemaVersion, learner, version, parameters, ...summary } = document;
    expect(Object.keys(summary)).toEqual(Object.keys(expected));
    // A few roundings of double precision on either side.
    for (const [key, value] of Object.entries(expected)) expect(summary[key] / value, key).toBeCloseTo(1, 12);
  });

  it("adds the steady state, per synapse, to a threshold and an error rate", async () => {
    const steady = ["--maintenance-cost", "0.5", "--threshold", "6", "--error-rate", "0.25"];
    // θ/3, p/θ², p/θ and c·θ/3
    expect(await documentOf(...sizes, ...steady)).toMatchObject({
      meanTransient: 2,
      consolidationRate: 0.25 / 36,
      consolidationPower: (0.25 / 36) * 6,
      maintenancePower: 1,
    });
  });

  it("adds the steady state with decay to a decay time", async () => {
    const steady = ["--maintenance-cost", "0.01", "--threshold", "5", "--error-rate", "0.3", "--decay-time", "500"];
    const { meanTransient, consolidationRate, consolidationPower, maintenancePower, finiteStep } = await documentOf(
      ...sizes,
      ...steady,
    );
    // Check values by another implementation, to their last digit.
    expect(meanTransient).toBeCloseTo(1.65711, 5);
    expect(consolidationRate).toBeCloseTo(0.0113409, 7);
    expect(consolidationPower).toBe(5 * consolidationRate);
    expect(maintenancePower).toBe(0.01 * meanTransient);
    // Measured on walks of 6·10⁷ steps, to two digits; the grid adds about .002.
    expect(finiteStep.effectiveThreshold - 5).toBeCloseTo(0.63, 1);
    expect(finiteStep.meanTransient).toBeGreaterThan(meanTransient);
    expect(finiteStep.consolidationRate).toBeLessThan(consolidationRate);
  });
});

describe.concurrent("theory", () => {
  it("prints values with units for people", async () => {
    const { status, stdout, stderr } = await syncache(...sizes);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/updates K: 2\s000\n/);
    expect(stdout).toMatch(/weight units/);
  });

  it.each(["2000", "2000000"])("refuses P = %s at N = 1000: no perceptron learns that", async (patternCount) => {
    const message = await refusalOf("theory", "--pattern-count", patternCount);
    expect(message).toMatch(/--pattern-count must be < 2000, .*capacity/);
    expect(message).toContain(`got ${patternCount}. There is no theory beyond; use fewer patterns or more inputs.`);
  });

  it("refuses a threshold at which there would be 1.2 consolidations a step of .3 changes", async () => {
    const message = await refusalOf(...sizes, "--threshold", "0.5", "--error-rate", "0.3");
    expect(message).toMatch(
      /threshold must be ≥ 1 \(weight units\).*got 0\.5.*1\.20 consolidations.*Use a larger threshold/s,
    );
  });

  it("says beside a decay time what holds without decay, and that nothing is ever kept where it is not", async () => {
    const steady = ["--threshold", "5", "--error-rate", "0.3", "--maintenance-cost", "0.001"];
    const { stdout } = await syncache(...sizes, ...steady, "--decay-time", "500");
    expect(stdout).toMatch(/optimal threshold: [\d.]+ \(without decay\)\n/);
    expect(stdout).toMatch(/with caching at that threshold: [\d.]+ \(without decay\)\n/);
    // cτ = ½
    expect(stdout).toMatch(/threshold of least power: ∞ \(never consolidate: .*nothing is ever kept\)\n/);
    const without = (await syncache(...sizes, ...steady)).stdout;
    expect(without).not.toMatch(/without decay\)|∞ \(/);
    const free = (await syncache(...sizes, "--threshold", "5", "--error-rate", "0.3")).stdout;
    expect(free).toMatch(/threshold of least power: ∞ \(never consolidate before the end: holding s is free\)\n/);
  });

  it("refuses a threshold without an error rate, and the other way round", async () => {
    expect(await refusalOf(...sizes, "--threshold", "5")).toMatch(/--threshold needs --error-rate/);
    expect(await refusalOf(...sizes, "--error-rate", "0.5")).toMatch(/--error-rate needs --threshold/);
    expect(await refusalOf(...sizes, "--decay-time", "500")).toMatch(/--decay-time needs --threshold and --error-rate/);
  });
});
