import type { Command } from "commander";
import type { GivenPrices } from "../caching/energies.js";
import type { Learner } from "../learner/learner.js";
import type { Runs } from "../node/workers/parallel-runs.js";
import type { DataHashes, OwnData } from "../tasks/own-data.js";
import { addPatternFlags, checkSizes, patternFilesOf, statedFiles } from "./own-patterns.js";

/** Checked parameters of whatever learner. */
export interface RunParameters extends GivenPrices, Record<string, unknown> {
  seed: number;
  runs: number;
}

/** What a command learns: data from files with what follows from them, or nothing but parameters. */
export interface LearnedData {
  /** With the sizes of own data. */
  parameters: RunParameters;
  /** The same with the files, as the document states them. */
  stated: RunParameters;
  task?: unknown;
  /** What the jobs say of the data. */
  data: NonNullable<Runs["data"]>;
  hashes?: DataHashes;
  /** Whether data that are the user's take the place of drawn ones. */
  own: boolean;
}

type Typed = Record<string, unknown>;

/** Readers of every format are loaded where there is something to read. */
const readers = async () => await import("../node/data/own-data.js");

const drawn = (parameters: RunParameters): LearnedData => ({ parameters, stated: parameters, data: {}, own: false });

async function patterns(typed: Typed, given: RunParameters): Promise<LearnedData> {
  const files = patternFilesOf(typed);
  if (files === undefined) return drawn(given);
  const { task, hashes } = (await readers()).readOwnPatterns(files);
  const { inputCount, patternCount } = task;
  checkSizes(typed, given as never, task);
  const parameters = { ...given, inputCount, patternCount };
  // The hashes go with the jobs: other threads read the files again.
  const data = { files, dataSha256: hashes };
  return { parameters, stated: { ...parameters, ...statedFiles(files) }, task, data, hashes, own: true };
}

async function digits(_: Typed, parameters: RunParameters): Promise<LearnedData> {
  const { task, hashes } = (await readers()).readOwnDigits(String(parameters.dataset));
  const found = hashes === undefined ? {} : { hashes, data: { dataSha256: hashes } };
  return { ...drawn(parameters), task, ...found };
}

const learnedData: Record<OwnData["form"], typeof patterns> = { patterns, digits };

/** Adds the flags for data from files that a learner takes, apart from those that are parameters. */
export const addDataFlags = (command: Command, { data }: Learner): Command =>
  data?.form === "patterns" ? addPatternFlags(command) : command;

/**
 * Reads the data of a command before its work starts, so that what cannot be learned is refused here.
 *
 * @throws {UsageError} if it cannot be read, or is not what was typed beside it
 */
export const readLearnedData = async (
  { data }: Learner,
  typed: Typed,
  parameters: RunParameters,
): Promise<LearnedData> => (data === null ? drawn(parameters) : await learnedData[data.form](typed, parameters));
