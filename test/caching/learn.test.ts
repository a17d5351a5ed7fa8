import { describe, expect, it } from "vitest";
import { learn } from "../../src/caching/learn.js";
import { Ledger } from "../../src/caching/ledger.js";
import { type PolicyName, policyNames } from "../../src/caching/policies.js";
import type { Rule } from "../../src/caching/rule.js";
import { createStore, type Store } from "../../src/caching/store.js";
import { randomStream } from "../../src/math/random.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { expectClose } from "../math/close.js";
import { periodOf } from "./walks.js";

/** Proposes a change for the first `updates` samples it is shown, and for no other. */
function tiringRule(updates: number): Rule<number> {
  let left = updates;
  return {
    propose(_, sample, change) {
      if (left === 0) return false;
      left -= 1;
      change.fill(sample);
      return true;
    },
  };
}

const oneSynapse = (ledger = new Ledger()): Store => {
  const layers = [{ neuronCount: 1, inputCount: 1 }];
  const weights = new Float64Array(1);
  return createStore({ layers, weights, policy: "none", threshold: 0, decayTime: Infinity, ledger });
};

describe("the loop", () => {
  it.each([
    [0, 1],
    [1, 2],
    [3, 2],
    [4, 3],
    [7, 4],
  ])("after %d updates of three samples ends with the %d-th pass, the first without an error", (updates, epochs) => {
    const outcome = learn({ rule: tiringRule(updates), store: oneSynapse(), samples: [1, 2, 3], maxEpochs: 100 });
    const expected = { converged: true, epochCount: epochs, updateCount: updates, timestepCount: 3 * epochs };
    expect(outcome).toEqual(expected);
  });

  it("gives up after maxEpochs and says so", () => {
    const outcome = learn({ rule: tiringRule(1000), store: oneSynapse(), samples: [1, 2, 3], maxEpochs: 4 });
    expect(outcome).toEqual({ converged: false, epochCount: 4, updateCount: 12, timestepCount: 12 });
  });

  it("presents the samples in their order, over and over, with w as it is by then", () => {
    const seen: [number, number][] = [];
    const rule: Rule<number> = {
      propose(weights, sample, change) {
        seen.push([sample, weights[0]!]);
        change[0] = sample;
        return true;
      },
    };
    learn({ rule, store: oneSynapse(), samples: [1, 10], maxEpochs: 2 });
    expect(seen).toEqual([
      [1, 0],
      [10, 1],
      [1, 11],
      [10, 12],
    ]);
  });

  it("lets time pass before the rule is asked: s has decayed, and been charged, by then", () => {
    const ledger = new Ledger();
    const layers = [{ neuronCount: 1, inputCount: 1 }];
    const decayTime = 1 / Math.LN2;
    const weights = new Float64Array(1);
    const store = createStore({ layers, weights, policy: "local-local", threshold: 100, decayTime, ledger });
    const seen: [number, number][] = [];
    const rule: Rule<number> = {
      propose(current, sample, change) {
        seen.push([current[0]!, ledger.tally(0).transientHeld]);
        change[0] = sample;
        return true;
      },
    };
    learn({ rule, store, samples: [8, 4], maxEpochs: 1 });
    // s: 8, then halved; Σ|s| held: 0, then 4.
    expect(seen.map((values) => values.map((value) => Math.round(value * 1e9) / 1e9))).toEqual([
      [0, 0],
      [4, 4],
    ]);
    expectClose(ledger.tally(0).consolidated, 4 + 4, { relative: 1e-15 }, "what was left at the end");
  });

  it("reports every step and every pass", () => {
    const steps: [number, boolean][] = [];
    const passes: [number, number][] = [];
    learn({
      rule: tiringRule(3),
      store: oneSynapse(),
      samples: [1, 2],
      maxEpochs: 10,
      afterStep: (...step) => void steps.push(step),
      afterEpoch: (...pass) => void passes.push(pass),
    });
    expect(steps).toEqual([
      [1, true],
      [2, true],
      [3, true],
      [4, false],
      [5, false],
      [6, false],
    ]);
    expect(passes).toEqual([
      [1, 2],
      [2, 1],
      [3, 0],
    ]);
  });

  it("ends within a pass when a step says so, and a pass without an update is not convergence then", () => {
    const options = { samples: [1, 2, 3], maxEpochs: 10, afterStep: (step: number) => step === 5 };
    const stopped = learn({ rule: tiringRule(3), store: oneSynapse(), ...options });
    expect(stopped).toEqual({ converged: false, epochCount: 2, updateCount: 3, timestepCount: 5 });
  });

  it("ends after a pass when that says so", () => {
    const options = { samples: [1, 2], maxEpochs: 10, afterEpoch: (epoch: number) => epoch === 2 };
    const stopped = learn({ rule: tiringRule(100), store: oneSynapse(), ...options });
    expect(stopped).toEqual({ converged: false, epochCount: 2, updateCount: 4, timestepCount: 4 });
  });

  it("consolidates what is left, however it ends", () => {
    const layers = [{ neuronCount: 1, inputCount: 1 }];
    for (const maxEpochs of [1, 10]) {
      const ledger = new Ledger();
      const weights = new Float64Array(1);
      const store = createStore({ layers, weights, policy: "local-local", threshold: 100, decayTime: 50, ledger });
      learn({ rule: tiringRule(2), store, samples: [1, 1], maxEpochs });
      expect(store.residual(), `maxEpochs ${maxEpochs}`).toBe(0);
      expect(ledger.tally(0).consolidated, `maxEpochs ${maxEpochs}`).toBe(store.weights[0]);
    }
  });
});

