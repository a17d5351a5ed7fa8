import { expect, it } from "vitest";
import { frontOf } from "../../../src/paper/beyond/front-chart.js";

const at = (epochs: number, energy: number) => ({ epochs, energy, standardError: null });

it("is what nothing beats in both time and energy, by rising time", () =>
  expect(frontOf([at(30, 2), at(10, 9), at(20, 9), at(20, 5), at(40, 2), at(15, 12)])).toEqual([
    at(10, 9),
    at(20, 5),
    at(30, 2),
  ]));

it("of equals is one, and of nothing nothing", () => {
  expect(frontOf([at(1, 1), at(1, 1)])).toEqual([at(1, 1)]);
  expect(frontOf([])).toEqual([]);
});
