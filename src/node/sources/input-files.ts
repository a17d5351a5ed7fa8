import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { shownPath } from "../../schema/shown.js";
import { UsageError } from "../../schema/usage-error.js";
import { fits } from "../../sources/choose.js";
import { refuseUnreadable } from "./file-source.js";

/** Names of files of weights, for whoever gives a folder; what they hold is found out by looking. */
const weightFile = /\.(npy|npz|pt|pth|bin|ckpt|safetensors|h5|hdf5|mat|dat|csv|tsv)$/i;

/** Names in natural order: stretches of digits compare as numbers, so that 9 comes before 10. */
export function naturalOrder(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => name.match(/\d+|\D+/g) ?? []);
  for (let i = 0; i < Math.min(left!.length, right!.length); i++) {
    const [x, y] = [left![i]!, right![i]!];
    if (x === y) continue;
    if (/^\d/.test(x) && /^\d/.test(y)) {
      const [m, n] = [BigInt(x), BigInt(y)];
      if (m !== n) return m < n ? -1 : 1;
      continue;
    }
    return x < y ? -1 : 1;
  }
  return left!.length - right!.length || (a < b ? -1 : a > b ? 1 : 0);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith("."));
  } catch (error) {
    return refuseUnreadable(folder, error);
  }
}

const inFolder = (folder: string, names: string[]): string[] =>
  names.sort(naturalOrder).map((name) => join(folder, name));

/**
 * The files that are meant: those of a folder, those that fit a pattern (`checkpoints/*.pt`), or the file itself. Those of a folder or
 * a pattern are in natural order, and so are several that are given, which a shell has put in its own order.
 *
 * @throws UsageError where there is none
 */
export function inputFiles(paths: readonly string[]): string[] {
  const files = paths.flatMap(expanded);
  return files.length === 1 ? files : files.sort(naturalOrder);
}

function expanded(path: string): string[] {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) return [path];
    const files = inFolder(
      path,
      namesIn(path).filter((name) => weightFile.test(name)),
    );
    if (files.length > 0) return files;
    throw new UsageError(
      `${shownPath(path)}: there is no file of weights in this folder (.npy, .npz, .pt, .pth, .safetensors, .h5, .mat, .dat, .csv). ` +
        "Name files or a pattern.",
    );
  }
  if (!/[*?]/.test(basename(path))) return [path];
  const folder = dirname(path);
  const files = inFolder(
    folder,
    namesIn(folder).filter((name) => fits(name, basename(path))),
  );
  if (files.length > 0) return files;
  throw new UsageError(`${shownPath(path)}: no file fits this pattern. Look with ls, and put it in quotes.`);
}
