import { describe, expect, it } from "vitest";
import { exp } from "../../src/math/elementary.js";
import { simulatePerceptron } from "../../src/perceptron/simulate.js";
import { tracePerceptron } from "../../src/perceptron/trace.js";
import { UsageError } from "../../src/schema/usage-error.js";
import { expectClose } from "../math/close.js";

const inputCount = 12;
const everySynapse = Array.from({ length: inputCount + 1 }, (_, i) => i);
const small = { inputCount, patternCount: 14, seed: 3 } as const;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + Math.abs(value), 0);

describe.each([
  ["local-local", 2.5, 30],
  ["local-global", 2.5, 30],
  ["global-global", 9.5, 30],
  ["local-global", 3.5, Number.POSITIVE_INFINITY],
  ["local-global", 0, 30],
] as const)("the trace under %s, θ = %d, τ = %d", (policy, threshold, decayTime) => {
  const parameters = { ...small, policy, threshold, decayTime };
  const trace = tracePerceptron(parameters, everySynapse, Number.POSITIVE_INFINITY);
  const run = simulatePerceptron({ ...parameters, maintenanceCost: 1 }).runs[0]!;

  it("has a row for every step of the run, and a change where the run has an update", () => {
    expect(trace.map(({ timestep }) => timestep)).toEqual(Array.from({ length: run.timestepCount }, (_, t) => t + 1));
    expect(trace.filter(({ changed }) => changed)).toHaveLength(run.updateCount);
  });

  it("adds up to the energies of the run", () => {
    const factor = exp(-1 / decayTime);
    let persistent = everySynapse.map(() => 0);
    let transient = persistent;
    let [consolidated, held] = [0, 0];
    for (const step of trace) {
      consolidated += sum(step.persistent.map((l, i) => l - persistent[i]!));
      // What is charged is s after its decay, before the rule.
      held += factor * sum(transient);
      ({ persistent, transient } = step);
    }
    // Rounding: the trace adds in another order.
    const close = { relative: 1e-12 };
    expectClose(consolidated + sum(transient), run.consolidationEnergy, close, { policy });
    expectClose(held, run.maintenanceEnergy, close, { policy });
    expectClose(sum(persistent.map((l, i) => l + transient[i]!)), run.minimalEnergy, close, { policy });
  });

  it("shows s before the threshold is tested: what exceeds it is consolidated, and nothing else", () => {
    expect(trace.some(({ consolidated }) => consolidated)).toBe(true);
    for (const { raised, transient, consolidated, changed } of trace) {
      const exceeds =
        policy === "global-global" ? [sum(raised) > threshold] : raised.map((s) => Math.abs(s) > threshold);
      expect(consolidated).toBe(changed && exceeds.includes(true));
      const expected = raised.map((s, i) => (consolidated && (policy !== "local-local" || exceeds[i]) ? 0 : s));
      expect(transient).toEqual(expected);
    }
  });
});

describe("tracePerceptron", () => {
  it("watches the synapses that are asked for, in their order", () => {
    const whole = tracePerceptron(small, everySynapse, 20);
    const some = tracePerceptron(small, [inputCount, 4], 20);
    expect(some.map(({ raised }) => raised)).toEqual(whole.map(({ raised }) => [raised[inputCount], raised[4]]));
  });

  it("ends after the steps that are asked for", () => expect(tracePerceptron(small, [0], 5)).toHaveLength(5));

  it("takes no caching as consolidating every change at once", () =>
    expect(tracePerceptron({ ...small, policy: "none", threshold: 7 }, everySynapse, 50)).toEqual(
      tracePerceptron({ ...small, policy: "local-global", threshold: 0 }, everySynapse, 50),
    ));

  it.each([[13], [-1], [0.5], [Number.NaN]])("refuses synapse %d of 13", (synapse) => {
    expect(() => tracePerceptron(small, [0, synapse], 5)).toThrow(UsageError);
    expect(() => tracePerceptron(small, [0, synapse], 5)).toThrow(`from 0 to 12, got ${synapse}`);
  });

  it("refuses a threshold that has to be searched first", () =>
    expect(() => tracePerceptron({ ...small, threshold: "auto" }, [0], 5)).toThrow(/must be a number for a trace/));
});
