import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccountParameters, accountSchema } from "../../src/account/parameters.js";
import { playerMaker } from "../../src/account/players/players.js";
import { StorePlayer } from "../../src/account/players/store-player.js";
import { SynapsePlayer } from "../../src/account/players/synapse-player.js";
import { cacheBySynapses } from "../../src/caching/self-tuning/moving-cache.js";

/** Without decay every sum is exact: stores, which add Δw up, come back to s = 0 where w does, and see that l was written by its value. */
const weight = fc.integer({ min: -200, max: 200 }).map((k) => k / 64);
const rows = fc.array(fc.array(weight, { minLength: 4, maxLength: 4 }), {
  minLength: 2,
  maxLength: 30,
});

const settings = fc.record({
  policy: fc.constantFrom("none", "local-local", "local-excess", "clock"),
  threshold: fc.constantFrom("adaptive", 0, 0.3, 1, Number.POSITIVE_INFINITY),
  period: fc.integer({ min: 1, max: 6 }),
  decayTime: fc.constantFrom(4, 50, Number.POSITIVE_INFINITY),
  maintenanceCost: fc.constantFrom(0, 0.01, 0.3),
  changeCost: fc.constantFrom(0, 0.2),
  costExponent: fc.constantFrom(1, 0.5),
  timePrice: fc.constantFrom(0, 0.4),
});

/** Four synapses × 30 steps of at most 4 each, held and consolidated, with a relative rounding of some 10⁻¹⁵ a term. */
const ROUNDING = 1e-10;

describe("the loop over single synapses", () => {
  it("counts what stores count, synapse by synapse, self-tuning thresholds included", () => {
    fc.assert(
      fc.property(rows, settings, (walk, given) => {
        const parameters = accountSchema.parse(given) as AccountParameters & { threshold: number | "adaptive" };
        const initial = Float64Array.from(walk[0]!);
        const fast = playerMaker(parameters, "rows")(initial, null);
        expect(fast).toBeInstanceOf(SynapsePlayer);
        const { policy, decayTime, costExponent, potentiationOnly } = parameters;
        const setting = { policy, decayTime, ...cacheBySynapses(parameters) };
        const cost = { costExponent, potentiationOnly };
        const stores = new StorePlayer(initial, Uint32Array.from([1, 2, 3, 4]), setting, cost);
        const further = Float64Array.from(walk.slice(1).flat());
        for (const player of [fast, stores]) player.rows(further, walk.length - 1);
        for (let i = 0; i < 4; i++) {
          const [a, b] = [fast.partsOf(i), stores.partsOf(i)];
          expect(Math.abs(a.transient - b.transient)).toBeLessThan(ROUNDING);
          expect(Math.abs(a.persistent - b.persistent)).toBeLessThan(ROUNDING);
        }
        const [played, expected] = [fast.finish(), stores.finish()];
        expect(played.writes).toEqual(expected.writes);
        const counted = given.changeCost > 0 ? (["transientChanged"] as const) : [];
        for (const name of ["consolidated", "transientHeld", "minimal", ...counted] as const) {
          for (let i = 0; i < 4; i++) {
            expect(Math.abs(played.tallies[name][i]! - expected.tallies[name][i]!), name).toBeLessThan(ROUNDING);
          }
        }
        if (parameters.threshold !== "adaptive" || policy === "none" || policy === "clock") return;
        for (let i = 0; i < 4; i++) {
          const [a, b] = [played.thresholds![i]!, expected.thresholds![i]!];
          expect(a === b || Math.abs(a - b) < ROUNDING).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
