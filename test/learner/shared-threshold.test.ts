import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import {
  runOf,
  SHARED,
  seedsIfGiven,
  seedsOfRuns,
  seedsOfText,
  sharedAmong,
  textOfSeeds,
} from "../../src/learner/shared-threshold.js";
import { parseParameters } from "../../src/schema/parameter.js";

const schema = z.strictObject({ seeds: seedsIfGiven({ description: "seeds", remedy: "Leave it out." }) });
const parse = (seeds: unknown) => parseParameters(schema, { seeds });

it("reads back the seeds that it writes", () =>
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1 }), (some) => {
      const seeds = some.toSorted((a, b) => a - b);
      expect(seedsOfText(textOfSeeds(seeds))).toEqual(seeds);
      expect(parse(textOfSeeds(seeds))).toEqual({ seeds: textOfSeeds(seeds) });
    }),
  ));

it("writes the same seeds in the same way, and nothing where nothing is given", () => {
  expect(parse("3, 1..2 ,2,9..9")).toEqual({ seeds: "1..3,9" });
  expect(parse(7)).toEqual({ seeds: "7" });
  expect(Object.keys(parseParameters(schema, {}))).toEqual([]);
});

it.each(["", "1..", "5..1", "-1", "1.5", "a", "1,,2", "0..100000", "9007199254740993", null, true, -3])(
  "refuses %j",
  (text) =>
    expect(() => parse(text)).toThrow(/^seeds must be seeds from 0 to 4503599627370496, at most 100000, such as/),
);

it("tells a run among which seeds it shares its threshold, and no other run anything", () => {
  const parameters = { threshold: SHARED, seed: 5, runs: 3 };
  expect(runOf(parameters, 2)).toEqual({ threshold: SHARED, thresholdSeeds: "5..7", seed: 7, runs: 1 });
  expect(runOf({ ...parameters, threshold: "auto" }, 1)).toEqual({ threshold: "auto", seed: 6, runs: 1 });
  const told = { ...parameters, thresholdSeeds: "90..99" };
  expect(runOf(told, 0)).toEqual({ ...told, runs: 1 });
  expect(sharedAmong({ threshold: 5 }, () => "1..2")).toEqual({});
  expect([seedsOfRuns({ seed: 4, runs: 1 }), seedsOfRuns({ seed: 4, runs: 2 })]).toEqual(["4", "4..5"]);
});
