import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Account, type AccountRequest, accountOf } from "../../src/account/account.js";
import { type AccountParameters, accountSchema } from "../../src/account/parameters.js";
import { energiesOf, pricesOf } from "../../src/caching/energies.js";
import { policyNames } from "../../src/caching/policies.js";
import type { WeightTensor } from "../../src/sources/trajectory.js";
import { accountByDefinition, type Defined, type Step } from "./definition.js";
import { type Change, denseTrajectory, eventTrajectory } from "./trajectories.js";

const accountFor = async (
  trajectory: Parameters<typeof accountOf>[0],
  given: object,
  request: Partial<AccountRequest> = {},
): Promise<Account> => accountOf(trajectory, { parameters: accountSchema.parse(given), ...request });

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Tensors of every form: a list, neurons along the first axis, the last, and one between others. */
const tensors: WeightTensor[] = [
  { name: "list", shape: [3], neuronAxis: 0 },
  { name: "rows", shape: [2, 3], neuronAxis: 0 },
  { name: "columns", shape: [2, 2], neuronAxis: 1 },
  { name: "between", shape: [2, 2, 2], neuronAxis: 1 },
];
const SYNAPSES = 21;

const settings = fc.record({
  policy: fc.constantFrom(...policyNames),
  threshold: fc.constantFrom(0, 0.5, 1, 2, 3.5, 6, Number.POSITIVE_INFINITY),
  period: fc.integer({ min: 1, max: 5 }),
  decayTime: fc.constantFrom(3, 20, Number.POSITIVE_INFINITY),
  costExponent: fc.constantFrom(1, 0, 0.5, 2),
  potentiationOnly: fc.boolean(),
  maintenanceCost: fc.constantFrom(0, 0.25),
  changeCost: fc.constantFrom(0, 0.5),
  persistentMaintenanceCost: fc.constantFrom(0, 0.125),
  writeCost: fc.constantFrom(0, 0.5),
  eventCost: fc.constantFrom(0, 2),
});

function expectDefined({ run }: Account, defined: Defined, given: object, scale: number): void {
  const tally = {
    consolidated: sum(defined.consolidated),
    transientHeld: sum(defined.held),
    transientChanged: sum(defined.changed),
    persistentHeld: sum(defined.persistentHeld),
    minimal: sum(defined.minimal),
    writeCount: sum(defined.writes),
    eventCount: defined.events,
  };
  const expected = energiesOf(tally, pricesOf(given as AccountParameters));
  for (const key of ["energy", "consolidationEnergy", "maintenanceEnergy", "changeEnergy", "minimalEnergy"] as const) {
    expect(Math.abs(run[key] - expected[key]), key).toBeLessThanOrEqual(scale);
  }
  expect(run.writeCount).toBe(sum(defined.writes));
  expect(run.largestWriteCount).toBe(Math.max(...defined.writes));
}

/** Integers: without decay every sum is exact. */
const rowsOf = (size: number) =>
  fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: size, maxLength: size }), {
    minLength: 2,
    maxLength: 14,
  });

/** With decay, 21 synapses × 14 steps of sums of at most 3 · 14 each, squared at most, and their rounding. */
const ROUNDING = 1e-9;

describe("an account", () => {
  it("is what its definition says, for every policy, price and shape, in any chunks", async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsOf(SYNAPSES),
        settings,
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (rows, setting, chunk, isStream) => {
          const steps = rows.slice(1).map((row): Step => [new Map(row.entries())]);
          const defined = accountByDefinition(rows[0]!, steps, tensors, setting);
          const account = await accountFor(denseTrajectory(rows, tensors, { chunk }), setting, { isStream });
          expectDefined(account, defined, setting, ROUNDING);
          expect(account.run.stepCount).toBe(rows.length - 1);
          expect(account.run.synapseCount).toBe(SYNAPSES);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("plays changes of single synapses in their order, each tested by itself", async () => {
    const bins = fc.array(fc.array(fc.tuple(fc.nat(SYNAPSES - 1), fc.integer({ min: -4, max: 4 })), { maxLength: 6 }), {
      minLength: 1,
      maxLength: 14,
    });
    const start = Array.from({ length: SYNAPSES }, (_, i) => (i % 5) - 2);
    await fc.assert(
      fc.asyncProperty(bins, settings, async (changes: Change[][], setting) => {
        const steps = changes.map((bin): Step => bin.map(([i, weight]) => new Map([[i, weight]])));
        const defined = accountByDefinition(start, steps, tensors, setting);
        const account = await accountFor(eventTrajectory(start, changes, tensors), setting);
        expectDefined(account, defined, setting, ROUNDING);
        expect(account.run.stepCount).toBe(changes.length);
      }),
      { numRuns: 300 },
    );
  });
});
