import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  choice,
  count,
  flag,
  metaOf,
  optionalQuantity,
  parseParameters,
  quantity,
  quantityOr,
  word,
} from "../../src/schema/parameter.js";
import { UsageError } from "../../src/schema/usage-error.js";

const schema = z.strictObject({
  runs: count({ max: 10, default: 3, description: "runs" }),
  seed: count({ min: 0, max: 2 ** 52, default: 1, description: "seed" }),
  cost: quantity({ min: 0, max: 5, unit: "energy", default: 0.5, description: "cost" }),
  decayTime: quantity({
    min: 0,
    exclusive: true,
    infinite: true,
    unit: "time steps",
    default: Number.POSITIVE_INFINITY,
    description: "decay",
    remedy: "Use Infinity for no decay.",
  }),
  target: optionalQuantity({ min: 0, max: 1, unit: "share", description: "target" }),
  threshold: quantityOr(["auto", "best"], {
    min: 0,
    infinite: true,
    unit: "weight units",
    default: 5,
    group: "caching",
    description: "θ",
  }),
  policy: choice(["none", "local"], {
    default: "local",
    description: "policy",
    short: "which",
    remedy: "See the help.",
  }),
  dataset: word({ default: "mnist", description: "data" }),
  curve: flag({ description: "curve" }),
});

const parse = (input: object) => parseParameters(schema, input);

const defaults = {
  runs: 3,
  seed: 1,
  cost: 0.5,
  decayTime: Number.POSITIVE_INFINITY,
  target: null,
  threshold: 5,
  policy: "local",
  dataset: "mnist",
  curve: false,
};

it("fills in the defaults", () => expect(parse({})).toEqual(defaults));

it("keeps what is allowed", () => {
  const given = {
    runs: 10,
    seed: 2 ** 52,
    cost: 5,
    decayTime: 1e-9,
    target: 0,
    threshold: 0,
    policy: "none",
    dataset: "./my digits",
    curve: true,
  };
  expect(parse(given)).toEqual(given);
});

it("takes a word for a quantity where it has a meaning", () => {
  expect(parse({ threshold: "auto" }).threshold).toBe("auto");
  expect(parse({ threshold: "best" }).threshold).toBe("best");
});

it("takes Infinity as a number and as JSON writes it", () => {
  for (const infinity of [Number.POSITIVE_INFINITY, "Infinity"]) {
    const { decayTime, threshold } = parse({ decayTime: infinity, threshold: infinity });
    expect([decayTime, threshold]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  }
});

it("reads back what it made", () =>
  fc.assert(
    fc.property(
      fc.record({
        runs: fc.integer({ min: 1, max: 10 }),
        cost: fc.double({ min: 0, max: 5, noNaN: true }),
        decayTime: fc.double({ min: Number.MIN_VALUE, noNaN: true }),
        target: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        threshold: fc.oneof(fc.double({ min: 0, noNaN: true }), fc.constant("auto")),
        curve: fc.boolean(),
      }),
      (given) => {
        const parsed = parse(given);
        expect(parsed).toEqual({ ...defaults, ...given });
        expect(parse(parsed)).toEqual(parsed);
      },
    ),
  ));

describe("refuses", () => {
  const integers = "runs must be an integer from 1 to 10, got";
  const costs = "cost must be ≥ 0 and ≤ 5 (energy), got";
  const decays = "decayTime must be > 0 or Infinity (time steps), got";
  const thresholds = "threshold must be ≥ 0 or Infinity (weight units) or auto, best, got";
  it.each([
    [{ runs: 0 }, `${integers} 0.`],
    [{ runs: 11 }, `${integers} 11.`],
    [{ runs: 1.5 }, `${integers} 1.5.`],
    [{ runs: "3" }, `${integers} "3".`],
    [{ runs: null }, `${integers} null.`],
    [{ runs: Number.POSITIVE_INFINITY }, `${integers} Infinity.`],
    [{ seed: -1 }, `seed must be an integer from 0 to ${2 ** 52}, got -1.`],
    [{ seed: 2 ** 52 + 1 }, `seed must be an integer from 0 to ${2 ** 52}, got ${2 ** 52 + 1}.`],
    [{ cost: -1e-9 }, `${costs} -1e-9.`],
    [{ cost: 5.1 }, `${costs} 5.1.`],
    [{ cost: Number.NaN }, `${costs} NaN.`],
    [{ cost: Number.POSITIVE_INFINITY }, `${costs} Infinity.`],
    [{ decayTime: 0 }, `${decays} 0. Use Infinity for no decay.`],
    [{ decayTime: Number.NEGATIVE_INFINITY }, `${decays} -Infinity. Use Infinity for no decay.`],
    [{ decayTime: "soon" }, `${decays} "soon". Use Infinity for no decay.`],
    [{ target: 2 }, "target must be ≥ 0 and ≤ 1 (share), got 2."],
    [{ threshold: -1 }, `${thresholds} -1.`],
    [{ threshold: "Auto" }, `${thresholds} "Auto".`],
    [{ policy: "global" }, 'policy must be one of none, local, got "global". See the help.'],
    [{ dataset: "" }, 'dataset must be a name, got "".'],
    [{ curve: "yes" }, 'curve must be true or false, got "yes".'],
    [{ thresold: 1 }, "thresold is not a parameter here."],
  ])("%j", (input, message) => {
    expect(() => parse(input)).toThrow(UsageError);
    expect(() => parse(input)).toThrow(new UsageError(message));
  });

  it("says once what is wrong in two ways", () => {
    const message = `seed must be an integer from 0 to ${2 ** 52}, got ${2 ** 53}.`;
    expect(() => parse({ seed: 2 ** 53 })).toThrow(new UsageError(message));
  });

  it("says everything that is wrong at once, a sentence each", () => {
    const message = `${integers} 0.\n${costs} 9.\ncolour is not a parameter here.`;
    expect(() => parse({ runs: 0, cost: 9, colour: "red" })).toThrow(new UsageError(message));
  });

  it("calls parameters as they were typed", () => {
    const nameOf = (key: string) => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    expect(() => parseParameters(schema, { decayTime: 0, maxRuns: 1 }, nameOf)).toThrow(
      /^--decay-time must be > 0 .*\n--max-runs is not a parameter here\.$/,
    );
  });
});

describe("tells the command line", () => {
  const { shape } = schema;
  const help = (text: string, allowed?: string) => ({ group: "task", text, ...(allowed ? { allowed } : {}) });
  it.each([
    ["runs", { description: "runs", help: help("runs", "1 to 10"), placeholder: "<n>" }],
    ["cost", { description: "cost (energy)", help: help("cost", "≥ 0 and ≤ 5 (energy)"), placeholder: "<x>" }],
    [
      "decayTime",
      {
        description: "decay (time steps)",
        help: help("decay", "> 0 or Infinity (time steps)"),
        placeholder: "<x>",
      },
    ],
    ["target", { description: "target (share)", help: help("target", "≥ 0 and ≤ 1 (share)"), placeholder: "<x>" }],
    [
      "threshold",
      {
        description: "θ (weight units)",
        help: { group: "caching", text: "θ", allowed: "≥ 0 or Infinity (weight units) or auto or best" },
        placeholder: "<x|auto|best>",
      },
    ],
    ["policy", { description: "policy", help: help("which", "none, local"), placeholder: "<none|local>" }],
    ["dataset", { description: "data", help: help("data"), placeholder: "<name>", isText: true }],
    ["curve", { description: "curve", help: help("curve"), isSwitch: true }],
  ] as const)("what %s is", (key, meta) => expect(metaOf(shape[key])).toEqual(meta));
});
