import { describe, expect, it } from "vitest";
import type { Job } from "../../src/jobs/index.js";
import { TimeLeft } from "../../src/jobs/time-left.js";

const plain: Job = { kind: "perceptron", parameters: {} };
const decaying: Job = { kind: "perceptron", parameters: { decayTime: 100 } };

describe("TimeLeft", () => {
  it("is effort times the machine's speed before anything has been run", () => {
    const left = new TimeLeft(2);
    left.add(plain, 30);
    left.add(decaying, 20);
    expect(left.seconds()).toBeCloseTo(100, 12);
  });

  it("follows what finished jobs took, and only for jobs of their group", () => {
    const left = new TimeLeft(1);
    for (let i = 0; i < 1000; i++) left.add(plain, 1);
    left.add(decaying, 100);
    for (let i = 0; i < 500; i++) left.finish(plain, 1, 3);
    // 500 seconds of effort at (500·3 + 1)/(500 + 1) seconds each, the one being the first estimate's weight.
    expect(left.seconds()).toBeCloseTo((500 * 1501) / 501 + 100, 9);
  });

  it("learns from results that were kept without counting them as left", () => {
    const left = new TimeLeft(1);
    left.add(plain, 10);
    left.learn(plain, 99, 199);
    expect(left.seconds()).toBeCloseTo((10 * 200) / 100, 12);
  });

  it("ends at nothing", () => {
    const left = new TimeLeft(1);
    left.add(plain, 0.1);
    left.finish(plain, 0.1, 5);
    expect(left.seconds()).toBe(0);
  });
});