/** An error-correcting rule of four lines, to show that any rule can be cached: Δw = η (y − w·x) x (Widrow and Hoff). */
const deltaRule: Rule<{ x: number[]; y: number }> = {
  propose(weights, { x, y }, change) {
    const error = y - x.reduce((sum, value, i) => sum + value * weights[i]!, 0);
    x.forEach((value, i) => {
      change[i] = 0.1 * error * value;
    });
    return true;
  },
};

/** Hebbian learning that keeps |w| = 1: Δw = η z (x − z w) with z = w·x (Oja 1982). */
const ojaRule: Rule<number[]> = {
  propose(weights, x, change) {
    const z = x.reduce((sum, value, i) => sum + value * weights[i]!, 0);
    x.forEach((value, i) => {
      change[i] = 0.05 * z * (value - z * weights[i]!);
    });
    return true;
  },
};

describe.each(policyNames)("a rule of one's own under %s", (policy: PolicyName) => {
  const train = <Sample>(rule: Rule<Sample>, samples: Sample[], start: number[], threshold: number) => {
    const ledger = new Ledger();
    const layers = [{ neuronCount: 1, inputCount: start.length }];
    const weights = Float64Array.from(start);
    const store = createStore({
      layers,
      weights,
      policy,
      threshold,
      period: periodOf(threshold),
      decayTime: Infinity,
      ledger,
    });
    learn({ rule, store, samples, maxEpochs: 50 });
    const { consolidated } = ledger.tally(0);
    return { weights: [...store.weights], consolidated, minimal: ledger.distance(weights, store.weights) };
  };
  const stream = randomStream(1, "inputs");
  const teacher = [2, -1, 0.5];
  const examples = Array.from({ length: 40 }, () => {
    const x = teacher.map(() => stream.normal());
    return { x, y: x.reduce((sum, value, i) => sum + value * teacher[i]!, 0) };
  });

  it("finds the weights of a linear teacher, and caching makes that no dearer", () => {
    const { weights, consolidated, minimal } = train(deltaRule, examples, [0, 0, 0], 0.3);
    // 2000 presentations, each of which shrinks the error by a share of about η: nothing but rounding is left.
    teacher.forEach((value, i) => {
      expectClose(weights[i]!, value, { absolute: 1e-12 }, { policy, i });
    });
    const classic = train(deltaRule, examples, [0, 0, 0], 0);
    expect(consolidated).toBeLessThanOrEqual(classic.consolidated * (1 + 1e-12));
    expect(consolidated).toBeGreaterThanOrEqual(minimal * (1 - 1e-12));
  });

  it("finds the direction that all inputs share, with length 1", () => {
    const inputs = Array.from({ length: 40 }, () => {
      const strength = stream.normal();
      return [0.6 * strength, -0.8 * strength];
    });
    const { weights } = train(ojaRule, inputs, [0.5, 0.1], 0.05);
    const sign = Math.sign(weights[0]!);
    // The other direction and the error of the length shrink with every presentation, 2000 times by some 5 %.
    expectClose(sign * weights[0]!, 0.6, { absolute: 1e-12 }, { policy, weights });
    expectClose(sign * weights[1]!, -0.8, { absolute: 1e-12 }, { policy, weights });
  });
});

