import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { type RealType, realTypes } from "./arrays/real-types.js";
import { rowMajorStrides, type StoredArray, sizeOf } from "./arrays/stored-array.js";
import { weightArray } from "./arrays/weight-array.js";
import type { Contents } from "./contents.js";
import { readBytes } from "./read-bytes.js";
import type { ByteSource } from "./trajectory.js";

/** Bytes of the longest header: some hundred thousand tensors. The format allows three times as many (`MAX_HEADER_SIZE`). */
const LONGEST_HEADER = 2 ** 25;

const types: Record<string, RealType> = {
  ...{ F16: "f2", BF16: "bf", F32: "f4", F64: "f8", BOOL: "b1" },
  ...{ I8: "i1", I16: "i2", I32: "i4", I64: "i8", U8: "u1", U16: "u2", U32: "u4", U64: "u8" },
};

interface Entry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isEntry = (value: unknown): value is Entry => {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Partial<Record<keyof Entry, unknown>>;
  const isShape = Array.isArray(shape) && shape.length <= 64 && shape.every(isCount);
  return (
    typeof dtype === "string" && isShape && Array.isArray(offsets) && offsets.length === 2 && offsets.every(isCount)
  );
};

/** Length of the header that a file begins with, if it begins as a `.safetensors` file does. */
export function safetensorsHeader(beginning: Uint8Array, byteLength: number): number | undefined {
  if (beginning.length < 9 || beginning[8] !== "{".charCodeAt(0)) return undefined;
  const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.byteLength);
  const length = Number(view.getBigUint64(0, true));
  return length <= Math.min(LONGEST_HEADER, byteLength - 8) ? length : undefined;
}

/** The tensors of a `.safetensors` file: a length, a header in JSON, and the values in C order. */
export async function readSafetensors(file: ByteSource, headerLength: number): Promise<Contents> {
  const header = parseHeader(await readBytes(file, 8, 8 + headerLength), file);
  const arrays: StoredArray[] = [];
  const others: string[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    if (!isEntry(entry)) throw damaged(file, `what it says of ${shown(name)} is no dtype, shape and data_offsets`);
    const type = Object.hasOwn(types, entry.dtype) ? types[entry.dtype] : undefined;
    const [start, end] = entry.data_offsets;
    if (8 + headerLength + end > file.byteLength || start > end)
      throw damaged(file, `${shown(name)} ends behind the file`);
    if (type === undefined) {
      others.push(`${name} (${entry.dtype})`);
      continue;
    }
    if (end - start !== sizeOf(entry.shape) * realTypes[type].byteCount) {
      throw damaged(file, `${shown(name)} has ${end - start} bytes, which is not what its shape takes`);
    }
    const { shape } = entry;
    const place = { strides: rowMajorStrides(shape), source: file, offset: 8 + headerLength + start };
    arrays.push({ name, type, isLittleEndian: true, shape, ...place });
  }
  checkFilled(header, file, file.byteLength - 8 - headerLength);
  return {
    ...{ file, format: "safetensors file", arrays: arrays.map(weightArray), others, isModel: true },
    neuronAxisOf: () => 0,
  };
}

/** The format allows no byte without a tensor, and none that is of two: where one is, the header is not that of the values. */
function checkFilled(header: Record<string, unknown>, file: ByteSource, byteCount: number): void {
  const places = Object.entries(header).flatMap(([name, entry]) => {
    if (name === "__metadata__") return [];
    const [start, end] = (entry as Entry).data_offsets;
    return [{ name, start, end }];
  });
  let filled = 0;
  for (const { name, start, end } of places.sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < filled) throw damaged(file, `${shown(name)} begins within another tensor`);
    if (start > filled) throw damaged(file, `before ${shown(name)} are ${start - filled} bytes of no tensor`);
    filled = end;
  }
  if (filled !== byteCount) throw damaged(file, `behind the last tensor are ${byteCount - filled} bytes of no tensor`);
}

function parseHeader(bytes: Uint8Array, file: ByteSource): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof header === "object" && header !== null && !Array.isArray(header))
      return header as Record<string, unknown>;
  } catch (cause) {
    throw damaged(file, "it is no JSON", cause);
  }
  throw damaged(file, "it is no table of tensors");
}

const damaged = (file: ByteSource, what: string, cause?: unknown): UsageError =>
  new UsageError(`${file.name}: the header of this safetensors file is damaged: ${what}. Copy it again.`, { cause });
