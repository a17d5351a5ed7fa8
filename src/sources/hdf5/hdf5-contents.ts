import { shown } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { realTypes } from "../arrays/real-types.js";
import { sizeOf } from "../arrays/stored-array.js";
import type { WeightArray } from "../arrays/weight-array.js";
import { permuted } from "../arrays/weight-array.js";
import type { Contents } from "../contents.js";
import type { ByteSource } from "../trajectory.js";
import { LARGEST_RATIO } from "../zip/directory.js";
import { damagedHdf5, hdf5Array, realTypeOfDataset } from "./hdf5-array.js";
import { type Hdf5File, isDataset } from "./hdf5-file.js";

/** What the layouts of programs that write HDF5 say of arrays. */
interface Layout {
  readonly format: string;
  readonly isModel: boolean;
  /** Paths that are not weights, or all but these. */
  isWeights(path: string): boolean;
  /** Whether dimensions stand in the file in the reverse order of the program's. */
  readonly isReversed: boolean;
  /** The axis that counts neurons. */
  readonly neuronAxis: number;
}

/** Keras keeps (inputs, outputs), and (height, width, inputs, outputs) of convolutions: neurons last. */
const keras = { isModel: true, isReversed: false, neuronAxis: -1 };

function layoutOf(paths: readonly string[], attributes: readonly string[], beginning: string): Layout {
  if (beginning.startsWith("MATLAB 7.3")) {
    const isWeights = (path: string): boolean => !path.startsWith("#");
    return { format: "MATLAB file", isModel: false, isWeights, isReversed: true, neuronAxis: 0 };
  }
  if (paths.includes("model_weights")) {
    return { ...keras, format: "Keras model", isWeights: (path) => path.startsWith("model_weights/") };
  }
  if (attributes.includes("layer_names") || paths.some((path) => /(^|\/)vars\/\d+$/.test(path))) {
    return { ...keras, format: "file of Keras weights", isWeights: (path) => !/^(optimizer|metrics?)\b/.test(path) };
  }
  return { format: "HDF5 file", isModel: false, isWeights: () => true, isReversed: false, neuronAxis: 0 };
}

/**
 * The datasets of an HDF5 file, in the order of their paths.
 *
 * @param file with the bytes that precede HDF5's own, and the name for messages
 * @param open opens the file, or gives the one that is open
 * @throws UsageError if it is damaged
 */
export async function hdf5Contents(file: ByteSource, open: () => Promise<Hdf5File>): Promise<Contents> {
  const beginning = new TextDecoder("latin1").decode(await file.slice(0, Math.min(file.byteLength, 16)));
  const opened = await open();
  try {
    return await contentsOf(file, opened, open, beginning);
  } catch (error) {
    throw error instanceof UsageError ? error : damagedHdf5(file.name, error);
  }
}

/** HDF5 answers for what was never written, of any size, with zeros; who waits for terabytes of these learns nothing. */
function checkWritten(file: ByteSource, path: string, byteCount: number): void {
  if (byteCount <= LARGEST_RATIO * file.byteLength) return;
  const stated = byteCount.toPrecision(3);
  const held = `${stated} bytes of ${shown(path)}, more than a file of ${file.byteLength} bytes can hold`;
  throw new UsageError(`${file.name}: states ${held}: most of it was never written. Save the weights anew.`);
}

async function contentsOf(
  file: ByteSource,
  opened: Hdf5File,
  open: () => Promise<Hdf5File>,
  beginning: string,
): Promise<Contents> {
  const paths = opened.paths().sort();
  const layout = layoutOf(paths, Object.keys(opened.attrs), beginning);
  const arrays: WeightArray[] = [];
  const others: string[] = [];
  for (const path of paths) {
    const dataset = opened.get(path);
    if (!isDataset(dataset)) continue;
    const type = await realTypeOfDataset(dataset, file);
    // Numbers that stand alone are settings of whoever wrote the file.
    if (type === undefined || !dataset.shape?.length || !layout.isWeights(path)) {
      others.push(path);
      continue;
    }
    checkWritten(file, path, sizeOf(dataset.shape) * realTypes[type].byteCount);
    const array = hdf5Array(dataset, type, path, open, file.name);
    arrays.push(layout.isReversed ? permuted(array, array.shape.map((_, k) => k).reverse()) : array);
  }
  const { format, isModel, neuronAxis } = layout;
  return { file, format, arrays, others, isModel, neuronAxisOf: () => neuronAxis };
}
