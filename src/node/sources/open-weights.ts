import { open } from "node:fs/promises";
import { UsageError } from "../../schema/usage-error.js";
import type { SourceOptions } from "../../sources/options.js";
import type { DenseTrajectory, WeightRows, WeightTrajectory } from "../../sources/trajectory.js";
import { readNpyHeader } from "../../tasks/npy-header.js";

const CHUNK = 2 ** 23;

/** Weights of one `.npy` file, of float32 or float64 in C order; `-` is standard input, one array a time step. */
export async function openWeights(paths: readonly string[], options: SourceOptions = {}): Promise<WeightTrajectory> {
  const path = paths[0]!;
  if (path === "-") return await streamOf(options);
  const file = await open(path);
  const { size: byteLength } = await file.stat();
  const head = new Uint8Array(Math.min(byteLength, 65_536));
  await file.read(head, 0, head.length, 0);
  const { descr, shape, dataOffset } = readNpyHeader(head, path);
  const itemSize = Number(descr.slice(-1));
  const [rowCount = 0, ...rest] = shape;
  const synapseCount = rest.reduce((all, size) => all * size, 1);
  async function* rows(synapses = { start: 0, end: synapseCount }): AsyncGenerator<WeightRows> {
    const size = synapses.end - synapses.start;
    const step = Math.max(1, Math.floor(CHUNK / itemSize / size));
    let byteCount = 0;
    for (let row = 0; row < rowCount; row += step) {
      const count = Math.min(step, rowCount - row);
      const bytes = new Uint8Array(count * size * itemSize);
      const isAll = size === synapseCount;
      for (let k = 0; k < (isAll ? 1 : count); k++) {
        const length = (isAll ? count : 1) * size * itemSize;
        const at = dataOffset + ((row + k) * synapseCount + synapses.start) * itemSize;
        await file.read(bytes, k * size * itemSize, length, at);
      }
      const weights = itemSize === 4 ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer);
      check(weights, size, row, path);
      byteCount += bytes.length;
      yield { rowCount: count, weights, byteCount };
    }
  }
  const description = `NumPy array of float${8 * itemSize}, ${rowCount} rows × ${synapseCount} synapses`;
  const shaped = options.neurons === undefined ? rest : [options.neurons, synapseCount / options.neurons];
  const common = { kind: "rows", description, synapseCount, checkpoints: false, byteLength } as const;
  return {
    ...common,
    tensors: [{ name: "", shape: shaped, neuronAxis: options.neuronAxis ?? 0 }],
    ...(rowCount > 0 ? { stepCount: rowCount - 1 } : {}),
    rows,
  } satisfies DenseTrajectory;
}

function check(weights: Float32Array | Float64Array, size: number, row: number, path: string): void {
  const wrong = weights.findIndex((weight) => !Number.isFinite(weight));
  if (wrong < 0) return;
  throw new UsageError(
    `${path}: weights must be finite, got ${weights[wrong]} in row ${row + Math.floor(wrong / size) + 1}, ` +
      `synapse ${(wrong % size) + 1}.`,
  );
}

async function streamOf({ neurons }: SourceOptions): Promise<WeightTrajectory> {
  const chunks = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest = Buffer.alloc(0);
  const need = async (count: number): Promise<boolean> => {
    while (rest.length < count) {
      const next = await chunks.next();
      if (next.done) return false;
      rest = Buffer.concat([rest, next.value]);
    }
    return true;
  };
  async function frame(): Promise<{ shape: number[]; weights: Float32Array | Float64Array } | null> {
    if (!(await need(10))) return null;
    await need(10 + rest.readUInt16LE(8));
    const { descr, shape, dataOffset } = readNpyHeader(rest, "standard input");
    const itemSize = Number(descr.slice(-1));
    const size = shape.reduce((all, one) => all * one, 1);
    const end = dataOffset + size * itemSize;
    if (!(await need(end))) throw new UsageError("standard input: ends within an array.");
    const bytes = Uint8Array.from(rest.subarray(dataOffset, end));
    rest = rest.subarray(end);
    return { shape, weights: itemSize === 4 ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer) };
  }
  const first = await frame();
  if (first === null) throw new UsageError("standard input: is empty.");
  const synapseCount = first.weights.length;
  async function* rows(): AsyncGenerator<WeightRows> {
    let byteCount = 0;
    for (let next = first, row = 0; next !== null; next = await frame(), row++) {
      check(next.weights, synapseCount, row, "standard input");
      byteCount += next.weights.byteLength;
      yield { rowCount: 1, weights: next.weights, byteCount };
    }
  }
  const shape = neurons === undefined ? first.shape : [neurons, synapseCount / neurons];
  return {
    kind: "rows",
    description: `NumPy arrays, ${synapseCount} synapses`,
    tensors: [{ name: "", shape, neuronAxis: 0 }],
    synapseCount,
    checkpoints: false,
    rows,
  };
}
