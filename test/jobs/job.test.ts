import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Job, keyOf } from "../../src/jobs/job.js";

const job: Job = {
  kind: "perceptron-settings",
  parameters: { inputCount: 10, seed: 3, maintenanceCost: 1 },
  settings: [
    { policy: "local-local", threshold: 0 },
    { policy: "none", threshold: Number.POSITIVE_INFINITY },
  ],
};

const parameters = fc.record(
  {
    inputCount: fc.integer({ min: 1, max: 9 }),
    seed: fc.integer({ min: 0, max: 9 }),
    decayTime: fc.constantFrom(1, 2.5, Number.POSITIVE_INFINITY),
    policy: fc.constantFrom("none", "local-local"),
    curve: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe("keyOf", () => {
  it("is the same whatever the order of the keys, at every depth", () => {
    const turned = {
      settings: job.settings.map(({ policy, threshold }) => ({ threshold, policy })),
      parameters: { maintenanceCost: 1, seed: 3, inputCount: 10 },
      kind: "perceptron-settings",
    };
    expect(keyOf(turned as Job)).toBe(keyOf(job));
  });

  it("is the same exactly for equal parameters", () =>
    fc.assert(
      fc.property(parameters, parameters, (a, b) => {
        const turned = Object.fromEntries(Object.entries(a).reverse());
        const keyOfParameters = (given: object) => keyOf({ kind: "perceptron", parameters: given });
        expect(keyOfParameters(turned)).toBe(keyOfParameters(a));
        const areEqual = Object.keys({ ...a, ...b }).every((key) => a[key as never] === b[key as never]);
        expect(keyOfParameters(a) === keyOfParameters(b)).toBe(areEqual);
      }),
    ));

  it("minds the order of settings, which is that of the outcomes", () =>
    expect(keyOf({ ...job, settings: job.settings.toReversed() })).not.toBe(keyOf(job)));

  it("keeps Infinity apart from null, from 0 and from nothing", () => {
    const keys = [
      { targetAccuracy: null },
      { targetAccuracy: Number.POSITIVE_INFINITY },
      { targetAccuracy: 0 },
      {},
    ].map((given) => keyOf({ kind: "mlp", parameters: given as object }));
    expect(new Set(keys).size).toBe(4);
  });

  it("keeps kinds and own data apart", () => {
    const none = { inputCount: 10 };
    const files = { patterns: "x.npy", targets: "d.npy" };
    const keys = [
      keyOf({ kind: "perceptron", parameters: none }),
      keyOf({ kind: "perceptron", parameters: none, files }),
      keyOf({ kind: "perceptron", parameters: none, files: { ...files, targets: "e.npy" } }),
      keyOf({ kind: "perceptron-settings", parameters: none, settings: [] }),
      keyOf({ kind: "mlp", parameters: none as object }),
    ];
    expect(new Set(keys).size).toBe(5);
  });

  it("is text that says what the job is", () => expect(JSON.parse(keyOf(job))).toMatchObject({ kind: job.kind }));

  it("survives the way to a worker thread", () => expect(keyOf(structuredClone(job))).toBe(keyOf(job)));
});
