import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccountParameters, accountSchema } from "../../src/account/parameters.js";
import { playerMaker } from "../../src/account/players/players.js";
import { StorePlayer } from "../../src/account/players/store-player.js";
import { SynapsePlayer } from "../../src/account/players/synapse-player.js";
import { cacheBySynapses } from "../../src/caching/self-tuning/moving-cache.js";
import { randomStream } from "../../src/math/random.js";

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

describe("the kernel", () => {
  /** More synapses than it takes at once, an odd number of them, and more rows. */
  const [size, rowCount] = [1027, 150];
  const stream = randomStream(2, "walks");
  const single = new Float32Array(size * rowCount);
  for (let k = 0; k < single.length; k++) {
    const before = k < size ? 0 : single[k - size]!;
    // In multiples of 1/64: without decay every sum is exact. Most of one synapse's steps change nothing.
    single[k] = before + (stream.uniform() < (k % size) / size ? Math.round(20 * stream.normal()) / 64 : 0);
  }
  const kinds = [
    { policy: "none" },
    { policy: "local-local", threshold: 1 },
    { policy: "local-excess", threshold: 1 },
    { policy: "local-excess", threshold: 0 },
    { policy: "local-local", threshold: 0.7, decayTime: 40 },
    { policy: "local-excess", threshold: 0.7, decayTime: 40 },
    { policy: "local-local", threshold: "adaptive", maintenanceCost: 0.1 },
    { policy: "local-local", threshold: "adaptive" },
    { policy: "local-excess", threshold: "adaptive", maintenanceCost: 0.1, decayTime: 40 },
    { policy: "clock", period: 7, decayTime: 40 },
    { policy: "clock", period: 1 },
  ];

  it.each(kinds)("counts to the last digit what the loop in TypeScript does: %o", (given) => {
    // A price for changes is what the kernel has not got.
    const makers = [{}, { changeCost: 1 }].map((price) =>
      playerMaker(accountSchema.parse({ ...given, ...price }) as Parameters<typeof playerMaker>[0], "rows"),
    );
    const weights = [single, Float64Array.from(single)];
    const [kernel, double, loop] = [
      [makers[0]!, weights[0]!, 150],
      [makers[0]!, weights[1]!, 41],
      [makers[1]!, weights[0]!, 150],
    ].map(([make, rows, chunk]) => {
      const player = (make as (typeof makers)[0])(new Float64Array(size), null);
      for (let row = 0; row < rowCount; row += chunk as number) {
        const count = Math.min(chunk as number, rowCount - row);
        player.rows((rows as Float32Array).subarray(row * size, (row + count) * size), count);
      }
      const { tallies, writes, thresholds } = player.finish();
      const { consolidated, transientHeld, minimal } = tallies;
      return { consolidated, transientHeld, minimal, writes, thresholds };
    });
    expect(kernel).toEqual(loop);
    expect(double).toEqual(kernel);
  });
});
