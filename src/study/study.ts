import type { Job } from "../jobs/index.js";
import { sharedAmong, textOfSeeds } from "../learner/shared-threshold.js";
import type { LearnerName } from "../learners/table.js";
import { jobId } from "../node/journals/job-id.js";
import type { Cell } from "../schema/row.js";
import { withoutImplied } from "../schema/where-given.js";
import type { DataHashes, PatternFiles } from "../tasks/own-data.js";
import { learnerOf, pathKeyOf } from "./learners.js";

/** One parameter that varies; its values are in rising order. */
export interface Axis {
  key: string;
  values: Cell[];
}

/** Own patterns: where they are, and what was in them. */
export interface OwnData {
  files: PatternFiles;
  sha256: { patterns: string; targets: string };
}

/** A study with everything filled in; its jobs follow from it, in an order that is that of the tables. */
export interface Study {
  name: string;
  learner: LearnerName;
  /** Every parameter that is the same in all runs, defaults included; one that documents have only where it is given, if it is. */
  fixed: Record<string, Cell>;
  /** In the order of the learner's schema. */
  axes: Axis[];
  seeds: number[];
  ownData?: OwnData;
  /**
   * Own digits: what is in the folders that are values of the learner's path, by that value. A folder that is missing
   * here was recorded by a version that knew digits by their path.
   */
  datasets?: Readonly<Record<string, DataHashes>>;
}

/** What is the same for all jobs of a study and is no parameter. */
export type StudyParts = Pick<Study, "learner" | "ownData" | "datasets">;

/** Without the axes and the seeds, which may be long: this goes to a thread with every batch. */
export const partsOf = ({ learner, ownData, datasets }: Study): StudyParts => {
  return { learner, ...(ownData && { ownData }), ...(datasets && { datasets }) };
};

/** One (parameters, seed) of a study. */
export interface StudyJob {
  /** `jobId` of learner, parameters and seed: the same in whatever study, folder or shard the job is. */
  id: string;
  /** All parameters of the learner but the number of runs, the seed last. */
  parameters: Record<string, Cell>;
}

export const jobCount = ({ axes, seeds }: Study): number =>
  axes.reduce((count, { values }) => count * values.length, seeds.length);

/** What the data of a job hold; undefined for data that are drawn, and for those of the program. */
export function dataOf(
  { learner, ownData, datasets }: StudyParts,
  parameters: StudyJob["parameters"],
): DataHashes | undefined {
  const pathKey = pathKeyOf(learner);
  return ownData?.sha256 ?? (pathKey === undefined ? undefined : datasets?.[String(parameters[pathKey])]);
}

/**
 * The id of a run of a study. Own data enter as what they hold, so that a folder may be moved. Whether a first column
 * is kept decides whether they are learned, never what is learned.
 */
export function runId(study: StudyParts, parameters: StudyJob["parameters"]): string {
  const { patternsFile: _, targetsFile: __, keepFirstColumn: ___, ...rest } = parameters;
  const pathKey = pathKeyOf(study.learner);
  const hashes = dataOf(study, parameters);
  // A folder of digits is replaced by what it holds; for patterns, whose paths are gone, it is added.
  const data = pathKey === undefined || hashes === undefined ? hashes : { [pathKey]: `sha256:${hashes.dataset}` };
  const said = withoutImplied(learnerOf(study.learner).schema, rest);
  return jobId({ kind: study.learner, parameters: { ...said, ...data } });
}

const seedTexts = new WeakMap<readonly number[], string>();

/** The seeds of a study as its jobs have them that share a threshold; made once, as there may be many of both. */
function seedsText({ seeds }: Study): string {
  const text = seedTexts.get(seeds) ?? textOfSeeds(seeds);
  seedTexts.set(seeds, text);
  return text;
}

/** The job with a number from 0 to `jobCount` − 1: a seed varies fastest, then the last axis. */
export function jobAt(study: Study, index: number): StudyJob {
  let rest = index;
  const digit = <T>(values: readonly T[]): T => {
    const value = values[rest % values.length]!;
    rest = Math.floor(rest / values.length);
    return value;
  };
  const seed = digit(study.seeds);
  const axes = study.axes.map(({ key, values }) => [key, values] as const).reverse();
  const point = Object.fromEntries(axes.map(([key, values]) => [key, digit(values)]));
  const varied = { ...study.fixed, ...point };
  const parameters = { ...varied, ...sharedAmong(varied, () => seedsText(study)), ...ownDataCells(study), seed };
  return { id: runId(study, parameters), parameters };
}

/** Own data as they stand among the parameters. */
export function ownDataCells({ ownData }: Pick<Study, "ownData">): Record<string, Cell> {
  if (ownData === undefined) return {};
  const { patterns, targets, ...options } = ownData.files;
  return { patternsFile: patterns, targetsFile: targets, ...options };
}

/** All jobs in the order of the tables, made as they are asked for: there may be millions. */
export function* jobsOf(study: Study): Generator<StudyJob> {
  for (let index = 0; index < jobCount(study); index++) yield jobAt(study, index);
}

/** The job as the rest of the program knows it. */
export function toJob(study: StudyParts, { parameters }: StudyJob): Job {
  const { learner, ownData } = study;
  const { patternsFile: _, targetsFile: __, keepFirstColumn: ___, ...own } = parameters;
  const dataSha256 = dataOf(study, parameters);
  const files = ownData === undefined ? {} : { files: ownData.files };
  return { kind: learner, parameters: own, ...files, ...(dataSha256 === undefined ? {} : { dataSha256 }) } as Job;
}
