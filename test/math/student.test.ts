import { describe, expect, it } from "vitest";
import { normalTail, studentQuantile, studentShare } from "../../src/math/student.js";
import { expectClose } from "./close.js";

describe("studentShare", () => {
  // One degree of freedom is Cauchy's distribution, 2/π·arctan t; two have t/√(2 + t²).
  it.each([0, 1e-3, 0.5, 1, 3, 40, 1e5])("has the closed forms of one and two degrees of freedom at t = %d", (t) => {
    expectClose(studentShare(t, 1), (2 / Math.PI) * Math.atan(t), { relative: 1e-14 }, { t });
    expectClose(studentShare(t, 2), t / Math.sqrt(2 + t * t), { relative: 1e-14 }, { t });
  });

  it("is the integral of the density", () => {
    const [t, steps] = [1.7, 2000];
    for (const nu of [3, 4, 9, 10, 29]) {
      const density = (x: number): number => (1 + (x * x) / nu) ** (-(nu + 1) / 2);
      // The midpoint rule over [0, t] and, with x = t/u, over [t, ∞).
      let [inside, outside] = [0, 0];
      for (let k = 0; k < steps; k++) {
        const u = (k + 0.5) / steps;
        inside += (t * density(t * u)) / steps;
        outside += (t * density(t / u)) / (u * u * steps);
      }
      // The rule is off by (1/steps)²/24 times a second derivative of a few units.
      expectClose(studentShare(t, nu), inside / (inside + outside), { absolute: 1e-6 }, { nu });
    }
  });
});

describe("studentQuantile", () => {
  // Abramowitz and Stegun, table 26.10, three decimals.
  it.each([
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [4, 2.776],
    [9, 2.262],
    [19, 2.093],
    [120, 1.98],
  ])("has 95 %% within the table's t at %d degrees of freedom", (degreesOfFreedom, t) =>
    expectClose(studentQuantile(0.95, degreesOfFreedom), t, { absolute: 5.1e-4 }, { degreesOfFreedom }),
  );
});

it("has the tail of the normal distribution", () => {
  expect(normalTail(0)).toBe(0.5);
  // Abramowitz and Stegun, table 26.2, ten decimals.
  expectClose(normalTail(1), 0.1586552539, { absolute: 5e-11 }, {});
  expectClose(normalTail(2), 0.0227501319, { absolute: 5e-11 }, {});
});
