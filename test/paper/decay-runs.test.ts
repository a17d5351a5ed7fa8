import { describe, expect, it } from "vitest";
import { leftOut } from "../../src/paper/claims/measures/decay-runs.js";

describe("leftOut", () => {
  const at = (decayTime: number, ...costs: number[]) => costs.map((cost) => ({ decayTime, cost }));

  it.each([
    [[], [0], []],
    [at(500, 0), [0], ["left out, as not every seed converges there: τ = 500"]],
    [
      [...at(500, 0, 1e-3), ...at(1e4, 0)],
      [0, 1e-3],
      ["left out, as not every seed converges there: τ = 500 at every c; τ = 10\u202f000 at c = 0"],
    ],
  ])("of %j of the costs %j is %j", (places, costs, text) => expect(leftOut(places, costs)).toEqual(text));
});
