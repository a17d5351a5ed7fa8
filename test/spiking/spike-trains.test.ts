import { describe, expect, it } from "vitest";
import { model } from "../../src/spiking/model.js";
import { SpikeTrains } from "../../src/spiking/spike-trains.js";

const PRESENTATIONS = 400;

/** Mean number of spikes of a train in a presentation. */
function meanOf(train: number, label: 0.5 | 1) {
  const trains = new SpikeTrains(1);
  const totals = Array.from({ length: PRESENTATIONS }, () => {
    trains.draw({ inputs: [0, 1], label });
    return trains.counts.subarray(train * model.stepCount, (train + 1) * model.stepCount).reduce((a, b) => a + b, 0);
  });
  return totals.reduce((a, b) => a + b, 0) / PRESENTATIONS;
}

describe("SpikeTrains", () => {
  it.each([
    // neurons × rate × seconds, and the variance of a binomial of p = rate·dt
    ["an input", 0, 1, 15 * 100 * 0.05, 0.01],
    ["the other input", 1, 1, 15 * 100 * 0.05, 0.01],
    ["the visual input", 2, 1, 15 * 100 * 0.05, 0.01],
    ["the visual input at half the rate", 2, 0.5, 15 * 50 * 0.05, 0.005],
    ["the background", 3, 1, 1000 * 0.15, 0.1],
  ] as const)("has the rate of %s", (_, train, label, expected, probability) => {
    const standardError = Math.sqrt((expected * (1 - probability)) / PRESENTATIONS);
    expect(Math.abs(meanOf(train, label) - expected)).toBeLessThan(5 * standardError);
  });

  it("has spikes in the right time only: inputs to 50 ms, visual from 70 to 120 ms", () => {
    const trains = new SpikeTrains(2);
    const seen = new Uint8Array(trains.counts.length);
    for (let k = 0; k < PRESENTATIONS; k++) {
      trains.draw({ inputs: [0, 1], label: 1 });
      for (const [i, count] of trains.counts.entries()) seen[i] = Math.max(seen[i]!, count);
    }
    const steps = (train: number) =>
      [...seen.subarray(train * model.stepCount, (train + 1) * model.stepCount).entries()].flatMap(([step, count]) =>
        count > 0 ? [step] : [],
      );
    const ends = (train: number) => [steps(train)[0], steps(train).at(-1)];
    expect([0, 1, 2, 3].map(ends)).toEqual([
      [0, 499],
      [0, 499],
      [700, 1199],
      [0, 1499],
    ]);
  });

  it("draws the same spikes for the inputs whatever the label: streams are apart", () => {
    const [one, other] = [new SpikeTrains(3), new SpikeTrains(3)];
    one.draw({ inputs: [0, 1], label: 1 });
    other.draw({ inputs: [0, 1], label: 0.5 });
    const auditory = 2 * model.stepCount;
    expect(one.counts.slice(0, auditory)).toEqual(other.counts.slice(0, auditory));
    expect(one.counts).not.toEqual(other.counts);
  });
});
