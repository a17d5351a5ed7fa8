import { describe, expect, it } from "vitest";
import type { DeviceProfile } from "../../src/devices/profile.js";
import { deviceNamed } from "../../src/devices/profiles.js";
import { type DeviceUse, deviceCosts } from "../../src/devices/use/costs.js";
import { pulseTrainJoule } from "../../src/devices/use/neurosim.js";
import { type DeviceSetting, devicePrices } from "../../src/devices/use/prices.js";
import { expectClose } from "../math/close.js";

const source = { url: "https://example.org", where: "made up" };
const q = <const Unit extends string>(unit: Unit, low: number, value: number, high: number) =>
  ({ value, unit, low, high, source, read: "source" }) as const;

/** Round numbers, so that everything can be reckoned in the head. */
const buffer: DeviceProfile = {
  name: "buffer",
  title: "made up",
  kind: "volatile",
  holds: "weight",
  writeEnergy: { ...q("J", 1, 1, 1), per: "full range" },
  holdingPower: { ...q("W", 0.5, 1, 2), per: "full range" },
  retention: q("s", 50, 100, 200),
};
const store: DeviceProfile = {
  name: "store",
  title: "made up",
  kind: "persistent",
  holds: "weight",
  writeEnergy: { ...q("J", 10, 20, 40), per: "write" },
  endurance: q("writes", 1000, 2000, 4000),
};
const setting: DeviceSetting = { volatile: buffer, persistent: store, stepSeconds: 0.1, weightRange: 2, weightBits: 8 };
const use: DeviceUse = {
  persistent: { amount: 60, count: 30, largestCount: 5 },
  changes: { amount: 400, count: 300 },
  transientHeld: 1000,
  timestepCount: 50,
  synapseCount: 10,
};

describe("deviceCosts", () => {
  const costs = deviceCosts(use, setting);

  it("charges both cells and holding", () => {
    // 30 writes of 20 J; 400 weight units are 200 ranges of 1 J; 1000 units held are 500 ranges, for .1 s at 1 W.
    expect(costs.persistentWriteJoule).toEqual({ value: 600, low: 300, high: 1200 });
    expect(costs.volatileWriteJoule).toEqual({ value: 200, low: 200, high: 200 });
    expect(costs.holdingJoule).toEqual({ value: 50, low: 25, high: 100 });
    expect(costs.energyJoule).toEqual({ value: 850, low: 525, high: 1500 });
    // 300 changes of 20 J, had there been no buffer.
    expect(costs.unbufferedJoule).toEqual({ value: 6000, low: 3000, high: 12_000 });
  });

  it("has the lifetime of the cell with the most writes", () => {
    expect(costs.trainingCount).toEqual({ value: 400, low: 200, high: 800 });
    // 50 steps of .1 s each.
    expect(costs.lifetimeSecond).toEqual({ value: 2000, low: 1000, high: 4000 });
  });

  it("pays from the break-even on: there the joules with and without a buffer are the same", () => {
    // (200 + 50 volatile writes)/(300 − 30 writes saved)
    expectClose(costs.breakEven!.value, 250 / 270, { relative: 1e-12 }, {});
    expect(costs.writeRatio).toEqual({ value: 20, low: 10, high: 40 });
    const dear: DeviceProfile = {
      ...store,
      writeEnergy: { ...q("J", 1e-9, costs.breakEven!.value, 1e9), per: "write" },
    };
    const even = deviceCosts(use, { ...setting, persistent: dear });
    expectClose(even.energyJoule!.value, even.unbufferedJoule!.value, { relative: 1e-12 }, {});
  });

  it("never breaks even where the buffer saves no write", () => {
    expect(deviceCosts({ ...use, changes: { amount: 400, count: 30 } }, setting).breakEven).toBeNull();
  });

  it("takes a cell that leaks whatever it holds for what it is", () => {
    const leaking: DeviceProfile = { ...buffer, holdingPower: { ...q("W", 1, 1, 1), per: "cell" } };
    // 10 synapses for 50 steps of .1 s.
    expect(deviceCosts(use, { ...setting, volatile: leaking }).holdingJoule!.value).toBe(50);
  });

  it("needs as many cells of a bit as a weight has bits", () => {
    const bits: DeviceProfile = { ...store, holds: "bit" };
    expect(deviceCosts(use, { ...setting, persistent: bits }).persistentWriteJoule!.value).toBe(8 * 600);
  });

  it("counts a pulse at least for every change, and as many as all are long", () => {
    const pulsed: DeviceProfile = {
      ...store,
      writeEnergy: { ...q("J", 1, 1, 1), per: "pulse" },
      granularity: q("share of the range", 0.01, 0.01, 0.01),
    };
    const pulses = (amount: number, count: number) =>
      deviceCosts({ ...use, persistent: { amount, count, largestCount: 1 } }, { ...setting, persistent: pulsed })
        .persistentWriteJoule!;
    // 2 weight units are the range, of 100 pulses. One change of 100 pulses, and 100 of a two hundredth of a pulse each, are 200.
    expect(pulses(2 + 100 * 1e-4, 101)).toMatchObject({ low: 101, value: 101, high: 100.5 + 100 });
    expect(pulses(2, 1)).toMatchObject({ low: 100, value: 100, high: 100 });
    expect(pulses(0.5, 4)).toMatchObject({ low: 25, value: 25, high: 28 });
    expect(pulses(0, 0)).toMatchObject({ low: 0, value: 0, high: 0 });
  });

  it("does not know what holding takes without its power, unless a cell decays instead", () => {
    const { holdingPower: _, ...decaying } = buffer;
    expect(deviceCosts(use, { ...setting, volatile: decaying }).holdingJoule).toEqual({ value: 0, low: 0, high: 0 });
    const { retention: __, ...volatile } = decaying;
    expect(deviceCosts(use, { ...setting, volatile })).toMatchObject({
      ...{ holdingJoule: null, energyJoule: null, breakEven: null, maintenanceCost: null },
      volatileWriteJoule: { value: 200 },
    });
  });

  it("says nothing of what a profile does not know", () => {
    const { persistent } = { persistent: { ...store, writeEnergy: undefined, endurance: undefined } };
    const unknown = deviceCosts(use, { ...setting, persistent });
    expect(unknown).toMatchObject({
      persistentWriteJoule: null,
      energyJoule: null,
      breakEven: null,
      lifetimeSecond: null,
    });
  });

  it("refuses settings and counts that are none", () => {
    expect(() => deviceCosts(use, { ...setting, stepSeconds: 0 })).toThrow(/stepSeconds must be a number > 0/);
    expect(() => deviceCosts(use, { ...setting, weightRange: Infinity })).toThrow(/weightRange/);
    expect(() => deviceCosts({ ...use, transientHeld: Number.NaN }, setting)).toThrow(/transientHeld must be a finite/);
  });
});

