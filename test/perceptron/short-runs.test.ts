import { describe, expect, it } from "vitest";
import { type PerceptronOptions, perceptronSchema } from "../../src/perceptron/parameters.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";
import { pricedEngines } from "./priced-engines.js";

const { fast, reference } = pricedEngines;
const parametersOf = ({ inputCount, patternCount }: PatternSet, given: PerceptronOptions) => ({
  ...perceptronSchema.parse({ inputCount, patternCount, policy: "local-global", decayTime: 1e4, ...given }),
  threshold: 5,
});

/** CPU seconds, the fewest of three: whatever else runs on the machine adds to them. */
function secondsOf(run: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return Math.min(...times);
}

/**
 * The fast engine over the reference. For three epochs it is 0.2 to 2, what it does once for every run included; with the
 * matrix of all products it is 20 and more.
 */
const AT_MOST = 5;

describe("a short run on many patterns", () => {
  const signs = randomPatterns(100, 8000, 1);
  const real = { ...signs, patterns: Float64Array.from(signs.patterns, (x, i) => x * (0.1 + (i % 7))) };

  it.each([
    ["±1, with decay", signs, {}],
    ["±1, without decay", signs, { decayTime: Number.POSITIVE_INFINITY }],
    ["real, with decay", real, {}],
    ["real, without decay", real, { decayTime: Number.POSITIVE_INFINITY }],
  ] satisfies [string, PatternSet, PerceptronOptions][])(
    "is not prepared for as if it were a long one (%s)",
    (_, task, given) => {
      const parameters = parametersOf(task, { ...given, maxEpochs: 3 });
      const [found, expected] = [fast, reference].map((engine) => secondsOf(() => engine.run(task, parameters)));
      expect(found! / expected!).toBeLessThan(AT_MOST);
    },
  );

  it("is not prepared for so when no one knows that it will be short", () => {
    const easy = { ...signs, targets: Int8Array.from({ length: 8000 }, (_, p) => signs.patterns[p * 100]!) };
    const parameters = parametersOf(easy, { policy: "none" });
    const [found, expected] = [fast, reference].map((engine) => secondsOf(() => engine.run(easy, parameters)));
    expect(fast.run(easy, parameters)).toEqual(reference.run(easy, parameters));
    expect(found! / expected!).toBeLessThan(AT_MOST);
  });
});

it("goes on with the matrix where it has not ended by then, and learns the same", () => {
  // 2100/125·(1 + 1000/1200) = 31 epochs by dot products; learning takes hundreds.
  const task = randomPatterns(1200, 2100, 1);
  const parameters = parametersOf(task, { maxEpochs: 40 });
  const [found, expected] = [fast.run(task, parameters), reference.run(task, parameters)];
  expect([found.epochCount, found.updateCount]).toEqual([40, expected.updateCount]);
  expect(found.energy / expected.energy).toBeCloseTo(1, 10);
});
