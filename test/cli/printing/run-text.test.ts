import { describe, expect, it } from "vitest";
import { describeOthers, withEveryPart } from "../../../src/cli/printing/run-text.js";
import { perceptronSchema } from "../../../src/perceptron/index.js";

const defaults = perceptronSchema.parse({});

describe("describeOthers", () => {
  it("says nothing of defaults, nor of what is told already", () => {
    expect(describeOthers(perceptronSchema, defaults, [])).toBe("");
    expect(describeOthers(perceptronSchema, { ...defaults, threshold: 7 }, ["threshold"])).toBe("");
  });

  it("tells every other parameter with every digit, switches by their name", () => {
    const parameters = { ...defaults, changeCost: 0.23456789, costExponent: 2, potentiationOnly: true, seed: 20240105 };
    expect(describeOthers(perceptronSchema, parameters, [])).toBe(
      ", change cost 0.23456789, cost exponent 2, potentiation only, seed 20240105",
    );
  });

  it.each(Object.keys(defaults))("knows %s", (key) => {
    // A value that no parameter has by default.
    expect(describeOthers(perceptronSchema, { ...defaults, [key]: 0.75 }, [])).toMatch(/^, [a-z ]+( 0\.75)?$/);
  });

  it("names own data, without what a terminal obeys", () => {
    expect(describeOthers(perceptronSchema, { ...defaults, patternsFile: "a\u001b[2J.csv" }, [])).toBe(
      ", patterns file a\\u001b[2J.csv",
    );
  });
});

describe("withEveryPart", () => {
  const headings = { seed: "seed", maintenanceEnergy: "maintenance", minimalEnergy: "minimum" };

  it("adds the parts that are not 0 in some row beside the maintenance", () => {
    const rows = [
      { changeEnergy: 0, persistentMaintenanceEnergy: 0 },
      { changeEnergy: 0, persistentMaintenanceEnergy: 1e-9 },
    ];
    expect(Object.values(withEveryPart(headings, rows))).toEqual([
      ...["seed", "maintenance", "persistent maintenance", "minimum"],
    ]);
    expect(withEveryPart(headings, [rows[0]!])).toEqual(headings);
  });
});
