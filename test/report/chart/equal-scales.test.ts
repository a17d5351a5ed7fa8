import { describe, expect, it } from "vitest";
import { equalised, equalWidth } from "../../../src/report/chart/equal-scales.js";
import { loadChart, regionChart } from "../example-charts.js";

describe("equalised", () => {
  it.each([
    // 10 units in 200 pixels and 10 in 100: a tenth of the height is a unit, so that the width has 20.
    [[200, 100], { x: [-5, 15], y: [0, 10] }],
    [[100, 200], { x: [0, 10], y: [-5, 15] }],
    [[100, 100], { x: [0, 10], y: [0, 10] }],
  ] as const)("widens one domain around its middle in a frame of %j", ([width, height], expected) => {
    const domains = equalised(regionChart, { x: [0, 10], y: [0, 10] }, [width, height]);
    expect(domains).toEqual(expected);
    expect(equalWidth(domains, height)).toBe(width);
  });

  it("refuses a logarithmic axis", () =>
    expect(() => equalised(loadChart, { x: [0, 1], y: [1, 10] }, [100, 100])).toThrow("example-load"));
});
