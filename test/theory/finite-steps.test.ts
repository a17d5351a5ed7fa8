import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/math/random.js";
import { decayingSteadyState } from "../../src/theory/caching-with-decay.js";
import { finiteStepState, finiteStepThreshold } from "../../src/theory/finite-steps.js";
import { chainState } from "../../src/theory/lattice-chain.js";
import { expectClose } from "../math/close.js";

const forever = Number.POSITIVE_INFINITY;
const ROUNDING = 1e-13;

describe("without decay", () => {
  // Absorbed at ±n the walk takes n² changes, and |s| = k has the share 2(n − k)/n² of the time, 1/n for k = 0.
  it.each([
    [4.5, 5],
    [5, 6],
    [0.3, 1],
    [1, 2],
    [1e4, 10_001],
  ])("a threshold of %d is exactly that of consolidation at |s| = %d", (threshold, n) => {
    const found = finiteStepState({ errorRate: 0.3, decayTime: forever }, threshold, 0.01);
    let mean = 0;
    for (let k = 1; k < n; k++) mean += (2 * k * (n - k)) / n ** 2;
    expectClose(found.consolidationRate, 0.3 / n ** 2, { relative: ROUNDING }, { n });
    expectClose(found.meanTransient, mean, { relative: 1e-11 }, { n });
    expectClose(found.consolidationPower, 0.3 / n, { relative: ROUNDING }, { n });
    expectClose(found.maintenancePower, 0.01 * mean, { relative: 1e-11 }, { n });
    expectClose(found.effectiveThreshold, n, { relative: ROUNDING }, { n });
  });

  it("counts .1 + .1 + .1 as no more than .3", () =>
    expectClose(
      finiteStepThreshold({ errorRate: 0.3, decayTime: forever, learningRate: 0.1 }, 0.3),
      0.4,
      { relative: ROUNDING },
      "θ",
    ));
});

describe("with decay", () => {
  // Walks of 6·10⁷ steps, τ 500, p .3, offsets to two digits: half a unit of the last, and two standard errors of about
  // .0025, from 5·10⁵ consolidations whose times scatter by less than their mean; the grid adds about .002.
  it.each([
    [4.5, 0.38],
    [4.75, 0.26],
    [5, 0.63],
    [5.25, 0.51],
    [5.5, 0.36],
  ])("the threshold %d is that of the continuous walk and %d more, as measured walks have it", (threshold, offset) => {
    const found = finiteStepThreshold({ errorRate: 0.3, decayTime: 500 }, threshold);
    expectClose(found - threshold, offset, { absolute: 0.012 }, { threshold });
  });

  it("has the rate of the continuous walk at the effective threshold", () => {
    const found = finiteStepState({ errorRate: 0.3, decayTime: 500 }, 5, 0);
    const walk = { updateVariance: 0.3, decayTime: 500 };
    const { consolidationRate } = decayingSteadyState(walk, found.effectiveThreshold, 0);
    expectClose(consolidationRate, found.consolidationRate, { relative: 1e-12 }, "r");
  });

  it("is p/3 at θ = η, however slow the decay: 1, 2 and ½ changes on average from 0, from ±1 and from near 0", () => {
    // From ±(1 − ε) a change leads beyond 1, or to ∓ε, from where again one of two leads beyond: T₁ = 1 + (1 + T₁/2)/2 = 2.
    for (const decayTime of [500, 1e6]) {
      const { consolidationRate } = finiteStepState({ errorRate: 0.3, decayTime }, 1, 0);
      expectClose(consolidationRate, 0.1, { relative: 1e-9 }, { decayTime });
    }
  });

  it("nears the walk without decay where θ/η is half an integer, and changes that do not miss it by a hair", () => {
    const [slow, none] = [1e8, forever].map((decayTime) => finiteStepState({ errorRate: 0.3, decayTime }, 4.5, 0.01));
    for (const key of ["meanTransient", "consolidationRate", "consolidationPower"] as const) {
      // a² = 4.5²/3e7 = 7e-7.
      expectClose(slow![key], none![key], { relative: 5e-6 }, { key });
    }
    // From here on s loses less than its tolerance of 10⁻¹⁰ from one consolidation to the next.
    expect(finiteStepState({ errorRate: 0.3, decayTime: 1e13 }, 5, 0)).toEqual(
      finiteStepState({ errorRate: 0.3, decayTime: forever }, 5, 0),
    );
  });

  it("never exceeds 1/(1 − κ), where every change has gone the same way", () => {
    const decayTime = 1 / Math.log(2);
    // κ = ½: |s| < 2. One change in 10¹² is alone, and held as ½ + ¼ + … = 1.
    expect(finiteStepState({ errorRate: 0.5, decayTime }, 2, 0)).toMatchObject({
      consolidationRate: 0,
      effectiveThreshold: Number.POSITIVE_INFINITY,
    });
    expect(finiteStepState({ errorRate: 0.5, decayTime }, 1.9, 0).consolidationRate).toBeGreaterThan(0);
    const alone = finiteStepState({ errorRate: 1e-13, decayTime }, 1.5, 0);
    expectClose(alone.meanTransient, 1e-13, { relative: 1e-9 }, "⟨|s|⟩");
  });

  it("has nothing to hold or to consolidate where nothing is ever wrong", () =>
    expect(finiteStepState({ errorRate: 0, decayTime: 10 }, 5, 0.1)).toEqual({
      ...{ meanTransient: 0, consolidationRate: 0, consolidationPower: 0, maintenancePower: 0 },
      effectiveThreshold: Number.POSITIVE_INFINITY,
    }));

  it("scales with η", () => {
    const one = finiteStepState({ errorRate: 0.3, decayTime: 50 }, 3.3, 2);
    const half = finiteStepState({ errorRate: 0.3, decayTime: 50, learningRate: 0.5 }, 1.65, 2);
    expect(half.consolidationRate).toBe(one.consolidationRate);
    expect(half.consolidationPower).toBe(one.consolidationPower / 2);
    expect(half.meanTransient).toBe(one.meanTransient / 2);
    expectClose(half.effectiveThreshold, one.effectiveThreshold / 2, { relative: ROUNDING }, "θ");
  });
});

