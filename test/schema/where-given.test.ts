import { expect, it } from "vitest";
import { z } from "zod";
import { flag, metaOf, parseParameters, quantity } from "../../src/schema/parameter.js";
import { impliedValue, impliedValues, whereGiven } from "../../src/schema/where-given.js";

const cost = quantity({ min: 0, max: 5, unit: "energy", default: 1, description: "cost" });
const schema = z.strictObject({ cost: whereGiven(cost), fixed: cost, only: whereGiven(flag({ description: "only" })) });
const parse = (input: object) => parseParameters(schema, input);

it("a parameter where it is given is absent unless it is, and stands in the order of the schema", () => {
  expect(Object.keys(parse({}))).toEqual(["fixed"]);
  expect(parse({ only: false, cost: 1 })).toEqual({ cost: 1, fixed: 1, only: false });
  expect(Object.keys(parse({ only: true, cost: 2 }))).toEqual(["cost", "fixed", "only"]);
});

it("is refused in the words of the parameter it was made of", () => {
  const refusalOf = (key: string) => {
    try {
      parse({ [key]: 6 });
    } catch (error) {
      return (error as Error).message.replace(key, "it");
    }
    return expect.fail(`${key} was taken`);
  };
  expect(refusalOf("cost")).toBe(refusalOf("fixed"));
  expect(() => parse({ cost: null })).toThrow("cost must be ≥ 0 and ≤ 5 (energy), got null.");
});

it("has its help, and what holds without it", () => {
  const { implied, ...meta } = metaOf(schema.shape.cost);
  expect(meta).toEqual(metaOf(cost));
  expect(implied).toBe(1);
  expect(impliedValue(cost)).toBeUndefined();
  expect([...impliedValues(schema)]).toEqual([
    ["cost", 1],
    ["only", false],
  ]);
});
