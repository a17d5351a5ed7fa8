import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { energiesOf, pricesOf } from "../../src/caching/energies.js";
import { Ledger } from "../../src/caching/ledger.js";
import { expectClose } from "../math/close.js";

describe("sizeOf", () => {
  it.each([
    [1, false, 2, 2],
    [1, false, -2, 2],
    [2, false, -3, 9],
    [0.5, false, 9, 3],
    [0, false, -7, 1],
    [0, false, 0, 0],
    [1, true, 2, 2],
    [1, true, -2, 0],
    [2, true, 3, 9],
    [0, true, -3, 0],
  ])("α = %d, potentiation only: %s, change %d counts %d", (costExponent, potentiationOnly, change, size) =>
    expect(new Ledger({ costExponent, potentiationOnly }).sizeOf(change)).toBe(size),
  );

  it("splits in potentiation and depression: |x|^α of a change is that of its sign alone", () =>
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (change, costExponent) => {
          const both = new Ledger({ costExponent, potentiationOnly: false });
          const up = new Ledger({ costExponent, potentiationOnly: true });
          expect(up.sizeOf(change) + up.sizeOf(-change)).toBe(both.sizeOf(change));
        },
      ),
    ));

  it("is |change| where nothing else is said", () => expect(new Ledger().sizeOf(-1.5)).toBe(1.5));
});

it("counts each quantity on its own", () => {
  const ledger = new Ledger();
  ledger.consolidate(3);
  ledger.consolidate(4);
  ledger.hold(2, 5, 10);
  ledger.hold(1, 0, 1);
  ledger.changeTransient(6);
  expect(ledger.tally(7)).toEqual({
    consolidated: 3 + 4,
    transientHeld: 2 * 10 + 1,
    persistentHeld: 5 * 10,
    transientChanged: 6,
    minimal: 7,
  });
});

it("measures the distance of two weight vectors with the same cost as a change", () => {
  const [from, to] = [Float64Array.of(1, -2, 0, 5), Float64Array.of(3, -5, 0, 4)];
  const distance = (costExponent: number, potentiationOnly: boolean) =>
    new Ledger({ costExponent, potentiationOnly }).distance(from, to);
  expect(distance(1, false)).toBe(2 + 3 + 0 + 1);
  expect(distance(2, false)).toBe(4 + 9 + 0 + 1);
  expect(distance(0, false)).toBe(3);
  expect(distance(1, true)).toBe(2);
});

describe("energiesOf", () => {
  const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
  const tallies = fc.record({
    consolidated: amount,
    transientHeld: amount,
    transientChanged: amount,
    persistentHeld: amount,
    minimal: amount,
  });
  const prices = fc.record({ maintenanceCost: amount, changeCost: amount, persistentMaintenanceCost: amount });

  it("prices every quantity with its own price and adds them up", () => {
    const tally = { consolidated: 2, transientHeld: 3, transientChanged: 5, persistentHeld: 7, minimal: 4 };
    expect(energiesOf(tally, { maintenanceCost: 10, changeCost: 100, persistentMaintenanceCost: 1000 })).toEqual({
      consolidationEnergy: 2,
      maintenanceEnergy: 30,
      changeEnergy: 500,
      persistentMaintenanceEnergy: 7000,
      energy: 7532,
      minimalEnergy: 4,
      inefficiency: 7532 / 4,
    });
  });

  it("is linear in the prices", () =>
    fc.assert(
      fc.property(tallies, prices, prices, (tally, some, other) => {
        const free = { maintenanceCost: 0, changeCost: 0, persistentMaintenanceCost: 0 };
        const both = {
          maintenanceCost: some.maintenanceCost + other.maintenanceCost,
          changeCost: some.changeCost + other.changeCost,
          persistentMaintenanceCost: some.persistentMaintenanceCost + other.persistentMaintenanceCost,
        };
        const energy = (given: typeof free) => energiesOf(tally, given).energy;
        const expected = energy(some) + energy(other) - energy(free);
        // A dozen operations on positive numbers, each with a relative error of 1.1e-16.
        expectClose(energy(both), expected, { relative: 1e-14 }, { tally, some, other });
      }),
    ));

  it("has no ratio where nothing had to be learned", () => {
    const tally = { consolidated: 2, transientHeld: 0, transientChanged: 0, persistentHeld: 0, minimal: 0 };
    const free = { maintenanceCost: 0, changeCost: 0, persistentMaintenanceCost: 0 };
    expect(energiesOf(tally, free).inefficiency).toBeNull();
  });
});

describe("a tally that leaves out what nobody asked for", () => {
  const tally = { consolidated: 2, transientHeld: 3, transientChanged: null, persistentHeld: null, minimal: 1 };

  it("costs what the rest costs", () => {
    const { energy, changeEnergy, persistentMaintenanceEnergy } = energiesOf(tally, pricesOf({ maintenanceCost: 10 }));
    expect([energy, changeEnergy, persistentMaintenanceEnergy]).toEqual([2 + 30, 0, 0]);
  });

  it.each(["changeCost", "persistentMaintenanceCost"] as const)("is refused a %s", (name) =>
    expect(() => energiesOf(tally, pricesOf({ [name]: 1 }))).toThrow(
      new RegExp(`^${name} must be 0 where the tally's \\w+ was not counted, got 1`),
    ),
  );
});
