import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { startOfHdf5 } from "./hdf5/start.js";
import { isOldCheckpoint, refuseOldCheckpoint } from "./pytorch/checkpoint.js";
import { readBytes } from "./read-bytes.js";
import { safetensorsHeader } from "./safetensors.js";
import type { ByteSource } from "./trajectory.js";

/** What a file is, by what is in it; its name says nothing. */
export type Kind = "npy" | "zip" | "hdf5" | "safetensors" | "text";

const NPY = "\x93NUMPY";

/** Formats that are known and not read, by their beginning, with what to do. */
const unread: [beginning: string, what: string, remedy: string][] = [
  ["\x1f\x8b", "compressed by gzip", "Unpack it: gunzip FILE."],
  ["MATLAB 5.0 MAT-file", "a MATLAB file in a format before 7.3", "Save it in MATLAB with save(file, '-v7.3')."],
  ["\x28\xb5\x2f\xfd", "compressed by Zstandard", "Unpack it: unzstd FILE."],
  ["PAR1", "a Parquet file", "Save a .npy file or a CSV file."],
  ["\x80", "a Python pickle", "Nothing in it is executed. Save the weights with numpy.save or torch.save."],
];

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** @throws UsageError for what is empty or holds no weights as far as its beginning tells */
export async function recognise(source: ByteSource): Promise<Kind> {
  const { name, byteLength } = source;
  if (byteLength === 0) throw new UsageError(`${name}: is empty. Give a file with weights.`);
  const beginning = await readBytes(source, 0, Math.min(byteLength, 512));
  const text = latin1(beginning);
  // One that ends within its first bytes is told so by whoever reads its header.
  if (text.startsWith(NPY) || NPY.startsWith(text)) return "npy";
  if (text.startsWith("PK\x03\x04") || text.startsWith("PK\x05\x06")) return "zip";
  if ((await startOfHdf5(source)) !== undefined) return "hdf5";
  if (safetensorsHeader(beginning, byteLength) !== undefined) return "safetensors";
  if (isOldCheckpoint(beginning)) throw refuseOldCheckpoint(name);
  const known = unread.find(([start]) => text.startsWith(start));
  if (known !== undefined) throw new UsageError(`${name}: is ${known[1]}, which is not read. ${known[2]}`);
  if (/^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(text)) return "text";
  throw new UsageError(
    `${name}: must be a file of weights (.npy, .npz, .pt, .safetensors, HDF5, or text with columns), ` +
      `but begins with ${shown(text.slice(0, 8))}. Save the weights with numpy.save.`,
  );
}