/** The walk itself, and how far its means may be off: the time between consolidations scatters by less than its mean. */
function simulated(errorRate: number, decayTime: number, threshold: number, steps: number) {
  const stream = randomStream(1, "walk with finite steps");
  const keep = Math.exp(-1 / decayTime);
  let [s, held, moved, count] = [0, 0, 0, 0];
  for (let t = 0; t < steps; t++) {
    s *= keep;
    held += Math.abs(s);
    const u = stream.uniform();
    if (u >= errorRate) continue;
    s += u < errorRate / 2 ? 1 : -1;
    if (Math.abs(s) <= threshold * (1 + 1e-10)) continue;
    count += 1;
    moved += Math.abs(s);
    s = 0;
  }
  return { held: held / steps, rate: count / steps, power: moved / steps, standardError: 1 / Math.sqrt(count) };
}

// The seed is fixed, so that these always pass or never do. Beside the noise there is the error of the grid, as documented.
describe.each([
  [0.3, 500, 5, 0.01],
  [0.3, 1e5, 5, 0.01],
  [1, 1000, 5, 0.01],
  [0.1, 1000, 7.25, 0.01],
  [1, 20, 3.7, 0.01],
  [0.3, 3, 2, 0.03],
])("a simulated walk, p = %d, τ = %d, θ = %d", (errorRate, decayTime, threshold, grid) => {
  it("has the rate, the power and ⟨|s|⟩ of the theory, within three standard errors", () => {
    const walk = simulated(errorRate, decayTime, threshold, 2_000_000);
    const found = finiteStepState({ errorRate, decayTime }, threshold, 0);
    const relative = 3 * walk.standardError + grid;
    expectClose(found.consolidationRate, walk.rate, { relative }, { errorRate, decayTime, threshold });
    expectClose(found.consolidationPower, walk.power, { relative }, { errorRate, decayTime, threshold });
    expectClose(found.meanTransient, walk.held, { relative }, { errorRate, decayTime, threshold });
  });
});

describe("the grid", () => {
  it.each([
    [0.3, 500, 4.75],
    [0.05, 1000, 10],
    [0.1, 1e4, 20],
    [0.9, 500, 5.3],
  ])("is within 0.5 %% of one four times the effort, p = %d, τ = %d, θ = %d", (errorRate, decayTime, threshold) => {
    const walk = { errorRate, decayTime, limit: threshold };
    const [usual, fine] = [chainState(walk), chainState(walk, 3.2e7)];
    for (const key of ["held", "rate", "moved"] as const) {
      expectClose(usual[key], fine[key], { relative: 5e-3 }, { key });
    }
  });

  it("hands over to the continuous walk with half a step more at θ/η = 300, where that is 0.1 % of ⟨|s|⟩", () => {
    const walk = { errorRate: 1, decayTime: 1e6 };
    const [below, above] = [finiteStepState(walk, 299.9, 0), finiteStepState(walk, 300.1, 0)];
    // 0.2 of 300 on either side of a jump of at most a tenth of a step.
    expectClose(above.meanTransient, below.meanTransient, { relative: 2e-3 }, "⟨|s|⟩");
    expectClose(above.consolidationRate, below.consolidationRate, { relative: 5e-3 }, "r");
    expect(above.effectiveThreshold).toBe(300.6);
  });
});

const walks = fc.record({
  errorRate: fc.double({ min: 1e-6, max: 1, noNaN: true }),
  decayTime: fc.double({ min: 1, max: 1e6, noNaN: true }),
});

it("is a number, at most p/n² consolidations a step and less than θ on average, for θ/σ from 1e-3 to 1e3", () =>
  fc.assert(
    fc.property(walks, fc.double({ min: -3, max: 3, noNaN: true }), (walk, exponent) => {
      const threshold = 10 ** exponent * Math.sqrt(walk.errorRate * walk.decayTime);
      const found = finiteStepState(walk, threshold, 0.1);
      const n = Math.floor(threshold * (1 + 1e-10)) + 1;
      const { effectiveThreshold, ...values } = found;
      for (const value of Object.values(values)) expect(value).toSatisfy(Number.isFinite);
      expect(effectiveThreshold).toBeGreaterThan(0);
      expect(found.meanTransient).toBeLessThan(threshold);
      if (n === 1) {
        expect(found).toMatchObject({ meanTransient: 0, consolidationRate: walk.errorRate });
        return;
      }
      // n² changes at least, but that for a whole θ/η it may be (n − 1)² and little more, and 1 % for the grid.
      expect(found.consolidationRate).toBeLessThanOrEqual((1.01 * walk.errorRate) / (n - 1) ** 2);
      expect(found.consolidationRate).toBeLessThanOrEqual(walk.errorRate / 2);
    }),
    // Each takes up to a tenth of a second.
    { numRuns: 60 },
  ));
