import { describe, expect, it } from "vitest";
import { referenceEngine } from "../../src/perceptron/reference.js";
import { protocolOf, runProtocol } from "../../src/protocol/index.js";
import type { Row } from "../../src/schema/row.js";
import { randomPatterns } from "../../src/tasks/random-patterns.js";

/** Columns of every row. */
const column = (rows: readonly Row[], key: string): unknown[] => rows.map((row) => row[key]);

/** One synapse without a bias, stimulated by the pattern 1: s, l and energies can be written down. */
function oneSynapse(phases: unknown[], parameters: object = {}): Row[] {
  return runProtocol(
    protocolOf({
      name: "one synapse",
      parameters: {
        inputCount: 1,
        bias: false,
        margin: Infinity,
        threshold: 2.5,
        decayTime: 1 / Math.LN2,
        ...parameters,
      },
      patterns: { x: { active: 1 } },
      phases,
    }),
    [1],
  );
}
// A time step halves s up to the rounding of exp(−1/τ).
const DIGITS = 12;
const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, DIGITS));

describe("one synapse that loses half of s in a time step", () => {
  it("decays before it changes, and has a row for every event", () => {
    const rows = oneSynapse([{ present: "x", repetitions: 2, gap: 1 }, { test: "now" }, { idle: 2 }]);
    expect(column(rows, "event")).toEqual(["present", "idle", "present", "test", "idle", "idle"]);
    expect(column(rows, "timestep")).toEqual([1, 2, 3, 3, 4, 5]);
    expect(column(rows, "phase")).toEqual(["x", "x", "x", "now", "idle", "idle"]);
    expect(column(rows, "s1")).toEqual(near([1, 0.5, 1.25, 1.25, 0.625, 0.3125]));
    expect(column(rows, "x.s")).toEqual(column(rows, "s1"));
    expect(column(rows, "l1")).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("consolidates what is above θ, and is charged for what it holds after the decay", () => {
    const rows = oneSynapse([{ present: "x", strength: 2 }, { present: "x", strength: 2 }, { idle: 1 }], {
      maintenanceCost: 0.25,
      persistentMaintenanceCost: 0.5,
      changeCost: 2,
    });
    expect(column(rows, "s1")).toEqual(near([2, 0, 0]));
    expect(column(rows, "l1")).toEqual(near([0, 3, 3]));
    expect(column(rows, "consolidationEnergy")).toEqual(near([0, 3, 3]));
    // The second step holds 1 of s, after its decay and before its change.
    expect(column(rows, "maintenanceEnergy")).toEqual(near([0, 0.25, 0.25]));
    // l, 3 from the second step on, is held in the third; the change that is consolidated at once is not charged.
    expect(column(rows, "persistentMaintenanceEnergy")).toEqual(near([0, 0, 1.5]));
    expect(column(rows, "changeEnergy")).toEqual(near([4, 4, 4]));
    expect(column(rows, "energy")).toEqual(near([4, 7.25, 8.75]));
  });

  it("consolidates nothing while energy is off, and tests at the next change after it returns", () => {
    const slow = { decayTime: Infinity };
    const rows = oneSynapse(
      [{ energy: "off" }, { present: "x", repetitions: 4 }, { energy: true }, { idle: 3 }, { present: "x" }],
      slow,
    );
    expect(column(rows, "event")).toEqual([
      ...["energy", "present", "present", "present", "present"],
      ...["energy", "idle", "idle", "idle", "present"],
    ]);
    expect(column(rows, "energyAvailable")).toEqual([
      ...[false, false, false, false, false],
      ...[true, true, true, true, true],
    ]);
    expect(column(rows, "s1")).toEqual([0, 1, 2, 3, 4, 4, 4, 4, 4, 0]);
    expect(column(rows, "l1")).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 5]);
    expect(column(rows, "energy")).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 5]);
  });

  it("has lost what has decayed below θ when energy returns", () => {
    const rows = oneSynapse([
      { energy: false },
      { present: "x", strength: 4 },
      { idle: 2 },
      { energy: true },
      { present: "x" },
    ]);
    expect(rows.at(-1)).toMatchObject({ s1: expect.closeTo(1.5, DIGITS), l1: 0 });
  });

  it("repeats phases as if they were written out", () => {
    const block = [{ present: "x" }, { idle: 2 }, { test: "t" }];
    expect(oneSynapse([{ repeat: 3, phases: block }])).toEqual(oneSynapse([...block, ...block, ...block]));
  });

  it("has everything in l without a cache", () => {
    const rows = oneSynapse([{ present: "x", repetitions: 2 }, { idle: 5 }], { policy: "none" });
    expect(rows.at(-1)).toMatchObject({ s1: 0, l1: 2, w1: 2, energy: 2, transientNorm: 0, persistentNorm: 2 });
  });

  it("consolidates with a clock at the end of a step without a pattern, too", () => {
    const rows = oneSynapse([{ present: "x" }, { idle: 3 }], { policy: "clock", period: 3, decayTime: Infinity });
    expect(column(rows, "l1")).toEqual([0, 0, 1, 1]);
  });
});