describe("a rule that answers or proposes nonsense", () => {
  const learnWith = (propose: (weights: Float64Array, sample: number, change: Float64Array) => unknown) => () =>
    learn({
      rule: { propose: propose as Rule<number>["propose"] },
      store: oneSynapse(),
      samples: [1, 2, 3],
      maxEpochs: 9,
    });

  it.each([
    ["forgets to answer", undefined, "undefined"],
    ["answers a number", 1, "1"],
    ["answers with its proposal", Float64Array.of(1), "Float64Array of 1 values"],
    ["answers later", Promise.resolve(true), "{}"],
    ["answers null", null, "null"],
  ])("%s: the message says when", (_, answer, shown) => {
    const answersAtLast = (sample: number) => (sample === 2 ? answer : true);
    const run = learnWith((_weights, sample, change) => {
      change.fill(1);
      return answersAtLast(sample);
    });
    expect(run).toThrow(UsageError);
    expect(run).toThrow(`propose must return true or false, got ${shown} at time step 2, sample 2 of 3.`);
  });

  it.each([Number.NaN, Infinity, -Infinity])("proposes %d: the message says when, and for which synapse", (value) => {
    let step = 0;
    const run = learnWith((_weights, _sample, change) => {
      step += 1;
      change.fill(step === 5 ? value : 1);
      return true;
    });
    expect(run).toThrow(UsageError);
    step = 0;
    expect(run).toThrow(`got ${value} for synapse 0 at time step 5, sample 2 of 3.`);
  });

  it("proposes less than there are synapses: what is missing is no number", () => {
    const samples = [[1, 2, 3], [1]];
    const rule: Rule<number[]> = {
      propose(_, sample, change) {
        for (let i = 0; i < 3; i++) change[i] = sample[i]!;
        return true;
      },
    };
    const layers = [{ neuronCount: 1, inputCount: 3 }];
    const options = {
      layers,
      weights: new Float64Array(3),
      policy: "local-local",
      threshold: 1,
      decayTime: 9,
    } as const;
    const store = createStore({ ...options, ledger: new Ledger() });
    const message = "got NaN for synapse 1 at time step 2, sample 2 of 2.";
    expect(() => learn({ rule, store, samples, maxEpochs: 1 })).toThrow(message);
  });

  it("proposes numbers that add up to none: the message says in which pass", () => {
    const run = learnWith((_weights, _sample, change) => {
      change.fill(1e308);
      return true;
    });
    expect(run).toThrow("weights must stay finite, got Infinity for synapse 0 in pass 1.");
  });

  it("may propose numbers whose sum overflows but who are numbers themselves", () => {
    const layers = [{ neuronCount: 1, inputCount: 4 }];
    const options = {
      layers,
      weights: new Float64Array(4),
      policy: "local-local",
      threshold: 1,
      decayTime: 9,
    } as const;
    const store = createStore({ ...options, ledger: new Ledger() });
    const propose = (_: Float64Array, sample: number, change: Float64Array) => {
      change.fill(1e308);
      return sample === 1;
    };
    const outcome = learn({ rule: { propose }, store, samples: [1, 2], maxEpochs: 1 });
    expect(outcome).toMatchObject({ updateCount: 1, timestepCount: 2 });
  });
});
