import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Trigger, testOf } from "../../src/caching/cache.js";
import { groupBoundaries } from "../../src/caching/groups.js";
import { type CachingPolicyName, cachingPolicies, type Policy } from "../../src/caching/policies.js";
import { cacheCodes } from "../../src/kernels/cache-codes.js";
import { runParametersOf as mlpRunParametersOf } from "../../src/mlp/engine.js";
import { fastEngine as fastMlp } from "../../src/mlp/fast.js";
import { mlpSchema } from "../../src/mlp/parameters.js";
import { runParametersOf } from "../../src/perceptron/count.js";
import { fastEngine as fastPerceptron } from "../../src/perceptron/fast/fast.js";
import { fastEngineBytes } from "../../src/perceptron/fast/memory.js";
import { perceptronSchema } from "../../src/perceptron/parameters.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { fastEngine as fastSpiking } from "../../src/spiking/fast.js";
import { spikingSchema } from "../../src/spiking/parameters.js";
import { runParametersOf as spikingRunOf } from "../../src/spiking/tuning.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";
import { tinyDigits } from "../mlp/tiny-digits.js";

/** A policy that someone has added to the table, with a trigger that no kernel has heard of. */
const clock = "hourly" as CachingPolicyName;
const table = cachingPolicies as Record<string, Policy>;

describe("a policy that the fast engines do not know is refused by", () => {
  beforeAll(() => {
    table.hourly = {
      group: "neuron",
      trigger: () => ({ median: 3 }) as never,
      keeps: "nothing",
      summary: "the whole neuron, now and then",
    };
  });
  afterAll(() => {
    delete table.hourly;
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
    "the estimate of memory": () => fastEngineBytes(task, { ...perceptron, decayTime: 9 }),
    "the multilayer network": (threshold) =>
      fastMlp.run(
        tinyDigits(),
        { ...mlpRunParametersOf(mlpSchema.parse({ maxPatterns: 5 })), policy: clock, threshold },
        1,
      ),
    "the spiking network": (threshold) =>
      fastSpiking({ ...spikingRunOf(spikingSchema.parse({})), policy: clock, threshold }, 1),
  };

  it.each(Object.entries(refusals))("%s", (_, run) => {
    for (const threshold of [0, 0.04, Number.POSITIVE_INFINITY]) {
      expect(() => run(threshold)).toThrow(UsageError);
      expect(() => run(threshold)).toThrow(/trigger must be .*, got .*median.*3/);
    }
  });
});

it("kernels number caches as the loaders do", () => {
  const source = readFileSync(new URL("../../src/kernels/assembly/cache-codes.ts", import.meta.url), "utf8");
  const found = [...source.matchAll(/^export const (\w+): i32 = (\d+);/gm)].map(([, name, code]) => [
    name,
    Number(code),
  ]);
  expect(Object.fromEntries(found)).toEqual(cacheCodes);
});

it("refuses a trigger and a group that no one computes", () => {
  expect(() => testOf({ median: 3 } as unknown as Trigger, 5)).toThrow(/trigger must be .*, got .*median/);
  expect(() => groupBoundaries([{ neuronCount: 1, inputCount: 2 }], "column" as "neuron")).toThrow(/group must be/);
});
