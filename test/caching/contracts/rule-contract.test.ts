import { describe, expect, it } from "vitest";
import { type RuleSubject, ruleContract } from "../../../src/caching/contracts/index.js";
import type { Rule } from "../../../src/caching/rule.js";
import { initialWeights } from "../../../src/mlp/network.js";
import { backpropagationRule } from "../../../src/mlp/rule.js";
import { perceptronRule } from "../../../src/perceptron/rule.js";
import { UsageError } from "../../../src/schema/usage-error.js";
import { randomPatterns } from "../../../src/tasks/random-patterns.js";
import { tinyDigits } from "../../mlp/tiny-digits.js";

const task = randomPatterns(20, 10, 1);
const perceptron: RuleSubject<number> = {
  createRule: () => perceptronRule(task),
  synapseCount: 21,
  samples: Array.from({ length: 10 }, (_, row) => row),
};

const digits = tinyDigits(8, 2).train;
const hiddenCount = 3;
const synapses = hiddenCount * (digits.pixelCount + 10);
const network = (gradient: "exact" | "authors"): RuleSubject<number> => ({
  createRule: () => backpropagationRule(digits, { hiddenCount, learningRate: 0.1, gradient }),
  synapseCount: synapses,
  samples: Array.from({ length: 8 }, (_, image) => image),
  weights: Float64Array.from(initialWeights(synapses, 1)),
});

// The spiking neuron reads its weights between two changes of one presentation, and takes the store instead of being a rule.
describe.each([
  ["the perceptron rule", perceptron],
  ["back-propagation", network("exact")],
  ["back-propagation of the authors", network("authors")],
])("%s", (_, subject) => {
  for (const { name, check } of ruleContract(subject)) it(name, check);
});

/** The perceptron rule with a fault. */
function broken(fault: (rule: Rule<number>) => Rule<number>["propose"]): RuleSubject<number> {
  return { ...perceptron, createRule: () => ({ propose: fault(perceptronRule(task)) }) };
}
let calls = 0;

describe("a rule that is broken is found by the clause on what is broken", () => {
  it.each<[string, RuleSubject<number>, RegExp]>([
    [
      "answers true or false",
      broken((rule) => (w, row, change) => (rule.propose(w, row, change) ? 1 : 0) as never),
      /sample 1: propose must return true or false, got 1/,
    ],
    ["proposes something", broken(() => () => false), /no sample changes anything/],
    [
      "writes a finite number",
      broken((rule) => (w, row, change) => {
        const [changed, last] = [rule.propose(w, row, change), change.length - 1];
        change[last] = Number.POSITIVE_INFINITY;
        return changed;
      }),
      /sample 1: the change of synapse 20 is Infinity/,
    ],
    [
      "writes a finite number",
      // As if the bias had been forgotten.
      broken((rule) => (w, row, change) => rule.propose(w, row, change.subarray(0, 20))),
      /the change of synapse 20 is NaN, or was not written/,
    ],
    [
      "does not read what the last call has left",
      broken((rule) => (w, row, change) => {
        const left = change[0]!;
        const changed = rule.propose(w, row, change);
        if (left < 0) change[0]! += left;
        return changed;
      }),
      /where other numbers had been left in change/,
    ],
    [
      "does not write to the weights",
      broken((rule) => (w, row, change) => {
        const changed = rule.propose(w, row, change);
        if (changed) w[0]! += 1;
        return changed;
      }),
      /sample 1: weights \[0, .*\] became \[1, /,
    ],
    [
      "proposes the same each time",
      broken((rule) => (w, row, change) => {
        const changed = rule.propose(w, row, change);
        change[0] = calls++;
        return changed;
      }),
      /by another rule that was made alike/,
    ],
  ])("%s", (clause, subject, message) => {
    const { check } = ruleContract(subject).find(({ name }) => name.startsWith(clause))!;
    expect(check).toThrow(message);
  });
});

it.each<[Partial<RuleSubject<number>>, RegExp]>([
  [{ synapseCount: 0 }, /^synapseCount must be an integer ≥ 1, got 0/],
  [{ samples: [] }, /^samples must be/],
  [{ weights: new Float64Array(3) }, /^weights must be of length 21/],
])("refuses a subject that nothing can be tried on: %j", (part, message) => {
  expect(() => ruleContract({ ...perceptron, ...part })).toThrow(UsageError);
  expect(() => ruleContract({ ...perceptron, ...part })).toThrow(message);
});
