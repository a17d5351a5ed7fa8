import { describe, expect, it } from "vitest";
import { accountOf } from "../../src/account/account.js";
import { accountSchema } from "../../src/account/parameters.js";
import { drawSynapses, estimateTotal } from "../../src/account/units/sample.js";
import { randomStream } from "../../src/math/random.js";
import { denseTrajectory } from "./trajectories.js";

describe("a sample of synapses", () => {
  it("has different ones, rising, each as often as every other", () => {
    const counts = new Float64Array(10);
    for (let seed = 0; seed < 2000; seed++) {
      const drawn = [...drawSynapses(10, 3, seed)];
      expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
      for (const synapse of drawn) counts[synapse]! += 1;
    }
    // Binomial, 2000 × 0.3 = 600 with a standard deviation of 20.5; five of these.
    for (const count of counts) expect(Math.abs(count - 600)).toBeLessThan(103);
    expect([...drawSynapses(5, 5, 1)]).toEqual([0, 1, 2, 3, 4]);
  });

  it("is scaled by what each one stands for, with Student's t and a finite population", () => {
    // Mean 2, variance 1, t of two degrees of freedom at 95 %: 4.30265 (tables); √(1 − 3/12) = .866025.
    const { total, interval } = estimateTotal([1, 2, 3], 12);
    expect(total).toBe(24);
    const half = (12 * 4.30265 * Math.sqrt(3 / 4)) / Math.sqrt(3);
    expect(interval[0]).toBeCloseTo(24 - half, 3);
    expect(interval[1]).toBeCloseTo(24 + half, 3);
    expect(estimateTotal([1, 2, 3], 3)).toEqual({ total: 6, interval: [6, 6] });
  });
});

describe("an account of a sample", () => {
  const stream = randomStream(3, "sampled");
  const size = 300;
  const row = new Float64Array(size);
  const rows = Array.from({ length: 40 }, () => {
    // Synapses differ in how much they change.
    for (let i = 0; i < size; i++) row[i]! += (1 + (i % 3)) * stream.normal();
    return row.slice();
  });
  const trajectory = denseTrajectory(rows, [{ name: "", shape: [size], neuronAxis: 0 }]);
  const given = { policy: "local-local", threshold: 3, maintenanceCost: 0.01 };

  it("of all synapses is the account", async () => {
    const whole = await accountOf(trajectory, { parameters: accountSchema.parse(given) });
    const all = await accountOf(trajectory, { parameters: accountSchema.parse({ ...given, sample: size }) });
    const { intervals, sampledCount, ...run } = all.run;
    expect(run).toEqual(whole.run);
    expect(sampledCount).toBe(size);
    expect(intervals!.energy).toEqual([expect.closeTo(run.energy, 6), expect.closeTo(run.energy, 6)]);
  });

  it("estimates what writes and consolidations cost where they have a price, each synapse's with its own", async () => {
    const priced = { ...given, writeCost: 0.5, eventCost: 0.25 };
    const { run: whole } = await accountOf(trajectory, { parameters: accountSchema.parse(priced) });
    const { run } = await accountOf(trajectory, { parameters: accountSchema.parse({ ...priced, sample: 60 }) });
    const { intervals } = run;
    expect(Object.keys(intervals!)).toEqual(expect.arrayContaining(["writeEnergy", "eventEnergy"]));
    // A synapse is its own group, so that both are in proportion to the writes, and so are their intervals.
    expect(run.writeEnergy).toBeCloseTo(0.5 * run.writeCount, 8);
    expect(run.eventEnergy).toBeCloseTo(0.25 * run.writeCount, 8);
    for (const end of [0, 1]) {
      expect(intervals!.writeEnergy![end]).toBeCloseTo(0.5 * intervals!.writeCount[end]!, 6);
      expect(intervals!.eventEnergy![end]).toBeCloseTo(0.25 * intervals!.writeCount[end]!, 6);
    }
    const [low, high] = intervals!.energy;
    expect(low).toBeLessThan(run.energy);
    expect(run.energy).toBeLessThan(high);
    // The energies of the account of all, for which this is an estimate: within three half-widths of a 95 % interval.
    expect(Math.abs(run.energy - whole.energy)).toBeLessThan((3 * (high - low)) / 2);
    const all = await accountOf(trajectory, { parameters: accountSchema.parse({ ...priced, sample: size }) });
    expect(all.run.energy).toBe(whole.energy);
  });

  it("is right in the mean, and its interval holds the total about as often as it says", async () => {
    const { run: whole } = await accountOf(trajectory, { parameters: accountSchema.parse(given) });
    let [held, sum] = [0, 0];
    const runs = 300;
    for (let seed = 0; seed < runs; seed++) {
      const { run } = await accountOf(trajectory, { parameters: accountSchema.parse({ ...given, sample: 40, seed }) });
      const [low, high] = run.intervals!.energy;
      if (low <= whole.energy && whole.energy <= high) held += 1;
      sum += run.energy;
    }
    // 95 % of 300 is 285 with a standard deviation of 3.8; the normal approximation of 40 values costs a few more.
    expect(held).toBeGreaterThan(285 - 4 * 3.8);
    // The standard deviation of one estimate is some 6 % of the total; four of the mean's.
    expect(Math.abs(sum / runs / whole.energy - 1)).toBeLessThan((4 * 0.06) / Math.sqrt(runs));
  });

  it("is refused where synapses depend on others, and with parts", async () => {
    for (const policy of ["local-global", "global-global", "local-layer"]) {
      const parameters = accountSchema.parse({ policy, threshold: 3, sample: 5 });
      await expect(accountOf(trajectory, { parameters })).rejects.toThrow(
        `--sample must be left out for --policy ${policy}: whether a synapse is consolidated depends on the others`,
      );
    }
    const clock = accountSchema.parse({ policy: "clock", period: 4, eventCost: 1, sample: 5 });
    await expect(accountOf(trajectory, { parameters: clock })).rejects.toThrow("--policy clock with --event-cost");
    const parameters = accountSchema.parse({ ...given, sample: 5 });
    await expect(accountOf(trajectory, { parameters, shard: { index: 1, count: 2 } })).rejects.toThrow(
      "do not go together",
    );
    const tooMany = accountSchema.parse({ ...given, sample: size + 1 });
    await expect(accountOf(trajectory, { parameters: tooMany })).rejects.toThrow("--sample must be at most 300");
  });
});
