import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { energiesNow } from "../../src/caching/energies-now.js";
import { Ledger } from "../../src/caching/ledger.js";
import { policyNames } from "../../src/caching/policies.js";
import { createStore } from "../../src/caching/store.js";
import { expectClose } from "../math/close.js";
import { energiesByDefinition } from "./definition.js";
import {
  everythingFree,
  follow,
  integerWalks,
  parts,
  periodOf,
  realWalks,
  roundingOf,
  type Setting,
  type Walk,
} from "./walks.js";

function energiesBeforeAndAfter(walk: Walk, setting: Setting) {
  const ledger = new Ledger(setting);
  const start = Float64Array.from(walk.start);
  const store = createStore({
    ...setting,
    period: periodOf(setting.threshold),
    layers: walk.layers,
    weights: start,
    ledger,
  });
  follow(store, walk);
  const before = energiesNow(store, ledger, start, setting);
  store.finish();
  return { before, after: energiesNow(store, ledger, start, setting) };
}

const prices = { maintenanceCost: 2, changeCost: 3, persistentMaintenanceCost: 5 };

describe.each(policyNames)("%s", (policy) => {
  it("counts as if everything were consolidated now: finishing changes no energy", () =>
    fc.assert(
      fc.property(
        integerWalks,
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom(0, 1, 2),
        fc.boolean(),
        (walk, threshold, costExponent, potentiationOnly) => {
          const setting = { ...prices, costExponent, potentiationOnly, policy, threshold, decayTime: Infinity };
          const { before, after } = energiesBeforeAndAfter(walk, setting);
          expect(before).toEqual(after);
          expect(after).toEqual(energiesByDefinition(walk, setting));
        },
      ),
    ));

  it("does so within rounding for real weights that decay", () =>
    fc.assert(
      fc.property(realWalks, fc.double({ min: 0.5, max: 100, noNaN: true }), (walk, decayTime) => {
        const setting = { ...everythingFree, ...prices, policy, threshold: 1.2345, decayTime };
        const { before, after } = energiesBeforeAndAfter(walk, setting);
        for (const part of parts) {
          expectClose(before[part], after[part], { absolute: 5 * roundingOf(walk) }, { part, walk, setting });
        }
      }),
    ));
});
