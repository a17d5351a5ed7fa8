import { describe, expect, it } from "vitest";
import { type LearningEvent, type LearningStep, learning, passes, type StopRule } from "../../src/caching/learning.js";
import { Ledger } from "../../src/caching/ledger.js";
import type { PolicyName } from "../../src/caching/policies.js";
import type { Rule } from "../../src/caching/rule.js";
import { ruleInStore } from "../../src/caching/rule-in-store.js";
import { afterSteps, firstOf, quietPass } from "../../src/caching/stop-rules.js";
import { type CachingStore, createStore, storesSideBySide } from "../../src/caching/store.js";
import { UsageError } from "../../src/schema/usage-error.js";

/** Δw is the sample; 0 is proposed for nothing. */
const takesSample: Rule<number> = {
  propose(_, sample, change) {
    change.fill(sample);
    return sample !== 0;
  },
};

const HALF = 1 / Math.LN2;

function oneSynapse({ policy = "local-local" as PolicyName, threshold = 5, decayTime = Infinity } = {}) {
  const ledger = new Ledger();
  const layers = [{ neuronCount: 1, inputCount: 1 }];
  const store = createStore({ layers, weights: new Float64Array(1), policy, threshold, decayTime, ledger });
  return { store, ledger, learner: ruleInStore(takesSample, store) };
}

/** s, l of one synapse. */
const parts = (store: object): [number, number] => {
  const { transient, persistent } = store as CachingStore;
  return [transient[0]!, persistent[0]!];
};

const all = <T>(steps: Iterable<T>): T[] => [...steps];
const briefly = ({ timestepCount, updateCount, changed }: LearningStep<number>) => [
  timestepCount,
  updateCount,
  changed,
];

describe("the stream", () => {
  it("reports every event when it has happened, with the time and the updates by then", () => {
    const { learner } = oneSynapse();
    const events: LearningEvent<number>[] = [
      { present: 1 },
      { present: 0 },
      { idle: 7 },
      { test: "now" },
      { energy: true },
      { present: 2 },
    ];
    const steps = all(learning(learner, events));
    expect(steps.map(briefly)).toEqual([
      [1, 1, true],
      [2, 1, false],
      [9, 1, false],
      [9, 1, false],
      [9, 1, false],
      [10, 2, true],
    ]);
    expect(steps.map(({ event }) => event)).toEqual(events);
  });

  it("can be paused: nothing happens until the next step is asked for", () => {
    const { learner, store } = oneSynapse();
    const stream = learning(learner, passes([1, 2], 2));
    expect(store.weights[0]).toBe(0);
    stream.next();
    expect(store.weights[0]).toBe(1);
    expect(store.weights[0]).toBe(1);
    stream.next();
    expect(store.weights[0]).toBe(3);
    stream.return();
    expect(stream.next().done).toBe(true);
    expect(store.weights[0]).toBe(3);
  });

  it("leaves what is transient where it is when it ends", () => {
    const { learner, store, ledger } = oneSynapse();
    for (const _ of learning(learner, passes([3], 1)));
    expect([parts(store), ledger.tally(0).consolidated]).toEqual([[3, 0], 0]);
  });

  it("lets s decay, and charges for holding it, while nothing is shown", () => {
    const { learner, store, ledger } = oneSynapse({ decayTime: HALF });
    for (const _ of learning(learner, [{ present: 4 }, { idle: 2 }]));
    expect(parts(store)[0]).toBeCloseTo(1, 12);
    // Σ|s| before the first change, and in the two steps after it.
    expect(ledger.tally(0).transientHeld).toBeCloseTo(0 + 2 + 1, 12);
  });

  it("ends after the step at which the rule of stopping says so, which it reports", () => {
    const { learner } = oneSynapse();
    expect(all(learning(learner, passes([1, 1, 1], 9), afterSteps(4))).length).toBe(4);
  });
});

describe("without energy", () => {
  it("nothing consolidates, and what exceeds θ is tested at the next change after it returns", () => {
    const { learner, store } = oneSynapse();
    const seen = all(
      learning(learner, [
        { energy: false },
        { present: 4 },
        { present: 4 },
        { energy: true },
        { idle: 3 },
        { present: 1 },
      ]),
    ).length;
    expect(seen).toBe(6);
    expect(parts(store)).toEqual([0, 9]);
    const { learner: other, store: waiting } = oneSynapse();
    for (const _ of learning(other, [
      { energy: false },
      { present: 4 },
      { present: 4 },
      { energy: true },
      { idle: 3 },
    ]));
    expect(parts(waiting)).toEqual([8, 0]);
  });

  it("stores side by side all wait", () => {
    const [a, b] = [oneSynapse({ threshold: 1 }).store, oneSynapse({ threshold: 2 }).store];
    const learner = ruleInStore(takesSample, storesSideBySide([a, b]));
    for (const _ of learning(learner, [{ energy: false }, { present: 3 }]));
    expect([parts(a), parts(b)]).toEqual([
      [3, 0],
      [3, 0],
    ]);
  });

  it("is refused where there is no cache that could wait", () => {
    const { learner } = oneSynapse({ policy: "none" });
    expect(() => all(learning(learner, [{ energy: false }]))).toThrow(UsageError);
    expect(() => all(learning(learner, [{ energy: false }]))).toThrow(
      /event must be one that the learner has, got energy/,
    );
  });
});

it("refuses what is no event, and time that is no whole number of steps", () => {
  const { learner } = oneSynapse();
  const run = (event: unknown) => () => all(learning(learner, [event as LearningEvent<number>]));
  expect(run({ show: 1 })).toThrow(/event must be one of \{ present \}, .* got .*show/);
  for (const idle of [-1, 0.5, Number.NaN, "3"]) expect(run({ idle })).toThrow(/idle must be an integer ≥ 0/);
  expect(() => all(learning({ present: () => true }, [{ idle: 1 }]))).toThrow(/got idle/);
});

describe("rules of stopping", () => {
  const stepsUntil = (samples: number[], ...rules: StopRule<number>[]) =>
    all(learning(oneSynapse().learner, passes(samples, 20), firstOf(...rules))).length;

  it("a quiet pass is one without an update, from its first sample to its last", () => {
    expect(stepsUntil([0, 0, 0], quietPass(3))).toBe(3);
    let left = 4;
    const tires: Rule<number> = { propose: (_, __, change) => change.fill(1) && left-- > 0 };
    const learner = ruleInStore(tires, oneSynapse().store);
    // Updates in steps 1 to 4; the third pass, steps 7 to 9, is the first without one.
    expect(all(learning(learner, passes([1, 1, 1], 20), quietPass(3))).length).toBe(9);
  });

  it("the first of several ends it, and each sees every step", () => {
    expect(stepsUntil([1, 1], afterSteps(7), afterSteps(5))).toBe(5);
    let calls = 0;
    const counts = () => {
      calls += 1;
      return false;
    };
    expect(stepsUntil([1, 1], afterSteps(3), counts)).toBe(3);
    expect(calls).toBe(3);
  });
});

it("passes over all samples in order, as often as asked", () =>
  expect(all(passes([5, 6], 2))).toEqual([{ present: 5 }, { present: 6 }, { present: 5 }, { present: 6 }]));
