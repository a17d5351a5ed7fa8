import { expect, it } from "vitest";
import { isSeparated } from "../../src/spiking/separated.js";

/** Pattern k reads synapses 2k and 2k + 1; its response is their sum. */
function separated(responses: readonly [number, 0.5 | 1][]): boolean {
  const weights = Float64Array.from(responses.flatMap(([response]) => [response, 0]));
  return isSeparated(
    weights,
    responses.map(([, label], k) => ({ inputs: [2 * k, 2 * k + 1], label })),
  );
}

// Responses 0 and 2 have the mean 1 and the standard deviation 1.
it("asks for 5 standard deviations of the other class", () => {
  expect(
    separated([
      [0, 0.5],
      [2, 0.5],
      [6, 1],
    ]),
  ).toBe(true);
  expect(
    separated([
      [0, 0.5],
      [2, 0.5],
      [5.9, 1],
    ]),
  ).toBe(false);
});

// Five of 0 and one of 6: mean 1, standard deviation √5, and 6 is 5/√5 = 2.236 of them away.
it("asks for 2 standard deviations of the own class", () => {
  const one = (response: number): [number, 1] => [response, 1];
  expect(separated([...[0, 0, 0, 0, 0, 6].map(one), [50, 0.5]])).toBe(false);
  expect(separated([...[0, 0, 0, 0, 6].map(one), [50, 0.5]])).toBe(true);
});

it("does not take equal responses for separated", () =>
  expect(
    separated([
      [1, 0.5],
      [1, 1],
    ]),
  ).toBe(false));

it("has nothing to separate with one class", () =>
  expect(
    separated([
      [1, 1],
      [2, 1],
    ]),
  ).toBe(true));
