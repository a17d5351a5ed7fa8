import { expect, it } from "vitest";
import { type SpikingOptions, spikingEngineNames } from "../../src/spiking/parameters.js";
import { simulateSpiking } from "../../src/spiking/simulate.js";
import { expectClose } from "../math/close.js";

const ROUNDING = 1e-9;
const prices = { maintenanceCost: 0.01, changeCost: 0.2 };

it.each(spikingEngineNames)(
  "that strikes after every presentation holds nothing and keeps nothing (engine %s)",
  (engine) => {
    const run = (given: SpikingOptions) => simulateSpiking({ engine, maxEpochs: 9, ...prices, ...given }).runs[0]!;
    const [clock, none] = [run({ policy: "clock", period: 1 }), run({ policy: "none" })];
    expect([clock.maintenanceEnergy, clock.changeEnergy]).toEqual([0, 0]);
    expectClose(clock.minimalEnergy, none.minimalEnergy, { relative: ROUNDING }, {});
    expect(clock.minimalEnergy).toBeLessThan(clock.energy);
    // The ups and downs of a presentation cancel before they are paid for.
    expect(clock.energy).toBeLessThan(0.9 * none.energy);
  },
);

it.each(spikingEngineNames)(
  "of a period beyond the run is a threshold that is never exceeded (engine %s)",
  (engine) => {
    const run = (given: SpikingOptions) =>
      simulateSpiking({ engine, maxEpochs: 9, patternCount: 3, ...prices, decayTime: 20, ...given }).runs[0]!;
    const [clock, never] = [run({ policy: "clock", period: 28 }), run({ policy: "local-local", threshold: Infinity })];
    for (const part of ["energy", "maintenanceEnergy", "changeEnergy"] as const) {
      expect(clock[part]).toBeGreaterThan(0);
      expectClose(clock[part], never[part], { relative: ROUNDING }, { part });
    }
  },
);

it("has the period of the least energy, unless it is given one", () => {
  const of = (given: SpikingOptions) => simulateSpiking({ policy: "clock", maxEpochs: 1, ...given }).runs[0]!;
  // 1/(2c/3 + Λ/τ)
  expect(of({ maintenanceCost: 0.01 }).foundPeriod).toBe(150);
  expect(of({ maintenanceCost: 0.01, decayTime: 100 }).foundPeriod).toBe(Math.round(1 / (0.02 / 3 + 0.4 / 100)));
  expect(of({ maintenanceCost: 0.01, decayTime: 100, timePrice: 0 }).foundPeriod).toBe(150);
  expect(of({}).foundPeriod).toBe(Infinity);
  expect(of({ period: 12 })).not.toHaveProperty("foundPeriod");
  expect(of({ period: 12 })).not.toHaveProperty("threshold");
});

it("has the new parameters among its own only where they are given", () => {
  const of = (given: SpikingOptions) => simulateSpiking({ maxEpochs: 1, ...given }).parameters;
  for (const key of ["period", "timePrice", "offlineOptimum"]) expect(of({})).not.toHaveProperty(key);
  expect(of({ period: "auto", timePrice: 1, offlineOptimum: true })).toMatchObject({ period: "auto", timePrice: 1 });
});
