import { UsageError } from "../../schema/usage-error.js";
import { checkpointTrajectory } from "../../sources/checkpoints.js";
import { eventTrajectory } from "../../sources/events/event-trajectory.js";
import type { SourceOptions } from "../../sources/options.js";
import { readContents } from "../../sources/read-contents.js";
import { type Kind, recognise } from "../../sources/recognise.js";
import { frameTrajectory } from "../../sources/stream/frames.js";
import { timedFile } from "../../sources/timed-file.js";
import type { ByteSource, WeightTrajectory } from "../../sources/trajectory.js";
import { fileSource } from "./file-source.js";
import { readHdf5 } from "./hdf5.js";
import { inputFiles } from "./input-files.js";

const STDIN = "-";

/**
 * How weights changed, from whatever they were recorded in: a file with weights over time, several files or a folder of checkpoints,
 * lists of changes, or `-` for `.npy` arrays on standard input, one for each step. Files are recognised by what they hold.
 *
 * @throws UsageError with the place, for what cannot be read or holds no weights
 */
export async function openWeights(paths: readonly string[], options: SourceOptions = {}): Promise<WeightTrajectory> {
  if (paths.length === 0) throw new UsageError("give a file of weights, or - for arrays on standard input.");
  if (paths.includes(STDIN)) return openStdin(paths, options);
  const sources = new Map(inputFiles(paths).map((path) => [fileSource(path), path]));
  const first = [...sources.keys()][0]!;
  try {
    const kind = await recognise(first);
    if (kind === "text") {
      const initial = options.initial === undefined ? undefined : fileSource(options.initial);
      return await eventTrajectory([...sources.keys()], options, initial);
    }
    return await openArrays(sources, kind, options);
  } catch (error) {
    await first.close?.();
    throw error;
  }
}

/** @param sources with their paths, in their order */
async function openArrays(
  sources: ReadonlyMap<ByteSource, string>,
  kind: Kind,
  options: SourceOptions,
): Promise<WeightTrajectory> {
  const files = [...sources.keys()];
  refuseOptionsOfEvents(files[0]!.name, options);
  const read = (file: ByteSource, known?: Kind) =>
    readContents(file, (one) => readHdf5(one, sources.get(one)!), options.select, known);
  if (files.length > 1) return checkpointTrajectory(files, (file) => read(file), options);
  return timedFile(await read(files[0]!, kind), options);
}

async function openStdin(paths: readonly string[], options: SourceOptions): Promise<WeightTrajectory> {
  if (paths.length > 1) throw new UsageError("standard input (-) must be the only source. Give - or files.");
  if (process.stdin.isTTY) {
    throw new UsageError(
      "standard input (-) is a terminal: pipe .npy arrays to it, one for each step, or give a file.",
    );
  }
  refuseOptionsOfEvents("standard input", options);
  return frameTrajectory(process.stdin, "standard input", options);
}

function refuseOptionsOfEvents(name: string, { step, initial }: SourceOptions): void {
  const [flag, what] = step !== undefined ? ["--step", "bins the times"] : ["--initial", "gives w(0)"];
  if (step === undefined && initial === undefined) return;
  throw new UsageError(
    `${name}: ${flag} ${what} of a list of changes, but this is an array with a row for each step. Leave it out.`,
  );
}
