import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScale, domainOf } from "../../../src/report/chart/scale.js";

const linear = { key: "x", label: "x" };
const log = { key: "x", label: "x", scale: "log" as const };

describe("domainOf", () => {
  it("rounds outward", () => {
    expect(domainOf(linear, [0.03, 1.9])).toEqual([0, 2]);
    expect(domainOf(log, [3e-6, 0.7])).toEqual([2e-6, 1]);
  });

  it("makes room around a single value, and something of nothing", () => {
    expect(domainOf(linear, [3])).toEqual([0, 3]);
    expect(domainOf(linear, [0])).toEqual([0, 1]);
    expect(domainOf(log, [1])).toEqual([0.5, 2]);
    expect(domainOf(log, [])).toEqual([1, 10]);
  });

  it("takes the axis' own domain, and says what is wrong with it", () => {
    expect(domainOf({ ...linear, domain: [0, 0.96] }, [5])).toEqual([0, 0.96]);
    expect(() => domainOf({ ...log, domain: [0, 1] }, [])).toThrow("0 < low < high on a log axis, got [0, 1]");
  });
});

describe("createScale", () => {
  it("maps the ends of the domain to the ends of the range", () => {
    const scale = createScale(log, [1e-3, 1e3], [400, 0], () => 10);
    expect(scale.position(1e-3)).toBeCloseTo(400, 9);
    expect(scale.position(1)).toBeCloseTo(200, 9);
    expect(scale.position(1e3)).toBeCloseTo(0, 9);
  });

  it("never lets labels overlap, and always has a label on a linear axis", () => {
    const magnitude = fc.double({ min: -12, max: 12, noNaN: true });
    // A single label of nine digits takes 80 px; no figure is as small as that.
    const size = fc.integer({ min: 120, max: 900 });
    fc.assert(
      fc.property(magnitude, magnitude, fc.boolean(), size, (a, b, isLog, pixels) => {
        const axis = isLog ? log : linear;
        const extent = (label: string) => 8 * label.length;
        const scale = createScale(axis, domainOf(axis, [10 ** a, 10 ** b]), [0, pixels], extent);
        const labelled = scale.ticks.filter((tick) => tick.label !== "");
        if (!isLog) expect(labelled.length).toBeGreaterThan(0);
        for (const [i, tick] of labelled.slice(1).entries()) {
          const before = labelled[i]!;
          const gap = scale.position(tick.value) - scale.position(before.value);
          expect(gap).toBeGreaterThanOrEqual((extent(tick.label) + extent(before.label)) / 2);
        }
      }),
    );
  });
});
