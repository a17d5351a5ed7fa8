import { describe, expect, it } from "vitest";
import type { PolicyAtThreshold } from "../../src/caching/cache.js";
import type { EngineTally } from "../../src/caching/ledger.js";
import { type JobOf, keyOf, type ResultOf } from "../../src/jobs/index.js";
import type { MlpEvaluation, MlpOptions } from "../../src/mlp/index.js";
import { type Claim, judge } from "../../src/paper/claim.js";
import { claims } from "../../src/paper/claims.js";
import { figures } from "../../src/paper/figures.js";
import { scaleNames } from "../../src/paper/scale.js";
import type {
  PerceptronEpochCounts,
  PerceptronRunCounts,
  SettingCounts,
  TransientDistribution,
} from "../../src/perceptron/index.js";
import { costing, type Doctor, doctorOf, effectiveThreshold, nothingLearned, recounted, resultsOf } from "./made-up.js";

const scale = "quick";

/** Reads only what the claim says that it needs. */
function allowing(claim: Claim, resultOf: ResultOf): ResultOf {
  const keys = new Set(claim.jobs(scale).map(keyOf));
  return ((job: never) =>
    keys.has(keyOf(job)) ? resultOf(job) : expect.fail(`not declared: ${keyOf(job)}`)) as ResultOf;
}

const verdict = (claim: Claim, doctor?: Doctor) =>
  judge(claim.band, claim.measure(allowing(claim, resultsOf(doctor)), scale));

/** Changes every evaluation of a multilayer network. */
const onCurve = (change: (row: MlpEvaluation, parameters: MlpOptions) => MlpEvaluation): Doctor =>
  doctorOf("mlp", (run, { parameters }) => ({ ...run, curve: run.curve.map((row) => change(row, parameters)) }));

/** Changes every epoch of a perceptron that is watched. */
const onPower = (change: (row: PerceptronEpochCounts) => PerceptronEpochCounts): Doctor =>
  doctorOf("perceptron", (run) => ({ ...run, ...(run.curve === undefined ? {} : { curve: run.curve.map(change) }) }));

/** Changes what is counted under every policy and threshold. */
const onSettings = (
  change: (
    tally: EngineTally,
    at: { i: number; setting: PolicyAtThreshold; job: JobOf<"perceptron-settings"> },
  ) => Partial<EngineTally>,
): Doctor =>
  doctorOf("perceptron-settings", (outcomes, job) =>
    outcomes.map(
      (outcome, i): SettingCounts =>
        recounted(outcome, (tally) => change(tally, { i, setting: job.settings[i]!, job })),
    ),
  );

/** Makes a classic run so many times as inefficient. */
const lessEfficient = (run: PerceptronRunCounts, factor: number): PerceptronRunCounts =>
  recounted(run, ({ minimal }) => ({ minimal: minimal / factor }));

/** Gives a classic run this inefficiency. */
const inefficient = (run: PerceptronRunCounts, inefficiency: number): PerceptronRunCounts =>
  recounted(run, ({ consolidated }) => ({ minimal: consolidated / inefficiency }));

const uniform = ({ shares }: TransientDistribution): number[] => shares.map(() => 1 / shares.length);

