import { UsageError } from "../../schema/usage-error.js";
import type { StoredArray } from "../arrays/stored-array.js";
import { type WeightArray, weightArray } from "../arrays/weight-array.js";
import type { Contents } from "../contents.js";
import { readNpySource } from "../npy-source.js";
import type { ByteSource } from "../trajectory.js";
import type { ZipEntry } from "./directory.js";
import { unpacked } from "./unpacked.js";

/** Messages name arrays as NumPy does: `weights.npz["w"]`. */
const arrayName = (entry: ZipEntry): string => entry.name.replace(/\.npy$/, "");

/** Which arrays of an archive of `.npy` files are wanted; unpacking the others would take time for nothing. */
export type Wanted = (name: string) => boolean;

/** The arrays of a `.npz` file, stored or deflated. Those that hold no real numbers are named among the others. */
export async function readNpz(file: ByteSource, entries: readonly ZipEntry[], wanted: Wanted): Promise<Contents> {
  const arrays: WeightArray[] = [];
  const others: string[] = [];
  for (const entry of entries) {
    const name = arrayName(entry);
    if (!entry.name.endsWith(".npy") || !wanted(name)) {
      others.push(name);
      continue;
    }
    const stored = await numbersOf(file, entry, name);
    if (stored === undefined) others.push(`${name} (no real numbers)`);
    else arrays.push(weightArray(stored));
  }
  return { file, format: "NumPy archive", arrays, others, isModel: false, neuronAxisOf: () => 0 };
}

async function numbersOf(file: ByteSource, entry: ZipEntry, name: string): Promise<StoredArray | undefined> {
  const source = await unpacked(file, entry, `${file.name}["${name}"]`);
  try {
    return await readNpySource(source, name);
  } catch (error) {
    // Text and objects stand beside weights in many archives; whatever is damaged is refused.
    if (error instanceof UsageError && error.message.includes("must hold an array of real numbers")) return undefined;
    throw error;
  }
}
