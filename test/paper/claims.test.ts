import { describe, expect, it } from "vitest";
import { keyOf, type ResultOf } from "../../src/jobs/index.js";
import { type Claim, judge } from "../../src/paper/claim.js";
import { claims } from "../../src/paper/claims.js";
import { figures } from "../../src/paper/figures.js";
import { scaleNames } from "../../src/paper/scale.js";
import { onSettings } from "./doctors/changes.js";
import { doctors } from "./doctors/doctors.js";
import { ideals } from "./doctors/ideals.js";
import { type Doctor, doctorOf, nothingLearned, resultsOf } from "./made-up.js";

const scale = "quick";

/** Reads only what the claim says that it needs. */
function allowing(claim: Claim, resultOf: ResultOf): ResultOf {
  const keys = new Set(claim.jobs(scale).map(keyOf));
  return ((job: never) =>
    keys.has(keyOf(job)) ? resultOf(job) : expect.fail(`not declared: ${keyOf(job)}`)) as ResultOf;
}

const verdict = (claim: Claim, doctor?: Doctor) =>
  judge(claim.band, claim.measure(allowing(claim, resultsOf(doctor)), scale));

it("has a doctor for every claim, and no claim twice", () =>
  expect(claims.map(({ id }) => id).toSorted()).toEqual(Object.keys(doctors).toSorted()));

describe.each(claims.map((claim) => [claim.id, claim] as const))("the claim %s", (id, claim) => {
  it("is reproduced by results that are as the paper says", () =>
    expect(verdict(claim, ideals[id])).toBe("reproduced"));

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

  it.each(scaleNames)("needs at scale %s jobs of plain data, each once", (name) => {
    const jobs = claim.jobs(name);
    expect(new Set(jobs.map(keyOf)).size).toBe(jobs.length);
    for (const job of jobs) expect(structuredClone(job)).toEqual(job);
  });
});

describe("the sample", () => {
  it("says how many runs converged where some did not", () => {
    const claim = claims.find(({ id }) => id === "inefficiency-900")!;
    const seedCount = claim.jobs(scale).length;
    const doctor = doctorOf("perceptron", (run) => ({ ...run, converged: run.seed > 2 }));
    const measurement = claim.measure(resultsOf(doctor), scale);
    expect(measurement.sample).toBe(`${seedCount - 2} of ${seedCount} runs converged in 10⁴ epochs`);
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
