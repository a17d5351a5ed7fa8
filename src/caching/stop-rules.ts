import type { StopRule } from "./learning.js";

/** After a pass over all samples in which nothing changed, where passes begin at the first step. */
export function quietPass(sampleCount: number): StopRule<unknown> {
  let updatesBefore = 0;
  return ({ timestepCount, updateCount }) => {
    if (timestepCount % sampleCount !== 0) return false;
    const isQuiet = updateCount === updatesBefore;
    updatesBefore = updateCount;
    return isQuiet;
  };
}

/** After so many time steps. */
export const afterSteps =
  (count: number): StopRule<unknown> =>
  ({ timestepCount }) =>
    timestepCount >= count;

/** As soon as one of them says so. All are asked at every step, as some remember what they have seen. */
export const firstOf =
  <Sample>(...rules: readonly StopRule<Sample>[]): StopRule<Sample> =>
  (step) =>
    rules.map((rule) => rule(step)).includes(true);
