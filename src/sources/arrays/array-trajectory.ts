import { prefetched } from "../prefetch.js";
import { fillBytes } from "../read-bytes.js";
import { checkRow } from "../tensors.js";
import type { ByteSource, DenseTrajectory, WeightRows, WeightTensor } from "../trajectory.js";
import { boxesOf } from "./boxes.js";
import { decode } from "./decode.js";
import { firstNotFinite, notFinite, placeOf } from "./finite.js";
import { newReals, type Reals, realTypes } from "./real-types.js";
import { rowMajorStrides, type StoredArray, sizeOf } from "./stored-array.js";
import type { WeightArray } from "./weight-array.js";

/** Bytes of the weights that are read at a time. */
const BLOCK = 2 ** 22;
/** Where the values of a synapse lie together: the more time steps a read gives, the fewer reads. */
const LARGE_BLOCK = 2 ** 26;

/** Weights over time: arrays whose first axis is time, of the same length. */
export interface TimedWeights {
  readonly file: ByteSource;
  readonly description: string;
  readonly arrays: readonly WeightArray[];
  /** One for each array. */
  readonly tensors: readonly WeightTensor[];
}

/** Weights over time as a trajectory. */
export function arrayTrajectory(weights: TimedWeights): DenseTrajectory {
  const { arrays, tensors, file, description } = weights;
  const synapseCount = arrays.reduce((sum, { shape }) => sum + sizeOf(shape.slice(1)), 0);
  const byteLength = arrays.reduce((sum, { shape, type }) => sum + sizeOf(shape) * realTypes[type].byteCount, 0);
  return {
    kind: "rows",
    description,
    tensors,
    synapseCount,
    stepCount: arrays[0]!.shape[0]! - 1,
    byteLength,
    checkpoints: false,
    isSynapseMajor: arrays.some(isTimeClose),
    async *rows({ start, end } = { start: 0, end: synapseCount }) {
      try {
        yield* readRows(weights, start, end);
      } finally {
        await file.close?.();
      }
    },
  };
}

async function* readRows(weights: TimedWeights, start: number, end: number): AsyncGenerator<WeightRows> {
  const { arrays, tensors, file } = weights;
  const rowCount = arrays[0]!.shape[0]!;
  const width = end - start;
  checkRow(width, file.name);
  const isDouble = arrays.some(({ type }) => realTypes[type].isDouble);
  const read = blockReader(arrays, start, end, isDouble);
  const size = rowsAtOnce(arrays, width * (isDouble ? 8 : 4));
  const share = arrays.reduce((sum, { type, shape }) => sum + realTypes[type].byteCount * sizeOf(shape.slice(1)), 0);
  const synapseCount = arrays.reduce((sum, { shape }) => sum + sizeOf(shape.slice(1)), 0);
  let next = 0;
  const blocks = prefetched(async () => {
    if (next >= rowCount) return undefined;
    const from = next;
    next = Math.min(rowCount, from + size);
    return { from, to: next, values: await read(from, next) };
  });
  for await (const { from, to, values } of blocks) {
    const bad = firstNotFinite(values);
    if (bad >= 0) {
      const type = arrays.length === 1 ? arrays[0]!.type : undefined;
      const where = placeOf(start + (bad % width), tensors);
      throw notFinite(file.name, from + Math.floor(bad / width), where, values[bad]!, type);
    }
    yield { rowCount: to - from, weights: values, byteCount: Math.round((to * share * width) / synapseCount) };
  }
}

/** Rows that are read at a time, of so many bytes each: more where time lies closest together, as in Fortran order, or in chunks. */
function rowsAtOnce(arrays: readonly WeightArray[], rowBytes: number): number {
  const most = Math.floor(LARGE_BLOCK / rowBytes);
  if (arrays.some(isTimeClose)) return Math.max(1, most);
  const few = Math.floor(BLOCK / rowBytes);
  // A chunk that is read in two parts is unpacked twice.
  const together = Math.max(...arrays.map(({ chunks }) => chunks?.[0] ?? 1));
  return Math.max(1, Math.min(most, Math.ceil(few / together) * together || together));
}

/** Whether the values of a synapse lie closer together than those of a time step. */
const isTimeClose = ({ strides, shape }: WeightArray): boolean =>
  strides.some((stride, k) => k > 0 && shape[k]! > 1 && stride > strides[0]!);

type ReadBlock = (from: number, to: number) => Promise<Reals>;

/** Reads the weights of synapses `start` to `end` at some time steps. A result is valid until the next but one is asked for. */
function blockReader(arrays: readonly WeightArray[], start: number, end: number, isDouble: boolean): ReadBlock {
  const stored = arrays.length === 1 ? arrays[0]!.stored : undefined;
  if (stored !== undefined && liesInRows(stored) && end - start === sizeOf(stored.shape.slice(1)))
    return rowReader(stored);
  const width = end - start;
  const buffers: Reals[] = [];
  return async (from, to) => {
    const spare = buffers.length === 2 ? buffers.shift()! : newReals(isDouble, (to - from) * width);
    buffers.push(spare);
    const values = spare.subarray(0, (to - from) * width) as Reals;
    let first = 0;
    for (const array of arrays) {
      const inner = array.shape.slice(1);
      const size = sizeOf(inner);
      const [begin, stop] = [Math.max(start, first), Math.min(end, first + size)];
      let at = begin - start;
      for (const box of boxesOf(inner, begin - first, stop - first)) {
        const extents = box.end.map((one, k) => one - box.begin[k]!);
        const strides = [width, ...rowMajorStrides(extents)];
        await array.read([from, ...box.begin], [to - from, ...extents], { values, at, strides });
        at += sizeOf(extents);
      }
      first += size;
    }
    return values;
  };
}

const liesInRows = ({ shape, strides }: StoredArray): boolean =>
  rowMajorStrides(shape).every((stride, k) => shape[k] === 1 || stride === strides[k]);

/** Whole rows, one after the other: read as they are, into the same two pieces of memory, and never copied where they need no change. */
function rowReader(array: StoredArray): ReadBlock {
  const rowBytes = sizeOf(array.shape.slice(1)) * realTypes[array.type].byteCount;
  const buffers: Uint8Array<ArrayBuffer>[] = [];
  return async (from, to) => {
    const length = (to - from) * rowBytes;
    const bytes = buffers.length === 2 ? buffers.shift()! : new Uint8Array(length);
    buffers.push(bytes);
    const part = bytes.subarray(0, length);
    await fillBytes(array.source, part, array.offset + from * rowBytes);
    return decode(array.type, array.isLittleEndian, part);
  };
}
