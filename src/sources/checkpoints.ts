import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { boxesOf } from "./arrays/boxes.js";
import { firstNotFinite, notFinite, placeOf } from "./arrays/finite.js";
import { newReals, type Reals, realTypes } from "./arrays/real-types.js";
import { rowMajorStrides, sizeOf } from "./arrays/stored-array.js";
import type { WeightArray } from "./arrays/weight-array.js";
import { type Chosen, choose } from "./choose.js";
import type { Contents } from "./contents.js";
import type { SourceOptions } from "./options.js";
import { prefetched } from "./prefetch.js";
import { stepsBetween } from "./steps-between.js";
import { checkRow, tensorOf } from "./tensors.js";
import { without } from "./timed-file.js";
import type { ByteSource, DenseTrajectory, WeightRows, WeightTensor } from "./trajectory.js";

/** What is in a file; it is opened when its turn comes. */
export type ReadContents = (file: ByteSource) => Promise<Contents>;

/** What all checkpoints have in common. */
interface Model {
  readonly files: readonly ByteSource[];
  readonly readContents: ReadContents;
  readonly select: string | undefined;
  readonly arrays: readonly WeightArray[];
  readonly tensors: readonly WeightTensor[];
  readonly isDouble: boolean;
}

/**
 * Weights at some moments, a file each, in the order of the files.
 *
 * @throws UsageError where the first holds no model, and while reading where another one holds a different one
 */
export async function checkpointTrajectory(
  files: readonly ByteSource[],
  readContents: ReadContents,
  options: SourceOptions,
): Promise<DenseTrajectory> {
  const first = files[0]!;
  const contents = await readContents(first);
  const { arrays, leftOut } = chosenOf(contents, options.select);
  const isOneNeuron = !contents.isModel && arrays.length === 1;
  const rules = { ...options, neuronAxisOf: contents.neuronAxisOf, isOneNeuron };
  const tensors = arrays.map((array) => tensorOf(array, rules, first.name));
  const synapseCount = arrays.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  await contents.file.close?.();
  const isDouble = arrays.some(({ type }) => realTypes[type].isDouble);
  const model = { files, readContents, select: options.select, arrays, tensors, isDouble };
  const types = [...new Set(arrays.map(({ type }) => realTypes[type].words))].join(", ");
  return {
    kind: "rows",
    description:
      `${files.length} files, ${fromTo(files)}, the first a ${contents.format}: ${tensors.length} tensors of ${types}, ` +
      `${synapseCount} synapses${without(leftOut)}`,
    tensors,
    synapseCount,
    stepCount: files.length - 1,
    byteLength: files.reduce((sum, { byteLength }) => sum + byteLength, 0),
    checkpoints: true,
    stepsBetween: stepsBetween(files.map(({ name }) => name)),
    rows: ({ start, end } = { start: 0, end: synapseCount }) => readRows(model, start, end),
  };
}

/** The first file and the last, by the last parts of their names: the order is that of numbers in names, whatever was typed. */
function fromTo(files: readonly ByteSource[]): string {
  const [first, last] = [files[0]!, files.at(-1)!].map(({ name }) => name.split(/[\\/]/).at(-1)!);
  return `${first} to ${last}`;
}

/** An array that stands alone in its file needs no floating point to be taken for weights. */
const chosenOf = (contents: Contents, select: string | undefined): Chosen =>
  choose(contents, select, contents.isModel || contents.arrays.length > 1);

async function* readRows(model: Model, start: number, end: number): AsyncGenerator<WeightRows> {
  const { files, tensors, isDouble } = model;
  checkRow(end - start, files[0]!.name);
  const spare = [newReals(isDouble, end - start), newReals(isDouble, end - start)];
  let row = 0;
  let byteCount = 0;
  const read = prefetched(async () => {
    const file = files[row];
    if (file === undefined) return undefined;
    const values = spare[row++ % 2]!;
    await readRow(model, file, start, end, values);
    return { file, values, row: row - 1 };
  });
  for await (const { file, values, row: at } of read) {
    const bad = firstNotFinite(values);
    if (bad >= 0) throw notFinite(file.name, at, placeOf(start + bad, tensors), values[bad]!);
    byteCount += file.byteLength;
    yield { rowCount: 1, weights: values, byteCount };
  }
}

async function readRow(model: Model, file: ByteSource, start: number, end: number, values: Reals): Promise<void> {
  const contents = await model.readContents(file).catch(async (error: unknown) => {
    await file.close?.();
    throw error;
  });
  try {
    await readParts(model, contents, start, end, values);
  } finally {
    await contents.file.close?.();
  }
}

async function readParts(model: Model, contents: Contents, start: number, end: number, values: Reals): Promise<void> {
  const { arrays } = chosenOf(contents, model.select);
  const named = new Map(arrays.map((array) => [array.name, array]));
  checkSame(model, arrays, named, contents.file);
  let first = 0;
  for (const { name, shape } of model.arrays) {
    const array = named.get(name)!;
    const size = sizeOf(shape);
    const [begin, stop] = [Math.max(start, first), Math.min(end, first + size)];
    let at = begin - start;
    for (const box of boxesOf(shape, begin - first, stop - first)) {
      const extents = box.end.map((one, k) => one - box.begin[k]!);
      await array.read(box.begin, extents, { values, at, strides: rowMajorStrides(extents) });
      at += sizeOf(extents);
    }
    first += size;
  }
}

/** An array as messages name it; that of an `.npy` file has no name. */
const called = (name: string): string => (name === "" ? "its array" : shown(name));

/** Names, shapes, and a type that fits: a float64 among float32 would lose digits without a word. */
function checkSame(
  model: Model,
  arrays: readonly WeightArray[],
  named: Map<string, WeightArray>,
  file: ByteSource,
): void {
  const refusal = (what: string): UsageError =>
    new UsageError(
      `${file.name}: must hold the same tensors as ${model.files[0]!.name}, but ${what}. ` +
        "Give the checkpoints of one training, or choose tensors with --select.",
    );
  for (const { name, shape } of model.arrays) {
    const found = named.get(name);
    if (found === undefined) throw refusal(`has no ${shown(name)}`);
    if (found.shape.join() !== shape.join()) {
      throw refusal(`${called(name)} is ${found.shape.join("×")} instead of ${shape.join("×")}`);
    }
    if (realTypes[found.type].isDouble && !model.isDouble)
      throw refusal(`${called(name)} is ${realTypes[found.type].words}`);
  }
  const known = new Set(model.arrays.map(({ name }) => name));
  const more = arrays.find(({ name }) => !known.has(name));
  if (more !== undefined) throw refusal(`has ${shown(more.name)} too`);
}
