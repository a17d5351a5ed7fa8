import { check, isCount } from "../../schema/check.js";
import type { Rule } from "../rule.js";
import { areSame, type Clause, demand, listed } from "./clause.js";

/** A rule, and what it is tried on. */
export interface RuleSubject<Sample> {
  /** A new rule each time, always alike: randomness comes from a seed that it is made with. */
  createRule: () => Rule<Sample>;
  /** Synapses of the network that it learns in. */
  synapseCount: number;
  /** Presented in this order. */
  samples: readonly Sample[];
  /** Weights to learn from; without them all are 0. Some sample should be wrong with them, so that it is learned. */
  weights?: Float64Array;
}

/** What was in `change` before must not matter; numbers that a rule would hardly write itself. */
const LEFTOVERS = [Number.NaN, -12_345.678];

/** What a rule has answered to one sample. */
interface Answer {
  changed: unknown;
  change: Float64Array;
}

/**
 * What `Rule` demands, as clauses for a test runner. The rule is shown every sample once, in order, and its proposals are taken
 * into the weights, as without a cache.
 *
 * @throws UsageError for a subject that nothing can be tried on
 */
export function ruleContract<Sample>(subject: RuleSubject<Sample>): Clause[] {
  const { createRule, synapseCount, samples } = subject;
  check(isCount(synapseCount, 1), "synapseCount", "an integer ≥ 1", synapseCount, "Give the length of the weights.");
  check(samples?.length > 0, "samples", "an array of at least one sample", samples, "Give some of what is learned.");
  const start = subject.weights ?? new Float64Array(synapseCount);
  check(start.length === synapseCount, "weights", `of length ${synapseCount}`, start, "Give one a synapse.");

  /** All answers of a new rule; `look` sees each, with the weights that the rule was shown and a copy made before. */
  const learn = (leftover: number, look?: (answer: Answer, shown: Float64Array, before: Float64Array) => void) => {
    const rule = createRule();
    const weights = start.slice();
    return samples.map((sample): Answer => {
      const change = new Float64Array(synapseCount).fill(leftover);
      const before = weights.slice();
      const changed = rule.propose(weights, sample, change);
      look?.({ changed, change }, weights, before);
      // What is not finite is another clause's to find; the next samples are shown weights that are.
      const isTaken = changed === true && change.every(Number.isFinite);
      if (isTaken) for (let i = 0; i < synapseCount; i++) weights[i] = before[i]! + change[i]!;
      return { changed, change };
    });
  };
  const compare = (one: readonly Answer[], other: readonly Answer[], when: string): void => {
    for (const [k, { changed, change }] of one.entries()) {
      const { changed: again, change: second } = other[k]!;
      demand(changed === again, `sample ${k + 1}: propose returned ${changed}, and ${again} ${when}`);
      const isSame = changed !== true || areSame(change, second);
      demand(isSame, `sample ${k + 1}: proposed ${listed(change)}, and ${listed(second)} ${when}`);
    }
  };
  const eachAnswer = (look: (answer: Answer, k: number) => void) => (): void => learn(LEFTOVERS[0]!).forEach(look);

  return [
    {
      name: "answers true or false",
      check: eachAnswer(({ changed }, k) => {
        demand(typeof changed === "boolean", `sample ${k + 1}: propose must return true or false, got ${changed}`);
      }),
    },
    {
      name: "proposes something for one of the samples at least, so that there is something to look at",
      check: () =>
        demand(
          learn(0).some(({ changed }) => changed === true),
          "no sample changes anything; give others",
        ),
    },
    {
      name: "writes a finite number for every synapse where it proposes",
      check: eachAnswer(({ changed, change }, k) => {
        const wrong = changed === true ? change.findIndex((value) => !Number.isFinite(value)) : -1;
        demand(wrong < 0, `sample ${k + 1}: the change of synapse ${wrong} is ${change[wrong]}, or was not written`);
      }),
    },
    {
      name: "does not read what the last call has left in the change",
      check: () => compare(learn(LEFTOVERS[0]!), learn(LEFTOVERS[1]!), "where other numbers had been left in change"),
    },
    {
      name: "does not write to the weights",
      check: () => {
        let sample = 0;
        learn(0, (_, weights, before) => {
          sample += 1;
          demand(areSame(weights, before), `sample ${sample}: weights ${listed(before)} became ${listed(weights)}`);
        });
      },
    },
    {
      name: "proposes the same each time it is made: nothing is left to chance",
      check: () => compare(learn(0), learn(0), "by another rule that was made alike"),
    },
  ];
}
