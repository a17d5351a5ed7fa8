import { UsageError } from "../schema/usage-error.js";
import { weightArray } from "./arrays/weight-array.js";
import { fits } from "./choose.js";
import type { Contents } from "./contents.js";
import { readNpySource } from "./npy-source.js";
import { isCheckpoint, readCheckpoint } from "./pytorch/checkpoint.js";
import { readBytes } from "./read-bytes.js";
import { type Kind, recognise } from "./recognise.js";
import { readSafetensors, safetensorsHeader } from "./safetensors.js";
import type { ByteSource } from "./trajectory.js";
import { readDirectory } from "./zip/directory.js";
import { readNpz } from "./zip/npz.js";

/** Reads HDF5, for which a package is needed that not everybody has. */
export type ReadHdf5 = (file: ByteSource) => Promise<Contents>;

/**
 * The arrays of a file, whatever it is.
 *
 * @param select the names that are wanted
 * @param kind what it was recognised as already
 * @throws UsageError for what is damaged, or holds no arrays
 */
export async function readContents(
  file: ByteSource,
  readHdf5: ReadHdf5,
  select?: string,
  kind?: Kind,
): Promise<Contents> {
  switch (kind ?? (await recognise(file))) {
    case "npy": {
      const array = weightArray(await readNpySource(file));
      const rest = { format: "NumPy array", others: [], isModel: false, neuronAxisOf: () => 0 };
      return { file, arrays: [array], ...rest };
    }
    case "zip":
      return readZip(file, select);
    case "safetensors": {
      const length = safetensorsHeader(await readBytes(file, 0, 9), file.byteLength);
      return readSafetensors(file, length!);
    }
    case "hdf5":
      return readHdf5(file);
    case "text":
      throw new UsageError(
        `${file.name}: is text, a list of changes, and cannot stand among files of arrays. Give files of one kind.`,
      );
  }
}

async function readZip(file: ByteSource, select: string | undefined): Promise<Contents> {
  const entries = await readDirectory(file);
  if (isCheckpoint(entries)) return readCheckpoint(file, entries);
  if (entries.some(({ name }) => name.endsWith(".npy"))) {
    return readNpz(file, entries, (name) => select === undefined || fits(name, select));
  }
  const isKeras = entries.some(({ name }) => name === "model.weights.h5");
  throw new UsageError(
    isKeras
      ? `${file.name}: is a Keras archive, whose weights are in a file of their own. Unpack that: unzip FILE model.weights.h5.`
      : `${file.name}: is a zip archive without weights; those of numpy.savez and torch.save are read. Give one of them.`,
  );
}
