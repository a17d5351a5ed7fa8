import { describe, expect, it } from "vitest";
import { interferePerceptron } from "../../../src/perceptron/two-sets/interference.js";
import { UsageError } from "../../../src/schema/usage-error.js";

const neuron = { inputCount: 60, patternCount: 20, seed: 3 };
const afterwards = { passCount: 1, idleSteps: 400, testEvery: 10 };

describe("a neuron that knows a set of patterns", () => {
  it("knows it at first, and is tested after every so many steps", () => {
    const { converged, tests } = interferePerceptron({ ...neuron, policy: "none" }, afterwards);
    expect(converged).toBe(true);
    expect(tests[0]).toMatchObject({ timestep: 0, wrongOfA: 0 });
    expect(tests.map(({ timestep }) => timestep)).toEqual(Array.from({ length: 43 }, (_, k) => 10 * k));
  });

  it("forgets part of it with others, and without a transient part for good", () => {
    const { tests } = interferePerceptron({ ...neuron, policy: "none" }, afterwards);
    const [shown, last] = [tests.find(({ timestep }) => timestep === 20)!, tests.at(-1)!];
    expect(shown.wrongOfA).toBeGreaterThan(0);
    expect(shown.wrongOfB).toBeLessThan(tests[0]!.wrongOfB);
    expect(last).toEqual({ ...shown, timestep: last.timestep });
  });

  it("has the same weights, and forgets as much, with a cache that does not decay", () => {
    const caching = { ...neuron, policy: "local-local", threshold: 3.5 } as const;
    expect(interferePerceptron(caching, afterwards)).toEqual(
      interferePerceptron({ ...neuron, policy: "none" }, afterwards),
    );
  });

  it("knows all of it again when what others changed was never consolidated, and has decayed", () => {
    const caching = { ...neuron, policy: "local-local", threshold: 1000, decayTime: 1000 } as const;
    const { tests } = interferePerceptron(caching, { ...afterwards, idleSteps: 20_000, testEvery: 20 });
    expect(tests.find(({ timestep }) => timestep === 20)!.wrongOfA).toBeGreaterThan(0);
    expect(tests.at(-1)).toMatchObject({ wrongOfA: 0, wrongOfB: tests[0]!.wrongOfB });
  });
});

it("tells nothing of a set that was not learned", () =>
  expect(interferePerceptron({ ...neuron, maxEpochs: 1, patternCount: 100 }, afterwards)).toEqual({
    converged: false,
    tests: [],
  }));

it.each([
  [{ threshold: "adaptive" } as const, afterwards, "threshold"],
  [{ policy: "rent-or-buy", engine: "reference" } as const, afterwards, "policies"],
  [{}, { ...afterwards, testEvery: 0 }, "testEvery"],
  [{}, { ...afterwards, passCount: -1 }, "passCount"],
])("refuses %j, %j", (options, interference, word) => {
  const run = () => interferePerceptron({ ...neuron, ...options }, interference);
  expect(run).toThrow(UsageError);
  expect(run).toThrow(word);
});
