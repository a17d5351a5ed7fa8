import { expect, it } from "vitest";
import { type Job, keyOf, type ResultOf } from "../../src/jobs/index.js";
import { claims } from "../../src/paper/claims.js";
import { withSeedShifted, withSeedsShifted } from "../../src/reproduce/other-seeds.js";

const job: Job = { kind: "perceptron", parameters: { inputCount: 10, patternCount: 10, seed: 3, policy: "none" } };

it("shifts the seed alone", () =>
  expect(withSeedShifted(job, 1000)).toEqual({ ...job, parameters: { ...job.parameters, seed: 1003 } }));

it("takes a seed that is left out for 1, as learners do", () =>
  expect(withSeedShifted({ kind: "perceptron", parameters: {} }, 1000).parameters).toEqual({ seed: 1001 }));

it("reads the results of shifted jobs for those that are asked for", () => {
  const resultOf = ((asked: Job) => keyOf(asked)) as unknown as ResultOf;
  expect(withSeedsShifted(resultOf, 1000)(job)).toBe(keyOf(withSeedShifted(job, 1000)));
});

it("leads to no run that a claim has anyway, with the stride of the script", () => {
  const keys = new Set(claims.flatMap((claim) => claim.jobs("paper").map(keyOf)));
  for (const claim of claims) {
    for (const one of claim.jobs("quick")) expect(keys.has(keyOf(withSeedShifted(one, 1000)))).toBe(false);
  }
});
