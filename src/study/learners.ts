import type { Learner } from "../learner/learner.js";
import { type LearnerName, learners } from "../learners/learners.js";

/** A learner by its name, whatever its types. */
export const learnerOf = (name: LearnerName): Learner => learners[name];

/** Whether it learns own patterns: `patternsFile` and `targetsFile`. */
export const takesPatterns = ({ data }: Learner): boolean => data?.form === "patterns";

/** The parameter that may be a path, where there is one; what is relative begins at the study's file. */
export const pathKeyOf = (name: LearnerName): string | undefined => learnerOf(name).data?.path?.key;

/** Whether a value of a parameter is a path: not the name of data that are part of the program. */
export function isPathValue({ data }: Learner, key: string, value: unknown): boolean {
  const path = data?.path;
  return path?.key === key && value !== path.name;
}

/** A run has one seed, and the seeds are those of the study. */
export const givenByTheStudy: readonly string[] = ["seed", "runs"];

/** Names of the parameters that a study may fix or vary, in the order of the learner's schema. */
export const parameterKeys = ({ schema }: Learner): string[] =>
  Object.keys(schema.shape).filter((key) => !givenByTheStudy.includes(key));
