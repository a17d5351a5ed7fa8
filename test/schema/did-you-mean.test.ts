import { expect, it } from "vitest";
import { didYouMean } from "../../src/schema/did-you-mean.js";

const known = ["threshold", "decayTime", "maintenanceCost", "policy", "name"];

it.each([
  ["treshold", "threshold"],
  ["Threshold", "threshold"],
  ["maintenance_cost", "maintenanceCost"],
  ["--decay-time", "decayTime"],
  ["polciy", "policy"],
  ["nam", "name"],
])("knows what %s was to be", (word, meant) => expect(didYouMean(word, known)).toBe(` Did you mean "${meant}"?`));

it.each(["colour", "", "x".repeat(1e6)])("does not guess", (word) => expect(didYouMean(word, known)).toBe(""));
