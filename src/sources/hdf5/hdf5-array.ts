import { UsageError } from "../../schema/usage-error.js";
import { decode } from "../arrays/decode.js";
import { type RealType, realTypes } from "../arrays/real-types.js";
import type { Destination } from "../arrays/spread.js";
import { rowMajorStrides, sizeOf } from "../arrays/stored-array.js";
import type { WeightArray } from "../arrays/weight-array.js";
import type { ByteSource } from "../trajectory.js";
import { boxInto } from "./box-into.js";
import { type Hdf5Dataset, type Hdf5File, isDataset } from "./hdf5-file.js";
import { sixteenBitType } from "./sixteen-bits.js";

/** Classes of datatypes, as HDF5 numbers them. */
const [INTEGER, FLOATING] = [0, 1];

/** Bytes that the library is asked for at once: it holds them twice. */
const LARGEST_READ = 2 ** 25;

/** The type of real numbers that a dataset holds; undefined where it holds none that is read. */
export async function realTypeOfDataset(dataset: Hdf5Dataset, file: ByteSource): Promise<RealType | undefined> {
  const { type, size, signed } = dataset.metadata;
  if (type === FLOATING && size === 2) {
    const reference = Uint8Array.from(dataset.create_reference().ref_data);
    const address = new DataView(reference.buffer).getBigUint64(0, true);
    return sixteenBitType(file, Number(address));
  }
  const name = type === FLOATING ? `f${size}` : type === INTEGER ? `${signed ? "i" : "u"}${size}` : "";
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
    boxInto(slice(found, type, from, extents, source), extents, to);
  };
  return { name: path, type, shape, strides: rowMajorStrides(shape), ...(chunks && { chunks }), read };
}

/** Values of a box in C order. */
function slice(
  dataset: Hdf5Dataset,
  type: RealType,
  from: readonly number[],
  extents: readonly number[],
  source: string,
): ArrayLike<number | bigint> {
  const ranges = from.map((begin, k): [number, number] => [begin, begin + extents[k]!]);
  const isSixteenBits = type === "f2" || type === "bf";
  // The library reads the bits of these and refuses to make numbers of them, which it does of integers.
  if (isSixteenBits) {
    Object.defineProperty(dataset, "metadata", { value: { ...dataset.metadata, type: INTEGER, signed: false } });
  }
  let values: unknown;
  try {
    values = dataset.slice(ranges);
  } catch (error) {
    throw damagedHdf5(source, error);
  }
  if (ArrayBuffer.isView(values) && (values as Float64Array).length === sizeOf(extents)) {
    return values instanceof Uint16Array && isSixteenBits
      ? decode(type, true, new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength))
      : (values as Float64Array);
  }
  throw damagedHdf5(source, "a dataset has other values than it states");
}