/** What would have to come out for the paper to be wrong: claim by claim, one thing that is not as the paper says. */
const doctors: Record<string, Doctor> = {
  "inefficiency-900": doctorOf("perceptron", (run) => lessEfficient(run, 2)),
  "inefficiency-theory": doctorOf("perceptron", (run, { parameters }) => {
    // At a single load.
    const factor = parameters.patternCount === 500 ? 1.5 : 1;
    return lessEfficient(run, factor);
  }),
  // As (2 − P/N)⁻¹.
  "updates-diverge": doctorOf("perceptron", (run, { parameters }) => ({
    ...run,
    updateCount: run.updateCount * (2 - parameters.patternCount! / parameters.inputCount!),
  })),
  "updates-fit": doctorOf("perceptron", (run, { parameters }) => {
    const factor = parameters.patternCount === 500 ? 1.5 : 1;
    return { ...run, updateCount: factor * run.updateCount };
  }),
  "time-fit": doctorOf("perceptron", (run, { parameters }) => {
    const factor = parameters.patternCount === 500 ? 2 : 1;
    return { ...run, timestepCount: factor * run.timestepCount };
  }),
  "variance-20-percent": doctorOf("perceptron", (run, { parameters }) =>
    parameters.costExponent === 2 ? inefficient(run, 1.8) : run,
  ),
  "exponent-alike": doctorOf("perceptron", (run, { parameters }) =>
    parameters.costExponent === 0.5 ? inefficient(run, 50) : run,
  ),
  "exponent-two-alike": doctorOf("perceptron", (run, { parameters }) =>
    parameters.costExponent === 2 ? inefficient(run, 1.8) : run,
  ),
  "potentiation-alike": doctorOf("perceptron", (run, { parameters }) =>
    parameters.potentiationOnly && parameters.patternCount === 500 ? lessEfficient(run, 1.2) : run,
  ),
  "dear-changes-forbid-caching": onSettings(({ transientChanged }) => ({ transientChanged: transientChanged! / 2 })),
  // A cached l is dearer to hold than w is.
  "dear-holding-saves-more": onSettings((_, { i }) => ({ persistentHeld: i === 0 ? 1e6 : 1e7 })),
  // The same has to be held with and without caching: what is saved stays, and is a smaller share.
  "dear-holding-gains-more": onSettings(() => ({ persistentHeld: 1e7 })),
  "changes-lower-gain": onSettings((_, { i }) => ({ transientChanged: i === 0 ? 1e6 : 0 })),
  "interior-minimum": onSettings(() => ({ transientHeld: 0 })),
  "free-cache-is-minimal": onSettings(({ consolidated }, { setting: { policy, threshold } }) => ({
    consolidated: consolidated + (policy === "local-local" && threshold === Number.POSITIVE_INFINITY ? 1 : 0),
  })),
  // Holding is the dearer the lower θ: the best θ rises with c.
  "threshold-falls-with-cost": onSettings((_, { setting }) => {
    const threshold = Math.min(1000, setting.threshold);
    return { consolidated: 1e4 * (1 + threshold), transientHeld: 1e10 / (1 + threshold) };
  }),
  "dear-cache-saves-nothing": onSettings(({ transientHeld }) => ({ transientHeld: transientHeld / 1e6 })),
  "caching-theory": onSettings(({ consolidated, transientHeld }) => ({
    consolidated: 2 * consolidated,
    transientHeld: 2 * transientHeld,
  })),
  "ten-fold": onSettings(({ transientHeld }) => ({ transientHeld: 1000 * transientHeld })),
  "policies-alike": onSettings(({ consolidated }, { setting: { policy, threshold }, job: { parameters } }) => {
    const isChanged = policy === "global-global" && effectiveThreshold(policy, threshold, parameters.inputCount!) > 1;
    return { consolidated: (isChanged ? 1.5 : 1) * consolidated };
  }),
  "spiking-80-percent": doctorOf("spiking", (run, { parameters }) => {
    // At a single number of patterns.
    const factor = parameters.patternCount === 16 ? 2 : 1;
    return recounted(run, ({ minimal }) => ({ minimal: factor * minimal }));
  }),
  "threshold-free-learning": doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
    outcomes.map((outcome, i) => ({
      ...outcome,
      epochCount: outcome.epochCount + (parameters.seed === 3 && i === 5 ? 1 : 0),
    })),
  ),
  "decay-speeds-up": doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
    outcomes.map((outcome) => ({
      ...outcome,
      epochCount: outcome.epochCount + (parameters.decayTime === Number.POSITIVE_INFINITY ? 0 : 20),
    })),
  ),
  "cheap-holding-slows-down": doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
    outcomes.map((outcome) => ({
      ...outcome,
      epochCount: parameters.decayTime === Number.POSITIVE_INFINITY ? outcome.epochCount : 20 + (parameters.seed! % 3),
    })),
  ),
  "fast-decay-saves-nothing": doctorOf("perceptron-thresholds", (outcomes, { parameters }) =>
    outcomes.map((outcome) => ({ ...outcome, converged: outcome.converged || parameters.decayTime === 30 })),
  ),
  "mnist-20-fold": onCurve((row) => costing(row, 15 * row.tally.minimal)),
  "mnist-between": onCurve((row) => costing(row, 25 * row.tally.minimal)),
  // Nearly all of the energy is spent on the last hundredth.
  "mnist-exponential": onCurve((row) => costing(row, row.accuracy > 0.935 ? 1e7 : 1e4 + row.accuracy)),
  "mnist-decay-no-faster": onCurve((row, { policy }) =>
    policy === "none" ? row : { ...row, patternCount: row.patternCount / 2 },
  ),
  // Dearer the faster: the energy is proportional to η.
  "mnist-small-rate": onCurve((row, { learningRate = 0.1 }) =>
    costing(row, row.tally.consolidated * Number(learningRate)),
  ),
  "mnist-large-rate": onCurve((row) => costing(row, row.tally.minimal)),
  // The energy is proportional to the number of synapses.
  "mnist-optimal-size": onCurve((row, { hiddenCount = 100 }) => costing(row, 100 * hiddenCount * row.accuracy)),
  // The same size is best at any accuracy.
  "mnist-size-grows": onCurve((row, { hiddenCount = 100 }) =>
    costing(row, 1000 * row.accuracy * Math.exp(Math.log(hiddenCount / 30) ** 2)),
  ),
  "power-theory": onPower((row) => recounted(row, ({ transientHeld }) => ({ transientHeld: 1.2 * transientHeld }))),
  // As far from the one theory as from the other.
  "power-finite-steps": onPower((row) =>
    recounted(row, ({ consolidated, transientHeld }) => ({
      consolidated: 1.15 * consolidated,
      transientHeld: 1.15 * transientHeld,
    })),
  ),
  "distribution-triangle": doctorOf("perceptron-distribution", (result) => ({ ...result, shares: uniform(result) })),
  "distribution-decay": doctorOf("perceptron-distribution", (result) => ({ ...result, shares: uniform(result) })),
};

