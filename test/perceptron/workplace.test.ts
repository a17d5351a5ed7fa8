import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runParametersOf } from "../../src/perceptron/count.js";
import type { RunParameters, Workplace } from "../../src/perceptron/engine.js";
import { perceptronEngines } from "../../src/perceptron/engines.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import type { PatternSet } from "../../src/tasks/pattern-set.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";

const size = fc.integer({ min: 1, max: 70 });
const tasks = fc
  .tuple(size, size, fc.nat(1000), fc.boolean())
  .map(([inputCount, patternCount, seed, isReal]): PatternSet => {
    const task = randomPatterns(inputCount, patternCount, seed);
    if (!isReal) return task;
    return {
      ...task,
      patterns: Float64Array.from(task.patterns, (sign, i) => sign * (0.1 + Math.abs(Math.sin(i + 1)))),
    };
  });

/** What a run differs in from the one before: what is laid out elsewhere, what starts anew, what is asked on the way. */
const settings = fc.record({
  policy: fc.constantFrom("none", "local-local", "local-global", "local-excess", "global-global"),
  threshold: fc.constantFrom(0, 1, 2.5, 7, Number.POSITIVE_INFINITY),
  decayTime: fc.constantFrom(3, 40, 1000, 1e17, Number.POSITIVE_INFINITY),
  excitatoryFraction: fc.constantFrom(undefined, 0.5),
  initialSpread: fc.constantFrom(undefined, 0.7),
  costExponent: fc.constantFrom(1, 0.5),
  countsWrites: fc.boolean(),
  byEpoch: fc.boolean(),
});

describe("runs that hand on their workplace", () => {
  it("come to what each comes to alone, and leave the results of earlier ones as they were", () =>
    fc.assert(
      fc.property(tasks, fc.array(settings, { minLength: 2, maxLength: 5 }), (task, sequence) => {
        const workplace: Workplace = {};
        const run = ({ byEpoch, ...one }: (typeof sequence)[number], hooks: { workplace?: Workplace }) => {
          const { inputCount, patternCount } = task;
          const given = Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));
          const parameters = {
            ...runParametersOf(perceptronSchema.parse({ maxEpochs: 30 })),
            ...{ inputCount, patternCount },
            ...given,
          } as RunParameters;
          const epochs: unknown[] = [];
          const onEpoch = (row: unknown) => void epochs.push(row);
          return {
            counts: perceptronEngines.fast.run(task, parameters, { ...hooks, ...(byEpoch && { onEpoch }) }),
            epochs,
          };
        };
        const together = sequence.map((one) => run(one, { workplace }));
        expect(together).toEqual(sequence.map((one) => run(one, {})));
      }),
      { numRuns: 150 },
    ));
});
