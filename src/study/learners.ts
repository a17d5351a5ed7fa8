import type { z } from "zod";
import type { Job } from "../jobs/index.js";
import { mlpSchema } from "../mlp/index.js";
import { perceptronSchema } from "../perceptron/index.js";
import { spikingSchema } from "../spiking/index.js";

/** What a study needs to know of a learner beside its job kind, which has the same name. */
export interface StudyLearner {
  schema: z.ZodObject;
  /** Whether it learns own data: `patternsFile` and `targetsFile`. */
  takesOwnData: boolean;
  /** The parameter that may be a path; what is relative begins at the study's file. */
  pathKey?: string;
  /** The value of `pathKey` that is a name and no path. */
  pathName?: string;
}

/** The learners that can be studied. A line here is all that a new one needs. */
const table = {
  perceptron: { schema: perceptronSchema, takesOwnData: true },
  mlp: { schema: mlpSchema, takesOwnData: false, pathKey: "dataset", pathName: "mnist" },
  spiking: { schema: spikingSchema, takesOwnData: false },
} satisfies Partial<Record<Job["kind"], StudyLearner>>;

export type LearnerName = keyof typeof table;
export const studyLearners: Record<LearnerName, StudyLearner> = table;
export const learnerNames = Object.keys(studyLearners) as [LearnerName, ...LearnerName[]];

/** A run has one seed, and the seeds are those of the study. */
export const givenByTheStudy: readonly string[] = ["seed", "runs"];

/** Names of the parameters that a study may fix or vary, in the order of the learner's schema. */
export const parameterKeys = ({ schema }: StudyLearner): string[] =>
  Object.keys(schema.shape).filter((key) => !givenByTheStudy.includes(key));
