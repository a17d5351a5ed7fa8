import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Trigger, testOf } from "../../src/caching/cache.js";
import { groupBoundaries } from "../../src/caching/groups.js";
import { cachingPolicies, type PolicyName } from "../../src/caching/policies.js";
import { policyCode } from "../../src/kernels/policy-codes.js";
import { fastEngine as fastMlp } from "../../src/mlp/fast.js";
import { mlpSchema } from "../../src/mlp/parameters.js";
import { runParametersOf } from "../../src/perceptron/count.js";
import { fastEngine as fastPerceptron } from "../../src/perceptron/fast.js";
import { fastEngineBytes } from "../../src/perceptron/memory.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { fastEngine as fastSpiking } from "../../src/spiking/fast.js";
import { spikingSchema } from "../../src/spiking/parameters.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";
import { tinyDigits } from "../mlp/tiny-digits.js";

/** A policy that someone has added to the table, and no kernel has heard of. */
const clock = "clock" as PolicyName;
const table = cachingPolicies as Record<string, (typeof cachingPolicies)[keyof typeof cachingPolicies]>;

describe("a policy that the fast engines do not know is refused by", () => {
  beforeAll(() => {
    table.clock = cachingPolicies["local-global"];
  });
  afterAll(() => {
    delete table.clock;
  });

  const task = randomPatterns(10, 12, 1);
  const real = { ...task, patterns: Float64Array.from(task.patterns, (x) => x / 3) };
  const perceptron = {
    ...runParametersOf(perceptronSchema.parse({ inputCount: 10, patternCount: 12 })),
    policy: clock,
  };
  const refusals: Record<string, (threshold: number) => unknown> = {
    "the perceptron": (threshold) => fastPerceptron.run(task, { ...perceptron, threshold }),
    "the perceptron with decay": (threshold) => fastPerceptron.run(task, { ...perceptron, threshold, decayTime: 9 }),
    "the perceptron on real patterns": (threshold) => fastPerceptron.run(real, { ...perceptron, threshold }),
    "many settings at once": (threshold) =>
      fastPerceptron.runMany(task, { ...perceptron, policy: "none", threshold }, [{ policy: clock, threshold }]),
    "the estimate of memory": (threshold) => fastEngineBytes(task, { ...perceptron, threshold, decayTime: 9 }),
    "the multilayer network": (threshold) =>
      fastMlp.run(tinyDigits(), { ...mlpSchema.parse({ maxPatterns: 5 }), policy: clock, threshold }, 1),
    "the spiking network": (threshold) => fastSpiking({ ...spikingSchema.parse({}), policy: clock, threshold }, 1),
  };

  it.each(Object.entries(refusals))("%s", (_, run) => {
    for (const threshold of [0, 0.04, Number.POSITIVE_INFINITY]) {
      expect(() => run(threshold)).toThrow(UsageError);
      expect(() => run(threshold)).toThrow(/policy must be one that the fast engine .* knows .* got "clock"/);
    }
  });
});

it("does not take names from what every object has", () =>
  expect(() => policyCode({ none: 0 }, "__proto__", "perceptron")).toThrow(UsageError));

it("refuses a trigger and a group that no one computes", () => {
  expect(() => testOf({ median: 3 } as unknown as Trigger, 5)).toThrow(/trigger must be .*, got .*median/);
  expect(() => testOf({ every: 3 }, 5)).toThrow(/trigger must be .*, got .*every/);
  expect(() => groupBoundaries([{ neuronCount: 1, inputCount: 2 }], "column" as "neuron")).toThrow(/group must be/);
});