describe("a margin", () => {
  /** N = 4 without a bias, x of four ones: a presentation adds 4 to w·x, and κ√N is 2κ. */
  const changesWith = (margin: number): unknown[] =>
    column(
      runProtocol(
        protocolOf({
          name: "margin",
          parameters: { inputCount: 4, bias: false, margin },
          patterns: { x: { active: "1..4" } },
          phases: [{ present: "x", repetitions: 5 }],
        }),
      ),
      "changed",
    );

  it.each([
    [0, 1],
    [1, 1],
    // 4 = κ√N is not above it.
    [2, 2],
    [5, 3],
    [Infinity, 5],
  ])("of %d lets a pattern change the weights %d times", (margin, changes) => {
    expect(changesWith(margin)).toEqual([0, 1, 2, 3, 4].map((k) => k < changes));
  });
});

it.each(["local-local", "local-global", "global-global", "local-excess", "none"] as const)(
  "random patterns, shown over and over under %s, are learned as the perceptron learns them",
  (policy) => {
    const [inputCount, patternCount, seed, passes] = [30, 40, 7, 6];
    const cache = { policy, threshold: policy === "global-global" ? 40 : 1.5, decayTime: 300 };
    const prices = { maintenanceCost: 0.01, changeCost: 0.1, persistentMaintenanceCost: 0.001 };
    const change = { costExponent: 1, potentiationOnly: false };
    const { tally, updateCount, timestepCount } = referenceEngine.run(randomPatterns(inputCount, patternCount, seed), {
      ...cache,
      ...change,
      ...prices,
      inputCount,
      patternCount,
      maxEpochs: passes,
    } as never);
    const rows = runProtocol(
      protocolOf({
        name: "as the perceptron",
        parameters: { inputCount, ...cache, ...prices },
        patterns: { all: { random: patternCount, seed } },
        phases: [{ present: "all", repetitions: passes }],
      }),
    );
    expect(timestepCount).toBe(passes * patternCount);
    const last = rows.at(-1)!;
    expect(rows.filter(({ changed }) => changed)).toHaveLength(updateCount);
    // The perceptron consolidates what is left at its end; the protocol leaves it transient. Sums in another order: 1e-9.
    expect((last.consolidationEnergy as number) + (last.transientNorm as number)).toBeCloseTo(tally.consolidated, 9);
    expect(last.maintenanceEnergy).toBeCloseTo(0.01 * tally.transientHeld, 9);
    expect(last.changeEnergy).toBeCloseTo(0.1 * tally.transientChanged!, 9);
    expect(last.persistentMaintenanceEnergy).toBeCloseTo(0.001 * tally.persistentHeld!, 9);
  },
);
