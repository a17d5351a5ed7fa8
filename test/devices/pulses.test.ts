import { expect, it } from "vitest";
import { deviceNamed } from "../../src/devices/profiles.js";
import { pulseCosts } from "../../src/devices/use/pulses.js";

const counts = { writeCount: 1000, largestWriteCount: 50 };

it("pays for each count as for a write or a pulse, whichever the profile has", () => {
  for (const name of ["pcm", "rram-neurosim"]) {
    const { writeEnergy, endurance } = deviceNamed(name);
    const { persistentWriteJoule, trainingCount } = pulseCosts(counts, deviceNamed(name), 8);
    expect(persistentWriteJoule!.value).toBeCloseTo(1000 * writeEnergy!.value, 20);
    expect(persistentWriteJoule!.high).toBeCloseTo(1000 * writeEnergy!.high, 20);
    expect(trainingCount!.low).toBeCloseTo(endurance!.low / 50, 6);
  }
});

it("pays for every bit of a weight where a cell holds one", () => {
  const device = deviceNamed("stt-mram");
  expect(device.holds).toBe("bit");
  const [one, eight] = [1, 8].map((bits) => pulseCosts(counts, device, bits).persistentWriteJoule!.value);
  expect(eight! / one!).toBeCloseTo(8, 12);
});

it("does not tell what counts do not: energy in proportion to the change, and the wear of what is never written", () => {
  expect(deviceNamed("fefet").writeEnergy?.per).toBe("full range");
  expect(pulseCosts(counts, deviceNamed("fefet"), 8).persistentWriteJoule).toBeNull();
  const nothing = { writeCount: 0, largestWriteCount: 0 };
  expect(pulseCosts(nothing, deviceNamed("pcm"), 8)).toMatchObject({
    persistentWriteJoule: { value: 0, low: 0, high: 0 },
    trainingCount: null,
  });
});
