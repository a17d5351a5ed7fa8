import { UsageError } from "../../schema/usage-error.js";
import { firstNotFinite, notFinite } from "../arrays/finite.js";
import { newReals, realTypes } from "../arrays/real-types.js";
import { rowMajorStrides, sizeOf } from "../arrays/stored-array.js";
import { weightArray } from "../arrays/weight-array.js";
import { readNpySource } from "../npy-source.js";
import type { SourceOptions } from "../options.js";
import { tensorOf } from "../tensors.js";
import type { ByteSource, EventTrajectory, WeightEvents, WeightTensor } from "../trajectory.js";
import { binOf } from "./bins.js";
import { readColumns } from "./columns.js";
import { type Scan, scan, targetsOf } from "./scan.js";
import { readWindow } from "./window.js";

/** Time steps that are gone through one by one. */
const MOST_STEPS = 1e9;

/**
 * Lists of changes, as NEST's weight_recorder or a long CSV file holds them, in any order of time; several files are one list, as NEST
 * writes one for each thread.
 *
 * @param initial file of w(0), instead of every synapse's first record
 * @throws UsageError for what is no such list, and without a time step
 */
export async function eventTrajectory(
  files: readonly ByteSource[],
  options: SourceOptions,
  initial?: ByteSource,
): Promise<EventTrajectory> {
  const { name } = files[0]!;
  // Text that is no list of changes is told so before it is asked for a step.
  if (options.step === undefined) await readColumns(files[0]!);
  const step = checkStep(options, name);
  const found = await scan(files);
  const [first, last] = [binOf(found.earliest, step), binOf(found.latest, step)];
  const stepCount = last - first + 1;
  // Beyond 2^53 one bin is no longer told from the next.
  if (stepCount > MOST_STEPS || !Number.isSafeInteger(first) || !Number.isSafeInteger(last)) {
    throw new UsageError(
      `${name}: must have at most ${MOST_STEPS} time steps, got times from ${found.earliest} to ${found.latest} in steps of ${step}. ` +
        "Make them longer: --step.",
    );
  }
  const synapseCount = found.keys.length;
  const byteLength = files.reduce((sum, file) => sum + file.byteLength, 0);
  return {
    kind: "events",
    description:
      `${found.isNest ? "NEST weight_recorder" : "list of changes"}: ${found.recordCount} records of ${synapseCount} synapses, ` +
      `${stepCount} time steps of ${step}`,
    tensors: tensorsOf(found, options, name),
    ...{ synapseCount, stepCount, byteLength, checkpoints: false },
    initial: initial === undefined ? found.first : await readInitial(initial, synapseCount),
    steps: () => readSteps(files, found, step, first, last, byteLength),
  };
}

function checkStep({ step, axis, select, neuronAxis }: SourceOptions, name: string): number {
  const given = { "--axis": axis, "--select": select, "--neuron-axis": neuronAxis };
  const [flag] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  if (flag !== undefined)
    throw new UsageError(`${name}: ${flag} is for arrays, but this is a list of changes. Leave it out.`);
  if (step !== undefined && step > 0 && Number.isFinite(step)) return step;
  throw new UsageError(
    `${name}: a list of changes needs the length of a time step, > 0 in its unit of time, got ${step ?? "none"}. Give --step.`,
  );
}

/** A tensor for each target, as they have different numbers of synapses. */
function tensorsOf({ keys, hasTargets }: Scan, options: SourceOptions, name: string): WeightTensor[] {
  if (hasTargets && options.neurons === undefined) {
    return targetsOf(keys).map((target) => ({ name: target.name, shape: [1, target.count], neuronAxis: 0 }));
  }
  const rules = { ...options, neuronAxisOf: () => 0, isOneNeuron: true };
  return [tensorOf({ name: "", shape: [keys.length] }, rules, name)];
}

async function readInitial(file: ByteSource, synapseCount: number): Promise<Float64Array> {
  const array = weightArray(await readNpySource(file));
  if (sizeOf(array.shape) !== synapseCount) {
    throw new UsageError(
      `${file.name}: w(0) must have one weight for each of the ${synapseCount} synapses, in the order of target, sender, receptor and ` +
        `port (or of their numbers), got ${sizeOf(array.shape)}.`,
    );
  }
  const values = newReals(realTypes[array.type].isDouble, synapseCount);
  const origin = array.shape.map(() => 0);
  await array.read(origin, array.shape, { values, at: 0, strides: rowMajorStrides(array.shape) });
  await file.close?.();
  const bad = firstNotFinite(values);
  if (bad >= 0) throw notFinite(file.name, 0, `synapse ${bad}`, values[bad]!, array.type);
  return Float64Array.from(values);
}

async function* readSteps(
  files: readonly ByteSource[],
  found: Scan,
  step: number,
  first: number,
  last: number,
  byteLength: number,
): AsyncGenerator<WeightEvents> {
  try {
    let done = 0;
    for (let bin = first; bin <= last; ) {
      const { end, bins, synapses, weights } = await readWindow(found, step, bin);
      for (let at = 0; bin < end; bin++) {
        const from = at;
        while (at < bins.length && bins[at] === bin) at++;
        done += at - from;
        const byteCount = Math.round((done / found.recordCount) * byteLength);
        yield { synapses: synapses.subarray(from, at), weights: weights.subarray(from, at), byteCount };
      }
    }
  } finally {
    for (const file of files) await file.close?.();
  }
}
