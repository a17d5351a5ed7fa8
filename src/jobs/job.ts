import type { Learners } from "../learners/table.js";
import { canonicalText } from "../schema/canonical-text.js";
import type { z } from "../schema/zod.js";
import type { DataHashes, PatternFiles } from "../tasks/own-data.js";

/** What a job says of data from files, by their form. */
interface DataOfForm {
  patterns: { files?: PatternFiles; dataSha256?: DataHashes };
  digits: { dataSha256?: DataHashes };
}
type DataOf<Data> = Data extends { form: infer Form extends keyof DataOfForm } ? DataOfForm[Form] : unknown;

/** A run of every learner. */
type RunJobs = {
  [Name in keyof Learners]: { kind: Name; parameters: z.input<Learners[Name]["schema"]> } & DataOf<
    Learners[Name]["data"]
  >;
};
type RunResults = { [Name in keyof Learners]: ReturnType<Learners[Name]["run"]> };

/** What else is asked of learners, learner by learner. */
type MoreKinds<L> = L extends { jobKinds(): Promise<infer Kinds> } ? Kinds : never;
type MoreJobs<Kinds> = Kinds extends unknown
  ? { [K in keyof Kinds]: { kind: K } & JobIn<Kinds[K]> }[keyof Kinds]
  : never;
type JobIn<Kind> = Kind extends { run(job: infer J, source: never): unknown } ? J : never;
type ResultIn<Kinds, K> = Kinds extends unknown ? (K extends keyof Kinds ? ResultFrom<Kinds[K]> : never) : never;
type ResultFrom<Kind> = Kind extends { run(job: never, source: never): infer Result } ? Result : never;

type KindsOfLearners = MoreKinds<Learners[keyof Learners]>;

/**
 * One unit of work as plain data: what to learn, and with which parameters. Jobs cross to worker threads, and equal
 * jobs have equal keys, so that figures that need the same run share it. The kinds follow from the table of learners.
 */
export type Job = RunJobs[keyof RunJobs] | MoreJobs<KindsOfLearners>;

export type JobOf<K extends Job["kind"]> = Extract<Job, { kind: K }>;

/** What a job returns: its run, one outcome for every setting or threshold, or one row for every time step. */
export type JobResults = {
  [K in Job["kind"]]: K extends keyof RunResults ? RunResults[K] : ResultIn<KindsOfLearners, K>;
};

/** Reads the result of a job that has been run. */
export type ResultOf = <K extends Job["kind"]>(job: JobOf<K>) => JobResults[K];

/** The same for equal jobs, whatever the order of their keys. Infinity, which JSON has not, is kept apart from null. */
export const keyOf = (job: Job): string => canonicalText(job);
