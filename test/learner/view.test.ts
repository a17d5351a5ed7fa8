import { expect, it } from "vitest";
import { energyUnit } from "../../src/learner/view.js";

it("energies have the unit of |Δl|^α", () => {
  const units = [1, 2, 0.5].map((exponent) => energyUnit("siemens", exponent, String));
  expect(units).toEqual(["siemens", "siemens^2", "siemens^0.5"]);
});
