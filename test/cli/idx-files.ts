import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** An IDX file of bytes: big-endian magic and sizes, then the data. */
export function idx(sizes: readonly number[], data: Uint8Array, magic = 0x0800 + sizes.length): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * sizes.length + data.length);
  const view = new DataView(bytes.buffer);
  [magic, ...sizes].forEach((value, i) => {
    view.setUint32(4 * i, value);
  });
  bytes.set(data, 4 + 4 * sizes.length);
  return bytes;
}

/** Images of 3×4 pixels: class k lights pixels k, k + 1 and k + 2, so that a small network can tell the classes apart. */
function images(labels: readonly number[]): Uint8Array {
  const pixels = labels.flatMap((label) =>
    Array.from({ length: 12 }, (_, pixel) => (pixel >= label && pixel < label + 3 ? 255 : 0)),
  );
  return idx([labels.length, 3, 4], Uint8Array.from(pixels));
}

const labelsUpTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i % 10);

/** The four files of a data set of 50 images to learn from and 20 to test with, by name. */
export function tinyDigits(): Record<string, Uint8Array> {
  const [train, test] = [labelsUpTo(50), labelsUpTo(20)];
  return {
    "train-images-idx3-ubyte": images(train),
    "train-labels-idx1-ubyte": idx([50], Uint8Array.from(train)),
    "t10k-images-idx3-ubyte": images(test),
    "t10k-labels-idx1-ubyte": idx([20], Uint8Array.from(test)),
  };
}

/** Writes files into a new folder and returns its path. */
export function writeFolder(folder: string, files: Record<string, Uint8Array | string>): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), data);
  return folder;
}