it("has a doctor for every claim, and no claim twice", () =>
  expect(claims.map(({ id }) => id)).toEqual(Object.keys(doctors)));

describe.each(claims.map((claim) => [claim.id, claim] as const))("the claim %s", (id, claim) => {
  it("is reproduced by results that are as the paper says", () => expect(verdict(claim)).toBe("reproduced"));

  it("differs where they are not", () => expect(verdict(claim, doctors[id])).toBe("differs"));

  it("is not checked where nothing was learned that it could be measured on", () =>
    expect(verdict(claim, nothingLearned)).toBe("not checked"));

  it("belongs to a figure", () => expect(figures.map(({ id }) => id)).toContain(claim.figure));

  it("says what it claims, where the paper says so, what is measured, and where its band comes from", () => {
    const { statement, where, measured, bandOrigin, band } = claim;
    for (const text of [statement, where, measured, bandOrigin]) expect(text).toMatch(/\w/);
    expect(Object.values(band).length).toBeGreaterThan(0);
    expect((band.low ?? -Infinity) <= (band.high ?? Infinity)).toBe(true);
  });

  it.each(scaleNames)(
    "needs every job once at scale %s, as plain data, whether or not a figure needs it too",
    (name) => {
      const jobs = claim.jobs(name);
      expect(new Set(jobs.map(keyOf)).size).toBe(jobs.length);
      for (const job of jobs) expect(structuredClone(job)).toEqual(job);
    },
  );
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
    const doctor = onSettings(({ consolidated, transientHeld }, { i, job: { parameters } }) => {
      const factor = i > 0 && parameters.seed! % 2 === 0 ? 0.9 : 1;
      return { consolidated: consolidated * factor, transientHeld: transientHeld * factor };
    });
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
