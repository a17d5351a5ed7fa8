import { prefetched } from "../prefetch.js";
import { fillBytes } from "../read-bytes.js";
import { checkRow } from "../tensors.js";
import type { ByteSource, DenseTrajectory, WeightRows, WeightTensor } from "../trajectory.js";
import { boxesOf } from "./boxes.js";
import { decode } from "./decode.js";
import { firstNotFinite, notFinite, placeOf } from "./finite.js";
import { type Reals, realTypes } from "./real-types.js";
import { SpareMemory } from "./spare-memory.js";
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
  const spare = new SpareMemory();
  return {
    kind: "rows",
    description,
    tensors,
    synapseCount,
    stepCount: arrays[0]!.shape[0]! - 1,
    byteLength,
    checkpoints: false,
    isSynapseMajor: arrays.some(isTimeClose),
    isForwards: arrays.some(({ stored }) => stored?.source.isForwards === true),
    async *rows({ start, end } = { start: 0, end: synapseCount }) {
      try {
        yield* readRows(weights, start, end, spare);
      } finally {
        await file.close?.();
      }
    },
  };
}

async function* readRows(
  weights: TimedWeights,
  start: number,
  end: number,
  spare: SpareMemory,
): AsyncGenerator<WeightRows> {
  const { arrays, tensors, file } = weights;
  const rowCount = arrays[0]!.shape[0]!;
  const width = end - start;
  checkRow(width, file.name);
  const isDouble = arrays.some(({ type }) => realTypes[type].isDouble);
  const rowBytes = width * (isDouble ? 8 : 4);
  const size = Math.min(rowCount, rowsAtOnce(arrays, rowBytes));
  const memory = Array.from({ length: size < rowCount ? 2 : 1 }, () => spare.take(size * rowBytes));
  const read = blockReader(arrays, start, end, isDouble, memory);
  const share = arrays.reduce((sum, { type, shape }) => sum + realTypes[type].byteCount * sizeOf(shape.slice(1)), 0);
  const synapseCount = arrays.reduce((sum, { shape }) => sum + sizeOf(shape.slice(1)), 0);
  let next = 0;
  const blocks = prefetched(async () => {
    if (next >= rowCount) return undefined;
    const from = next;
    next = Math.min(rowCount, from + size);
    return { from, to: next, values: await read(from, next) };
  });
  try {
    for await (const { from, to, values } of blocks) {
      const bad = firstNotFinite(values);
      if (bad >= 0) {
        const type = arrays.length === 1 ? arrays[0]!.type : undefined;
        const where = placeOf(start + (bad % width), tensors);
        throw notFinite(file.name, from + Math.floor(bad / width), where, values[bad]!, type);
      }
      yield { rowCount: to - from, weights: values, byteCount: Math.round((to * share * width) / synapseCount) };
    }
  } finally {
    for (const one of memory) spare.giveBack(one);
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

/**
 * Reads the weights of synapses `start` to `end` at some time steps.
 *
 * @param memory for the results of one call after the other, in turn
 */
function blockReader(
  arrays: readonly WeightArray[],
  start: number,
  end: number,
  isDouble: boolean,
  memory: readonly ArrayBuffer[],
): ReadBlock {
  const stored = arrays.length === 1 ? arrays[0]!.stored : undefined;
  const width = end - start;
  if (stored !== undefined && liesInRows(stored) && width === sizeOf(stored.shape.slice(1))) {
    return rowReader(stored, memory);
  }
  let turn = 0;
  return async (from, to) => {
    const place = memory[turn++ % memory.length]!;
    const count = (to - from) * width;
    const values = isDouble ? new Float64Array(place, 0, count) : new Float32Array(place, 0, count);
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

/** Whole rows, one after the other: read as they are, and never copied where they need no change. */
function rowReader(array: StoredArray, memory: readonly ArrayBuffer[]): ReadBlock {
  const rowBytes = sizeOf(array.shape.slice(1)) * realTypes[array.type].byteCount;
  let turn = 0;
  return async (from, to) => {
    const bytes = new Uint8Array(memory[turn++ % memory.length]!, 0, (to - from) * rowBytes);
    await fillBytes(array.source, bytes, array.offset + from * rowBytes);
    return decode(array.type, array.isLittleEndian, bytes);
  };
}
