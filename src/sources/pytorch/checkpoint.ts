import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { realTypes } from "../arrays/real-types.js";
import { endOf, type StoredArray, sizeOf } from "../arrays/stored-array.js";
import { weightArray } from "../arrays/weight-array.js";
import type { Contents } from "../contents.js";
import type { ByteSource } from "../trajectory.js";
import type { ZipEntry } from "../zip/directory.js";
import { unpacked } from "../zip/unpacked.js";
import { modelTensors, type NamedTensor } from "./tensors.js";
import { unpickle } from "./unpickle.js";

/** Bytes of the largest pickle: names and shapes of some hundred thousand tensors. */
const LARGEST_PICKLE = 2 ** 26;
const PICKLE = /(^|\/)data\.pkl$/;

/** What `torch.save` before 1.6 begins a file with: a pickle of protocol 2 whose first value is its magic number. */
const oldMagic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

export const isOldCheckpoint = (beginning: Uint8Array): boolean => oldMagic.every((byte, i) => beginning[i] === byte);

export const refuseOldCheckpoint = (source: string): UsageError =>
  new UsageError(
    `${source}: is a PyTorch checkpoint in the format from before PyTorch 1.6, which is not read. ` +
      "Save it anew: torch.save(torch.load(file), file).",
  );

export const isCheckpoint = (entries: readonly ZipEntry[]): boolean => entries.some(({ name }) => PICKLE.test(name));

/** The tensors of a file of `torch.save` (PyTorch 1.6 and later): an archive of a pickle and of storages. Nothing is executed. */
export async function readCheckpoint(file: ByteSource, entries: readonly ZipEntry[]): Promise<Contents> {
  const pickle = entries.find(({ name }) => PICKLE.test(name))!;
  const folder = pickle.name.slice(0, -"data.pkl".length);
  const named = new Map(entries.map((entry) => [entry.name, entry]));
  if (pickle.byteLength > LARGEST_PICKLE) {
    throw new UsageError(
      `${file.name}: the description of its tensors must have at most ${LARGEST_PICKLE} bytes, got ${pickle.byteLength}. ` +
        "Save weights alone: torch.save(model.state_dict(), file).",
    );
  }
  const source = await unpacked(file, pickle, file.name);
  const { tensors, others } = modelTensors(unpickle(await source.slice(0, source.byteLength), file.name), file.name);
  const order = named.get(`${folder}byteorder`);
  const isLittleEndian = order === undefined || (await textOf(file, order)) !== "big";
  const storages = new Map<string, ByteSource>();
  const arrays: StoredArray[] = [];
  for (const one of tensors) {
    const { type, typeName, key } = one.tensor.storage;
    if (type === undefined) {
      others.push(`${one.name} (${typeName})`);
      continue;
    }
    const storage = storages.get(key) ?? (await openStorage(file, named.get(`${folder}data/${key}`), one));
    storages.set(key, storage);
    arrays.push(arrayOf(one, storage, isLittleEndian));
  }
  return {
    ...{ file, format: "PyTorch checkpoint", arrays: arrays.map(weightArray), others, isModel: true },
    neuronAxisOf: () => 0,
  };
}

async function textOf(file: ByteSource, entry: ZipEntry): Promise<string> {
  const source = await unpacked(file, entry, file.name);
  return new TextDecoder().decode(await source.slice(0, Math.min(source.byteLength, 16)));
}

async function openStorage(file: ByteSource, entry: ZipEntry | undefined, { name }: NamedTensor): Promise<ByteSource> {
  if (entry !== undefined) return unpacked(file, entry, file.name);
  throw new UsageError(`${file.name}: the values of ${shown(name)} are not in the archive. Copy it again.`);
}

/** As many values as a tensor may state of a few that `expand` repeats; more would be read for ever. */
const MOST_REPEATED = 2 ** 24;

function arrayOf({ name, tensor }: NamedTensor, source: ByteSource, isLittleEndian: boolean): StoredArray {
  const { storage, shape, strides, offset } = tensor;
  const type = storage.type!;
  const array = { name, type, isLittleEndian, shape, strides, source, offset: offset * realTypes[type].byteCount };
  if (endOf(array) > source.byteLength) {
    throw new UsageError(`${source.name}: ${shown(name)} reaches beyond the end of its values. Copy the file again.`);
  }
  const count = sizeOf(shape);
  if (count > MOST_REPEATED && count * realTypes[type].byteCount > source.byteLength) {
    throw new UsageError(
      `${source.name}: ${shown(name)} states ${shape.join("×")} values, more than it has: they are repeated. Save tensor.clone().`,
    );
  }
  return array;
}
