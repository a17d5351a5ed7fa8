import { UsageError } from "../../schema/usage-error.js";
import { decode } from "../arrays/decode.js";
import { firstNotFinite, notFinite } from "../arrays/finite.js";
import { readBox } from "../arrays/read-box.js";
import { newReals, type Reals, realTypes } from "../arrays/real-types.js";
import { rowMajorStrides, sizeOf } from "../arrays/stored-array.js";
import type { SourceOptions } from "../options.js";
import { prefetched } from "../prefetch.js";
import { bytesAsSource } from "../read-bytes.js";
import { checkRow, tensorOf } from "../tensors.js";
import type { DenseTrajectory, WeightRows } from "../trajectory.js";
import { ByteStream } from "./byte-stream.js";
import { FrameHeaders, type Layout } from "./frame-headers.js";

/** Bytes that are gathered before they are handed on. */
const BLOCK = 2 ** 20;

interface Frames {
  readonly name: string;
  readonly stream: ByteStream;
  /** Of the weights at one step. */
  readonly layout: Layout;
  /** Makes the stream stand where the next weights begin; false where there are none. */
  advance(row: number): Promise<boolean>;
  /** Takes the weights of further rows as far as they have come already; returns how many rows that were. */
  takeWaiting(target: Uint8Array, row: number): number;
}

/**
 * A stream of `.npy` arrays one after the other, each the weights at one step, w(0) first. With an axis given it is one array of
 * time × synapses instead, which is read as it comes.
 *
 * @throws UsageError for what is no array, and while reading for another shape or type, for what is truncated or not finite
 */
export async function frameTrajectory(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  options: SourceOptions,
): Promise<DenseTrajectory> {
  const stream = new ByteStream(chunks);
  const headers = new FrameHeaders(stream, name);
  const first = await headers.next(0);
  if (first === undefined) {
    throw new UsageError(
      `${name}: is empty. Write an array with the weights at every step: numpy.save(sys.stdout.buffer, w).`,
    );
  }
  const isOne = options.axis !== undefined;
  const frames = isOne ? oneArray(name, stream, first, options) : manyArrays(name, stream, headers, first);
  const { shape, type } = frames.layout;
  const rules = { ...options, neuronAxisOf: () => 0, isOneNeuron: true };
  const synapseCount = sizeOf(shape);
  if (synapseCount === 0)
    throw new UsageError(`${name}: its first array is empty. Give arrays with at least one weight.`);
  checkRow(synapseCount, name);
  let isRead = false;
  return {
    kind: "rows",
    description: isOne
      ? `NumPy array of ${realTypes[type].words} on ${name}, ${first.shape[0]} rows × ${synapseCount} synapses`
      : `NumPy arrays of ${realTypes[type].words} on ${name}, one for each step, of ${synapseCount} synapses`,
    tensors: [tensorOf({ name: "", shape }, rules, name)],
    synapseCount,
    ...(isOne && { stepCount: first.shape[0]! - 1, byteLength: sizeOf(first.shape) * realTypes[type].byteCount }),
    checkpoints: false,
    rows(part = { start: 0, end: synapseCount }) {
      if (isRead) throw new Error(`${name} can be read only once`);
      isRead = true;
      return readRows(frames, part.start, part.end);
    },
  };
}

/** Headers between the weights; the first has been read. */
function manyArrays(name: string, stream: ByteStream, headers: FrameHeaders, layout: Layout): Frames {
  const advance = async (row: number): Promise<boolean> => row === 0 || (await headers.next(row)) !== undefined;
  const rowBytes = rowBytesOf(layout);
  return { name, stream, layout, advance, takeWaiting: (target) => headers.takeWaiting(target, rowBytes) };
}

