import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalText } from "../../src/schema/canonical-text.js";

it("has keys in the order of the alphabet at every depth, and Infinity as its word", () =>
  expect(canonicalText({ b: [Infinity, { d: null, c: "x" }], a: -Infinity, none: undefined })).toBe(
    '{"a":"-Infinity","b":["Infinity",{"c":"x","d":null}]}',
  ));

it("is JSON of what it is given, where that is JSON", () =>
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  ));
