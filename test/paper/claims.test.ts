import { describe, expect, it } from "vitest";
import { keyOf, type ResultOf } from "../../src/jobs/index.js";
import { type Claim, judge } from "../../src/paper/claim.js";
import { claims } from "../../src/paper/claims.js";
import { figures } from "../../src/paper/figures.js";
import { scaleNames } from "../../src/paper/scale.js";
import { type Doctor, doctorOf, effectiveThreshold, nothingLearned, resultsOf } from "./made-up.js";

const scale = "quick";

/** Reads only what the claim says that it needs. */
function allowing(claim: Claim, resultOf: ResultOf): ResultOf {
  const keys = new Set(claim.jobs(scale).map(keyOf));
  return ((job: never) =>
    keys.has(keyOf(job)) ? resultOf(job) : expect.fail(`not declared: ${keyOf(job)}`)) as ResultOf;
}

const verdict = (claim: Claim, doctor?: Doctor) =>
  judge(claim.band, claim.measure(allowing(claim, resultsOf(doctor)), scale));

/** What would have to come out for the paper to be wrong: claim by claim, one thing that is not as the paper says. */
const doctors: Record<string, Doctor> = {
  "inefficiency-900": doctorOf("perceptron", (run) => ({ ...run, inefficiency: 2 * run.inefficiency! })),
  "inefficiency-theory": doctorOf("perceptron", (run, { parameters }) => {
    // At a single load.
    const factor = parameters.patternCount === 500 ? 1.5 : 1;
    return { ...run, inefficiency: factor * run.inefficiency! };
  }),
  "interior-minimum": doctorOf("perceptron-settings", (outcomes) =>
    outcomes.map((outcome) => ({ ...outcome, maintenanceEnergy: 0 })),
  ),
  "free-cache-is-minimal": doctorOf("perceptron-settings", (outcomes, { settings }) =>
    outcomes.map((outcome, i) => {
      const { policy, threshold } = settings[i]!;
      const extra = policy === "local-local" && threshold === Number.POSITIVE_INFINITY ? 1 : 0;
      return { ...outcome, consolidationEnergy: outcome.consolidationEnergy + extra };
    }),
  ),
  // Holding is the dearer the lower θ: the best θ rises with c.
  "threshold-falls-with-cost": doctorOf("perceptron-settings", (outcomes, { settings }) =>
    outcomes.map((outcome, i) => {
      const threshold = Math.min(1000, settings[i]!.threshold);
      return { ...outcome, consolidationEnergy: 1e4 * (1 + threshold), maintenanceEnergy: 1e10 / (1 + threshold) };
    }),
  ),
  "dear-cache-saves-nothing": doctorOf("perceptron-settings", (outcomes) =>
    outcomes.map((outcome) => ({ ...outcome, maintenanceEnergy: outcome.maintenanceEnergy / 1e6 })),
  ),
  "caching-theory": doctorOf("perceptron-settings", (outcomes) =>
    outcomes.map((outcome) => ({
      ...outcome,
      consolidationEnergy: 2 * outcome.consolidationEnergy,
      maintenanceEnergy: 2 * outcome.maintenanceEnergy,
    })),
  ),
  "ten-fold": doctorOf("perceptron-settings", (outcomes) =>
    outcomes.map((outcome) => ({ ...outcome, maintenanceEnergy: 1000 * outcome.maintenanceEnergy })),
  ),
  "policies-alike": doctorOf("perceptron-settings", (outcomes, { settings, parameters }) =>
    outcomes.map((outcome, i) => {
      const { policy, threshold } = settings[i]!;
      const isChanged = policy === "global-global" && effectiveThreshold(policy, threshold, parameters.inputCount!) > 1;
      return { ...outcome, consolidationEnergy: (isChanged ? 1.5 : 1) * outcome.consolidationEnergy };
    }),
  ),
  "mnist-20-fold": doctorOf("mlp", (run) => ({
    ...run,
    curve: run.curve.map((row) => ({ ...row, energy: 15 * row.minimalEnergy })),
  })),
  "mnist-between": doctorOf("mlp", (run) => ({
    ...run,
    curve: run.curve.map((row) => ({ ...row, energy: 25 * row.minimalEnergy })),
  })),
  "spiking-80-percent": doctorOf("spiking", (run, { parameters }) => {
    // At a single number of patterns.
    const factor = parameters.patternCount === 16 ? 2 : 1;
    return { ...run, minimalEnergy: factor * run.minimalEnergy };
  }),
};

it("has a doctor for every claim, and no claim twice", () =>
  expect(claims.map(({ id }) => id)).toEqual(Object.keys(doctors)));

describe.each(claims.map((claim) => [claim.id, claim] as const))("the claim %s", (id, claim) => {
  it("is reproduced by results that are as the paper says", () => expect(verdict(claim)).toBe("reproduced"));

  it("differs where they are not", () => expect(verdict(claim, doctors[id])).toBe("differs"));

  it("is not checked where nothing was learned that it could be measured on", () =>
    expect(verdict(claim, nothingLearned)).toBe("not checked"));

  it("says what it claims, where the paper says so, what is measured, and where its band comes from", () => {
    const { statement, where, measured, bandOrigin, band } = claim;
    for (const text of [statement, where, measured, bandOrigin]) expect(text).toMatch(/\w/);
    expect(Object.values(band).length).toBeGreaterThan(0);
    expect((band.low ?? -Infinity) <= (band.high ?? Infinity)).toBe(true);
  });

  it.each(scaleNames)("needs no run at scale %s that no figure needs", (name) => {
    const drawn = new Set(figures.flatMap((figure) => figure.jobs(name)).map(keyOf));
    for (const job of claim.jobs(name)) expect(drawn.has(keyOf(job)), keyOf(job)).toBe(true);
  });
});

describe("the sample", () => {
  it("says how many runs converged where some did not", () => {
    const claim = claims.find(({ id }) => id === "inefficiency-900")!;
    const seedCount = claim.jobs(scale).length;
    const doctor = doctorOf("perceptron", (run) => ({ ...run, converged: run.seed > 2 }));
    const measurement = claim.measure(resultsOf(doctor), scale);
    expect(measurement.sample).toBe(`${seedCount - 2} of ${seedCount} runs converged`);
  });

  it("has the standard error of its values where a claim is about a mean", () => {
    const claim = claims.find(({ id }) => id === "ten-fold")!;
    // Half of the seeds save a tenth more: the gains scatter.
    const doctor = doctorOf("perceptron-settings", (outcomes, { parameters }) =>
      outcomes.map((outcome, i) => {
        const factor = i > 0 && parameters.seed! % 2 === 0 ? 0.9 : 1;
        const { consolidationEnergy, maintenanceEnergy } = outcome;
        return {
          ...outcome,
          consolidationEnergy: consolidationEnergy * factor,
          maintenanceEnergy: maintenanceEnergy * factor,
        };
      }),
    );
    const same = claim.measure(resultsOf(), scale);
    const { values, standardError } = claim.measure(resultsOf(doctor), scale);
    expect(same.standardError).toBeCloseTo(0, 12);
    const gain = same.values[0]!;
    // n values, half of them g and half g/0.9, have the standard deviation (g/0.9 − g)/2 · √(n/(n − 1)).
    const n = claim.jobs(scale).length;
    expect(values[0]).toBeCloseTo((gain + gain / 0.9) / 2, 9);
    expect(standardError).toBeCloseTo((gain / 0.9 - gain) / 2 / Math.sqrt(n - 1), 9);
  });
});
