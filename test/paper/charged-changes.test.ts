import { describe, expect, it } from "vitest";
import { type JobOf, keyOf, type ResultOf, runJob } from "../../src/jobs/index.js";
import { mean } from "../../src/math/statistics.js";
import { CHARGED_POLICIES, chargedJobs, chargedShare, chargedShares } from "../../src/paper/charged-changes.js";
import type { SettingCounts } from "../../src/perceptron/index.js";
import { doctorOf, resultsOf } from "./made-up.js";

const source = {
  digits: () => expect.fail("no digits are learned"),
  patterns: () => expect.fail("no patterns are read"),
};

const known = new Map<string, SettingCounts[]>();
const computed = ((job: JobOf<"perceptron-settings">) => {
  const key = keyOf(job);
  const result = known.get(key) ?? runJob(job, source);
  known.set(key, result);
  return result;
}) as ResultOf;

it("leaves out runs that did not converge", () => {
  const doctor = doctorOf("perceptron-settings", (outcomes, { parameters }) =>
    outcomes.map((one) => ({ ...one, converged: parameters.seed !== 2 })),
  );
  const shares = chargedShares(resultsOf(doctor), "quick", "local-local", 2);
  expect(shares).toHaveLength(chargedJobs("quick").length - 1);
});

describe.each(CHARGED_POLICIES)("under %s", (policy) => {
  it("charges nothing where every change is consolidated at once", () => {
    expect(chargedShare(policy, 1)).toBe(0);
    expect(mean(chargedShares(computed, "quick", policy, 1))).toBe(0);
  });

  it.each([2, 4, 6])("charges what follows from n = %d steps", (steps) => {
    const share = mean(chargedShares(computed, "quick", policy, steps));
    // Of some 1000 changes of a synapse the last n at most, less than 0.01 of all, lead to no consolidation.
    expect(Math.abs(share - chargedShare(policy, steps))).toBeLessThan(0.01);
  });
});