/** One header, and rows behind it. */
function oneArray(name: string, stream: ByteStream, whole: Layout, { axis }: SourceOptions): Frames {
  const [rowCount, ...shape] = whole.shape;
  const isInRows = whole.strides.every((stride, k) => stride === rowMajorStrides(whole.shape)[k]);
  if (axis === "synapse" || !isInRows) {
    throw new UsageError(
      `${name}: an array with time as its last axis, or in Fortran order, cannot be read as it comes. ` +
        "Save it and give the file, or write numpy.ascontiguousarray(w.T) with --axis time.",
    );
  }
  if (rowCount === undefined || rowCount === 0)
    throw new UsageError(`${name}: the array has no rows. Give time × synapses.`);
  const advance = async (row: number): Promise<boolean> => {
    if (row < rowCount) return true;
    if ((await stream.readInto(new Uint8Array(1))) === 0) return false;
    throw new UsageError(
      `${name}: more follows the array. With --axis standard input holds one array; leave it out for one each step.`,
    );
  };
  const layout = { ...whole, shape, strides: rowMajorStrides(shape) };
  const rowBytes = rowBytesOf(layout);
  const takeWaiting = (target: Uint8Array, row: number): number => {
    const { waiting } = stream;
    const most = Math.min(Math.floor(Math.min(waiting.length, target.length) / rowBytes), rowCount - row);
    target.set(waiting.subarray(0, most * rowBytes));
    stream.skip(most * rowBytes);
    return most;
  };
  return { name, stream, layout, advance, takeWaiting };
}

const rowBytesOf = ({ shape, type }: Layout): number => sizeOf(shape) * realTypes[type].byteCount;

async function* readRows(frames: Frames, start: number, end: number): AsyncGenerator<WeightRows> {
  const { name, layout, stream } = frames;
  const synapseCount = sizeOf(layout.shape);
  const rowBytes = rowBytesOf(layout);
  const size = Math.max(1, Math.floor(BLOCK / rowBytes));
  const buffers = [new Uint8Array(size * rowBytes), new Uint8Array(size * rowBytes)];
  let [row, turn, isOver] = [0, 0, false];
  const blocks = prefetched(async () => {
    if (isOver) return undefined;
    const bytes = buffers[turn++ % 2]!;
    const first = row;
    while (row - first < size && !isOver) {
      // The first array's header has been read already, so that its values are not a whole array any more.
      const rest = bytes.subarray((row - first) * rowBytes);
      const taken = row === 0 ? 0 : frames.takeWaiting(rest, row);
      row += taken;
      if (taken > 0) continue;
      if (!(await frames.advance(row))) isOver = true;
      else await readRow(frames, rest.subarray(0, rowBytes), row++);
    }
    if (row === first) return undefined;
    const values = await inOrder(layout, bytes.subarray(0, (row - first) * rowBytes), row - first);
    return { first, rowCount: row - first, values, byteCount: stream.position };
  });
  try {
    for await (const { first, rowCount, values, byteCount } of blocks) {
      const bad = firstNotFinite(values);
      if (bad >= 0) {
        const [at, synapse] = [first + Math.floor(bad / synapseCount), bad % synapseCount];
        throw notFinite(name, at, `synapse ${synapse}`, values[bad]!, layout.type);
      }
      yield { rowCount, weights: part(values, rowCount, start, end), byteCount };
    }
  } finally {
    await stream.close();
  }
}

async function readRow({ name, stream, layout }: Frames, target: Uint8Array, row: number): Promise<void> {
  const count = await stream.readInto(target);
  if (count === target.length) return;
  throw new UsageError(
    `${name}, row ${row}: is truncated: ${target.length} bytes should be there for ${layout.shape.join("×")} ` +
      `${realTypes[layout.type].words}, but the stream ends after ${count}. Look at why its writer ended.`,
  );
}

/** Rows in C order, from arrays that may be in Fortran order. */
async function inOrder(layout: Layout, bytes: Uint8Array<ArrayBuffer>, rowCount: number): Promise<Reals> {
  const { shape, type, isLittleEndian } = layout;
  const inRows = rowMajorStrides(shape);
  if (inRows.every((stride, k) => shape[k] === 1 || stride === layout.strides[k]))
    return decode(type, isLittleEndian, bytes);
  const count = sizeOf(shape);
  const values = newReals(realTypes[type].isDouble, rowCount * count);
  const rows = { type, isLittleEndian, shape: [rowCount, ...shape], strides: [count, ...layout.strides] };
  const source = bytesAsSource("", bytes);
  const origin = rows.shape.map(() => 0);
  await readBox({ ...rows, name: "", source, offset: 0 }, origin, rows.shape, {
    values,
    at: 0,
    strides: [count, ...inRows],
  });
  return values;
}

/** Some of the synapses of every row. */
function part(values: Reals, rowCount: number, start: number, end: number): Reals {
  const count = values.length / rowCount;
  const width = end - start;
  if (width === count) return values;
  const chosen = values.slice(0, rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    chosen.set(values.subarray(row * count + start, row * count + end), row * width);
  }
  return chosen;
}
