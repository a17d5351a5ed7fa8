import { UsageError } from "../../schema/usage-error.js";
import { type RealType, realTypes } from "../arrays/real-types.js";
import type { Destination } from "../arrays/spread.js";
import { rowMajorStrides, sizeOf } from "../arrays/stored-array.js";
import type { WeightArray } from "../arrays/weight-array.js";
import { boxInto } from "./box-into.js";
import { type Hdf5Dataset, type Hdf5File, isDataset } from "./hdf5-file.js";

/** Bytes that the library is asked for at once: it holds them twice. */
const LARGEST_READ = 2 ** 25;

/** The type of real numbers that a dataset holds; undefined where it holds none that h5wasm reads, as float16. */
export function realTypeOfDataset({ metadata }: Hdf5Dataset): RealType | undefined {
  const { type, size, signed } = metadata;
  const name = type === 1 && size > 2 ? `f${size}` : type === 0 ? `${signed ? "i" : "u"}${size}` : "";
  return Object.hasOwn(realTypes, name) ? (name as RealType) : undefined;
}

/** What the library says when something fails has many lines; the last named cause is what tells. */
export function damagedHdf5(source: string, error: unknown): UsageError {
  const text = error instanceof Error ? error.message : String(error);
  const told = [...text.matchAll(/\(\): ([^\n]{1,100})/g)].at(-1)?.[1] ?? text.split("\n", 1)[0]!.slice(0, 100);
  return new UsageError(
    `${source}: this HDF5 file is damaged or cannot be unpacked: ${told}. Copy it again, or save it anew.`,
    {
      cause: error,
    },
  );
}

/**
 * A dataset as an array.
 *
 * @param open opens the file, or gives the one that is open
 */
export function hdf5Array(
  dataset: Hdf5Dataset,
  type: RealType,
  path: string,
  open: () => Promise<Hdf5File>,
  source: string,
): WeightArray {
  const shape = dataset.shape!;
  const { chunks } = dataset.metadata;
  const read = async (from: readonly number[], extents: readonly number[], to: Destination): Promise<void> => {
    const widest = extents.indexOf(Math.max(...extents));
    if (sizeOf(extents) * realTypes[type].byteCount > LARGEST_READ && extents[widest]! > 1) {
      const half = extents[widest]! >> 1;
      const low = extents.with(widest, half);
      await read(from, low, to);
      const high = extents.with(widest, extents[widest]! - half);
      const at = to.at + half * to.strides[widest]!;
      return read(from.with(widest, from[widest]! + half), high, { ...to, at });
    }
    const found = (await open()).get(path);
    if (!isDataset(found)) throw damagedHdf5(source, `${path} is not there any more`);
    boxInto(slice(found, from, extents, source), extents, to);
  };
  return { name: path, type, shape, strides: rowMajorStrides(shape), ...(chunks && { chunks }), read };
}

/** Values of a box in C order. */
function slice(
  dataset: Hdf5Dataset,
  from: readonly number[],
  extents: readonly number[],
  source: string,
): ArrayLike<number | bigint> {
  const ranges = from.map((begin, k): [number, number] => [begin, begin + extents[k]!]);
  let values: unknown;
  try {
    values = dataset.slice(ranges);
  } catch (error) {
    throw damagedHdf5(source, error);
  }
  if (ArrayBuffer.isView(values) && (values as Float64Array).length === sizeOf(extents)) return values as Float64Array;
  throw damagedHdf5(source, "a dataset has other values than it states");
}
