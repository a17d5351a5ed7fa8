import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/schema/usage-error.js";
import type { Study } from "../../src/study/study.js";
import { parsePlot } from "../../src/tables/plot-request.js";

const study: Study = {
  name: "thresholds",
  learner: "perceptron",
  fixed: { inputCount: 100 },
  axes: [
    { key: "policy", values: ["none", "local-global"] },
    { key: "threshold", values: [0.5, 2.5, Number.POSITIVE_INFINITY] },
    { key: "decayTime", values: [1000] },
  ],
  seeds: [1, 2, 3],
};
const results = ["energy", "inefficiency"];
const [policy, threshold] = study.axes;

describe("parsePlot", () => {
  it("names the axes of the study that are shown", () => {
    const typed = { x: "threshold", y: "energy", series: "policy", log: "y,x" };
    expect(parsePlot(study, results, typed)).toEqual({
      x: threshold,
      y: "energy",
      baseline: null,
      series: policy,
      where: [],
      log: { x: true, y: true },
    });
  });

  it("takes values of a filter as they are typed, numbers and words and Infinity", () => {
    const where = (...texts: string[]) =>
      parsePlot(study, results, { x: "decayTime", y: "energy", where: texts }).where;
    expect(where("threshold=0.50", "policy=none")).toEqual([
      { key: "threshold", value: 0.5 },
      { key: "policy", value: "none" },
    ]);
    expect(where("policy=none", "threshold=Infinity")[1]).toEqual({
      key: "threshold",
      value: Number.POSITIVE_INFINITY,
    });
  });

  it("needs no filter for a parameter of one value", () => {
    expect(parsePlot(study, results, { x: "threshold", y: "energy", series: "policy" }).where).toEqual([]);
  });

  it.each([
    [
      { x: "treshold", y: "energy" },
      /--x must be a parameter that varies .*: policy, threshold, decayTime; got "treshold"/,
    ],
    [{ x: "treshold", y: "energy" }, /Did you mean "threshold"\?/],
    [{ x: "threshold", y: "energie" }, /Did you mean "energy"\?/],
    [{ x: "threshold", y: "energy", where: ["polciy=none"] }, /--where must be .* Did you mean "policy"\?/],
    [{ x: "a\u001b[2J", y: "energy" }, /got "a\\u001b\[2J"/],
    [{ x: "inputCount", y: "energy" }, /--x must be a parameter that varies/],
    [{ x: "policy", y: "energy" }, /policy is none, local-global. Use --series/],
    [{ x: "threshold", y: "energie" }, /--y must be a number that runs have: energy, inefficiency; got "energie"/],
    [{ x: "threshold", y: "energy", series: "seed" }, /--series must be a parameter that varies .* got "seed"/],
    [{ x: "threshold", y: "energy", series: "threshold" }, /--series must be another parameter than --x/],
    [
      { x: "threshold", y: "energy" },
      /differ in policy cannot share a point.* --where policy=none, or --series policy\./,
    ],
    [{ x: "decayTime", y: "energy" }, /differ in policy, threshold cannot/],
    [{ x: "threshold", y: "energy", where: ["policy"] }, /--where must be key=value, got "policy"/],
    [
      { x: "threshold", y: "energy", where: ["policy=all"] },
      /--where policy must be one of none, local-global, got "all"/,
    ],
    [{ x: "threshold", y: "energy", where: ["policies=all"] }, /--where must be a parameter that varies/],
    [{ x: "decayTime", y: "energy", where: ["policy=none", "policy=local-global"] }, /--where policy is given twice/],
    [{ x: "threshold", y: "energy", series: "policy", log: "x,z" }, /--log must be x, y or x,y, got "x,z"/],
  ])("refuses %j", (typed, message) => {
    expect(() => parsePlot(study, results, typed)).toThrow(UsageError);
    expect(() => parsePlot(study, results, typed)).toThrow(message);
  });

  it("says so where nothing varies", () => {
    const fixed = { ...study, axes: [] };
    expect(() => parsePlot(fixed, results, { x: "threshold", y: "energy" })).toThrow("nothing varies in this study");
  });
});
