import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { flagOf } from "../../src/cli/flag-words.js";
import { addFlags, parseFlags } from "../../src/cli/options.js";
import { choice, count, flag, optionalQuantity, quantity, word } from "../../src/schema/parameter.js";
import { UsageError } from "../../src/schema/usage-error.js";

const schema = z.strictObject({
  runs: count({ max: 10, default: 2, description: "how often" }),
  decayTime: quantity({ min: 0, infinite: true, unit: "s", default: 5, description: "how long" }),
  targetAccuracy: optionalQuantity({ min: 0, max: 1, unit: "share", description: "how well" }),
  policy: choice(["none", "all"], { default: "none", description: "which" }),
  dataset: word({ default: "mnist", description: "what" }),
  curve: flag({ description: "whether" }),
});

/** What commander makes of a command line. */
function typed(...args: string[]): Record<string, unknown> {
  const command = addFlags(new Command(), schema).exitOverride();
  return command.parse(args, { from: "user" }).opts();
}

it("spells a flag as its key, in words with hyphens", () => {
  expect(flagOf("decayTime")).toBe("--decay-time");
  expect(flagOf("maxPatternsPerRun")).toBe("--max-patterns-per-run");
  expect(flagOf("seed")).toBe("--seed");
});

describe("addFlags", () => {
  it("describes every field with its range and default, which a switch and an optional value have not", () => {
    const lines = addFlags(new Command(), schema)
      .configureHelp({ helpWidth: 200 })
      .helpInformation()
      .split("\n")
      .map((line) => line.trim().replace(/ {2,}/, ": "));
    expect(lines).toEqual(
      expect.arrayContaining([
        "--runs <n>: how often [1 to 10; default: 2]",
        "--decay-time <x>: how long [≥ 0 or Infinity (s); default: 5]",
        "--target-accuracy <x>: how well [≥ 0 and ≤ 1 (share)]",
        "--policy <none|all>: which [none, all; default: none]",
        "--dataset <name>: what [default: mnist]",
        "--curve: whether",
      ]),
    );
  });
});

describe("parseFlags", () => {
  it("fills in what was not typed", () => {
    expect(parseFlags(schema, typed())).toEqual({
      runs: 2,
      decayTime: 5,
      targetAccuracy: null,
      policy: "none",
      dataset: "mnist",
      curve: false,
    });
  });

  it.each([
    ["7", 7],
    ["+7", 7],
    [".5", 0.5],
    ["7.", 7],
    ["1e3", 1000],
    ["1E-3", 0.001],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["inf", Number.POSITIVE_INFINITY],
    ["+INF", Number.POSITIVE_INFINITY],
  ])("reads the number %s", (text, value) => {
    expect(parseFlags(schema, typed("--decay-time", text)).decayTime).toBe(value);
  });

  it.each(["", " ", "0x10", "1_000", "1,5", "NaN", "5s", "--5", "1e", "-Infinity"])(
    "takes %j for no number",
    (text) => {
      expect(() => parseFlags(schema, { decayTime: text })).toThrow(
        `--decay-time must be ≥ 0 or Infinity (s), got "${text}".`,
      );
    },
  );

  it("keeps names as they are typed, also where they look like numbers", () => {
    expect(parseFlags(schema, typed("--dataset", "007")).dataset).toBe("007");
  });

  it("leaves alone what belongs to others", () => {
    expect(parseFlags(schema, { runs: "3", out: "folder", json: true })).toMatchObject({ runs: 3 });
  });

  it("refuses all that is wrong at once, by the names of the flags", () => {
    const parse = () => parseFlags(schema, typed("--runs", "11", "--target-accuracy", "2"));
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow("--runs must be an integer from 1 to 10, got 11.");
    expect(parse).toThrow("--target-accuracy must be ≥ 0 and ≤ 1 (share), got 2.");
  });
});