describe("devicePrices", () => {
  it("are c = P·Δt/E per unit and τ = retention/Δt", () => {
    const { maintenanceCost, decayTime } = devicePrices(setting);
    expectClose(maintenanceCost!.value, (1 * 0.1) / 20, { relative: 1e-12 }, {});
    expectClose(maintenanceCost!.low, (0.5 * 0.1) / 40, { relative: 1e-12 }, {});
    expectClose(maintenanceCost!.high, (2 * 0.1) / 10, { relative: 1e-12 }, {});
    expectClose(decayTime!.value, 1000, { relative: 1e-12 }, {});
  });

  it("do not depend on the range where both energies are in proportion to the change", () => {
    const persistent: DeviceProfile = { ...store, writeEnergy: { ...q("J", 20, 20, 20), per: "full range" } };
    const at = (weightRange: number) => devicePrices({ ...setting, persistent, weightRange }).maintenanceCost;
    expect(at(7)).toEqual(at(2));
  });

  it("leave τ as it is where it is known in steps", () => {
    const at = (stepSeconds: number) =>
      devicePrices({ ...setting, volatile: deviceNamed("3t1c"), stepSeconds }).decayTime;
    expect(at(1e-6)).toEqual({ value: 1e6, low: 7e5, high: 1.3e6 });
    expect(at(1)).toEqual(at(1e-6));
  });
});

describe("the pulses of MLP+NeuroSim", () => {
  it("take n·V²·(G₀ + G₁)/2·t, which is what the profile of the ideal cell charges", () => {
    // 2 V, 10 ns, .1 and 5 µS: 4 · 2.55e-6 · 1e-8 J a pulse.
    const joule = pulseTrainJoule(64, { volt: 2, pulseSecond: 1e-8, fromSiemens: 1e-7, toSiemens: 5e-6 });
    expectClose(joule, 64 * 1.02e-13, { relative: 1e-12 }, {});
    const persistent = deviceNamed("rram-neurosim");
    // One weight over its full range of 64 levels.
    const full = { ...use, persistent: { amount: 2, count: 1, largestCount: 1 } };
    expectClose(
      deviceCosts(full, { ...setting, persistent }).persistentWriteJoule!.value,
      joule,
      { relative: 1e-12 },
      {},
    );
  });
});
