import { describe, expect, it } from "vitest";
import { createResult, summarise, toJson, toRow } from "../../src/schema/result.js";
import { schemaVersion, version } from "../../src/schema/version.js";

const run = (seed: number, converged: boolean, energy: number, rest: object = {}) => ({
  seed,
  converged,
  energy,
  ...rest,
});

describe("summarise", () => {
  it("averages the converged runs and counts the others", () => {
    const summary = summarise([run(1, true, 10), run(2, false, 1000), run(3, true, 14)]);
    // Two values a and b have the mean (a + b)/2 and the variance (a − b)²/2.
    expect(summary).toEqual({
      runCount: 3,
      convergedCount: 2,
      mean: { energy: 12 },
      standardDeviation: { energy: Math.sqrt(8) },
    });
  });

  it("has no deviation of a single run, and nothing at all of none", () => {
    expect(summarise([run(1, true, 10), run(2, false, 20)])).toMatchObject({
      convergedCount: 1,
      mean: { energy: 10 },
      standardDeviation: { energy: null },
    });
    const none = { runCount: 1, convergedCount: 0, mean: { energy: null }, standardDeviation: { energy: null } };
    expect(summarise([run(2, false, 20)])).toEqual(none);
    expect(summarise([])).toEqual({ runCount: 0, convergedCount: 0, mean: {}, standardDeviation: {} });
  });

  // With one input and two patterns, say: the first run has nothing to show for its work, the second has.
  it("summarises a ratio that is undefined in the first run only", () => {
    const runs = [run(1, false, 10, { inefficiency: null }), run(2, true, 10, { inefficiency: 3 })];
    expect(summarise(runs).mean).toEqual({ energy: 10, inefficiency: 3 });
  });

  it("leaves out the seed, words, curves, and ratios that are undefined", () => {
    const rest = { policy: "none", curve: [{ epoch: 1 }] };
    const summary = summarise([
      run(5, true, 10, { ...rest, inefficiency: 2 }),
      run(6, true, 10, { ...rest, inefficiency: null }),
    ]);
    expect(summary.mean).toEqual({ energy: 10, inefficiency: 2 });
  });
});

it("createResult puts versions, parameters, runs and summary together", () => {
  const runs = [run(1, true, 10)];
  expect(createResult("perceptron", { policy: "none" }, runs)).toEqual({
    schemaVersion,
    learner: "perceptron",
    version,
    parameters: { policy: "none" },
    runs,
    summary: summarise(runs),
  });
});

it("toRow keeps cells and drops curves and nested records", () => {
  const record = { seed: 1, converged: true, name: "a", inefficiency: null, curve: [], search: { count: 1 } };
  expect(toRow(record)).toEqual({ seed: 1, converged: true, name: "a", inefficiency: null });
});

describe("toJson", () => {
  it("writes Infinity as a word, which JSON has not as a number", () => {
    const document = { decayTime: Number.POSITIVE_INFINITY, low: Number.NEGATIVE_INFINITY, list: [1.5, null, true] };
    expect(JSON.parse(toJson(document))).toEqual({
      decayTime: "Infinity",
      low: "-Infinity",
      list: [1.5, null, true],
    });
  });

  it("refuses what is not a number, and says which", () => {
    expect(() => toJson({ runs: [{ inefficiency: Number.NaN }] })).toThrow("inefficiency is not a number");
  });

  it("indents where that is asked for", () => expect(toJson({ a: 1 }, 2)).toBe('{\n  "a": 1\n}'));
});
