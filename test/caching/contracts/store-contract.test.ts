import { describe, expect, it } from "vitest";
import { type StoreStart, storeContract } from "../../../src/caching/contracts/index.js";
import { Ledger } from "../../../src/caching/ledger.js";
import { policyNames } from "../../../src/caching/policies.js";
import { createStore, type Store, storesSideBySide } from "../../../src/caching/store.js";
import { UsageError } from "../../../src/schema/usage-error.js";
import { periodOf } from "../walks.js";

const settings = policyNames.flatMap((policy) =>
  [Number.POSITIVE_INFINITY, 20].flatMap((decayTime) =>
    [0, 4, Number.POSITIVE_INFINITY].map((threshold) => ({ policy, decayTime, threshold })),
  ),
);

describe.each(settings)("$policy, τ = $decayTime, θ = $threshold", (setting) => {
  for (const { name, check } of storeContract({
    createStore: (start) => createStore({ ...start, ...setting, period: periodOf(setting.threshold) }),
  })) {
    it(name, check);
  }
});

const cached = { policy: "local-local", decayTime: 20, threshold: 4 } as const;
const create = (start: StoreStart): Store => createStore({ ...start, ...cached });

describe("stores side by side", () => {
  const layers = [{ neuronCount: 2, inputCount: 2 }];
  const both = (start: StoreStart): Store =>
    storesSideBySide([create(start), createStore({ ...start, ...cached, policy: "none", ledger: new Ledger() })]);
  for (const { name, check } of storeContract({ createStore: both, layers })) it(name, check);
});

/** A store with a fault in one place. */
const broken =
  (fault: (store: Store, start: StoreStart) => Partial<Store>) =>
  (start: StoreStart): Store => {
    const store = create(start);
    const sound: Store = {
      weights: store.weights,
      get magnitude() {
        return store.magnitude;
      },
      advance: (steps) => store.advance(steps),
      change: (delta) => store.change(delta),
      residual: () => store.residual(),
      finish: () => store.finish(),
    };
    return Object.defineProperties(sound, Object.getOwnPropertyDescriptors(fault(store, start)));
  };
let calls = 0;

describe("a store that is broken is found by the clause on what is broken", () => {
  it.each<[string, (start: StoreStart) => Store, RegExp]>([
    [
      "begins with the weights",
      (start) => create({ ...start, weights: start.weights.map((weight) => 2 * weight) }),
      /weights are \[-4, .*\], not \[-2, /,
    ],
    [
      "begins with the weights",
      broken((store, { weights }) => ({
        change(delta) {
          store.change(delta);
          weights.set(store.weights);
        },
      })),
      /it has written to the weights it was given/,
    ],
    [
      "adds a change",
      broken((store) => ({ change: (delta) => store.change(delta.map((value) => Math.min(value, 2))) })),
      /change \d+: \[.*\], not \[/,
    ],
    [
      "adds a change",
      broken((store) => ({
        change(delta) {
          store.change(delta);
          delta.fill(0);
        },
      })),
      /change 1 was written to/,
    ],
    [
      "refuses a change of another length",
      broken((store) => ({
        change(delta) {
          const whole = new Float64Array(store.weights.length);
          whole.set(delta);
          store.change(whole);
        },
      })),
      /it takes a change that is too short/,
    ],
    [
      "refuses a change of another length",
      broken((store) => ({ advance: (steps) => store.advance(Math.max(0, Math.floor(steps) || 0)) })),
      /it lets -1 steps pass/,
    ],
    ["has a magnitude", broken(() => ({ magnitude: 1 })), /step \d+: magnitude 1 is below/],
    ["has a magnitude", broken(() => ({ magnitude: 1e9 })), /magnitude is 1000000000 after a change by NaN/],
    [
      "lets n steps pass",
      broken((store) => ({ advance: (steps) => store.advance(Math.min(steps, 4)) })),
      /5 steps at once/,
    ],
    [
      "lets n steps pass",
      broken((store) => ({ advance: (steps) => store.advance(steps === 0 ? 1 : steps) })),
      /after no step: \w+ is/,
    ],
    [
      "is charged for all it holds",
      broken((store, { ledger }) => ({
        advance(steps) {
          store.advance(steps);
          const { weights } = store;
          ledger.hold(-weights.reduce((sum, w) => sum + Math.abs(w), 0) * 2, 0, steps);
        },
      })),
      /the ledger was told of -.* in a step/,
    ],
    [
      "does the same each time",
      broken((store, { ledger }) => ({
        finish: () => store.finish(),
        change(delta) {
          store.change(delta);
          ledger.changeTransient(calls++);
        },
      })),
      /two stores that were made alike: transientChanged/,
    ],
    [
      "tells what is left",
      broken((store) => ({ residual: () => store.residual() + calls++ })),
      /step 1: residual is .*, and then/,
    ],
    [
      "tells what is left",
      broken((store) => ({
        residual() {
          store.finish();
          return store.residual();
        },
      })),
      /after residual: consolidated/,
    ],
    ["consolidates in the end", broken(() => ({ finish() {} })), /finish makes .* left/],
    [
      "consolidates in the end",
      broken((store) => ({
        finish() {
          store.finish();
          store.weights[0]! += 1;
        },
      })),
      /finish makes \[/,
    ],
    [
      "never counts less",
      // Most of what is consolidated is hidden from the ledger.
      (start) => create({ ...start, ledger: { ...start.ledger, ...deafened(start.ledger) } as Ledger }),
      /was consolidated, and the weights are .* away/,
    ],
  ])("%s", (clause, createStore, message) => {
    const { check } = storeContract({ createStore }).find(({ name }) => name.startsWith(clause))!;
    expect(check).toThrow(message);
  });
});

/** A ledger that is told of a tenth of what is consolidated. */
function deafened(ledger: Ledger): Pick<Ledger, "consolidate" | "hold" | "changeTransient" | "sizeOf"> {
  return {
    consolidate: (size) => ledger.consolidate(size / 10),
    hold: (...args) => ledger.hold(...args),
    changeTransient: (size) => ledger.changeTransient(size),
    sizeOf: (change) => ledger.sizeOf(change),
  };
}

it("refuses layers in which little can be seen", () => {
  const layers = [{ neuronCount: 1, inputCount: 1 }];
  expect(() => storeContract({ createStore: create, layers })).toThrow(UsageError);
});
