import { expect, it } from "vitest";
import { audioVisualPatterns } from "../../src/spiking/task.js";

const patterns = audioVisualPatterns(20_000, 1);

it("draws two different inputs of a hundred, each as often", () => {
  const uses = new Float64Array(100);
  for (const {
    inputs: [a, b],
  } of patterns) {
    expect(a).not.toBe(b);
    uses[a]! += 1;
    uses[b]! += 1;
  }
  // 400 expected each, with a standard deviation of 20; 5 of these are exceeded in one of 10⁴ such tests.
  for (const use of uses) expect(Math.abs(use - 400)).toBeLessThan(100);
});

it("draws labels of 1 and ½ with probability ½", () => {
  const full = patterns.filter(({ label }) => label === 1).length;
  // 10 000 ± 71
  expect(Math.abs(full - 10_000)).toBeLessThan(5 * 71);
  expect(patterns.every(({ label }) => label === 1 || label === 0.5)).toBe(true);
});

it("with the same seed has fewer patterns as the first ones of more", () =>
  expect(audioVisualPatterns(7, 1)).toEqual(patterns.slice(0, 7)));
