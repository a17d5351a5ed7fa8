import { expect, it } from "vitest";
import { energiesOf, pricesOf } from "../../src/caching/energies.js";
import { priced, pricedRun } from "../../src/caching/priced.js";

const tally = { consolidated: 2, transientHeld: 3, transientChanged: 5, persistentHeld: 7, minimal: 1 };
const prices = pricesOf({ maintenanceCost: 10 });
const energies = energiesOf(tally, prices);

it("has the energies where the tally was, in the order of documents", () =>
  expect(Object.entries(priced({ seed: 1, tally, threshold: 4 }, prices))).toEqual([
    ["seed", 1],
    ...Object.entries(energies),
    ["threshold", 4],
  ]));

it("prices a run and every row of its curve", () =>
  expect(pricedRun({ seed: 1, tally, curve: [{ epoch: 1, tally }] }, prices)).toEqual({
    ...{ seed: 1, ...energies },
    curve: [{ epoch: 1, ...energies }],
  }));

it("adds no curve where there is none", () =>
  expect(pricedRun({ seed: 1, tally }, prices)).not.toHaveProperty("curve"));
