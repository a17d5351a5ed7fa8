/**
 * Programs in other languages: `peers/*.py`, each started as a process of its own on one thread, told in one argument of
 * JSON what to learn, and asked for one line of JSON with its own CPU time (imports and reading the data not included).
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatNpy } from "../dist/tasks/index.js";

const programs = fileURLToPath(new URL("peers", import.meta.url));
const environment = {
  ...process.env,
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  PYTHONDONTWRITEBYTECODE: "1",
};

/** Every Python on the path: libraries are often installed for one of several. PYTHON names another one. */
function interpreters() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = folders.flatMap((folder) => ["python3", "python3.exe"].map((name) => join(folder, name)));
  return [...(process.env.PYTHON ? [process.env.PYTHON] : []), ...onPath.filter((path) => existsSync(path))];
}

/**
 * The first Python that has a library.
 *
 * @param {string} library name to import
 * @returns {{ command: string, version: string } | null}
 */
function findLibrary(library) {
  for (const command of interpreters()) {
    const script = `import numpy, ${library}; print(${library}.__version__)`;
    const { status, stdout } = spawnSync(command, ["-c", script], { encoding: "utf8", env: environment });
    if (status === 0) return { command, version: stdout.trim() };
  }
  return null;
}

/**
 * @typedef {{ command: string, version: string } | null} Found
 * @returns {{ numpy: Found, torch: Found }}
 */
export const findPeers = () => ({ numpy: findLibrary("numpy"), torch: findLibrary("torch") });

/**
 * Runs one of the programs.
 *
 * @param {{ command: string }} python
 * @param {string} program file name in `peers/`
 * @param {Record<string, unknown>} options
 * @returns {import("./measure.mjs").Timing}
 */
export function runPeer({ command }, program, options) {
  // Infinity, which JSON has not, becomes null: no decay.
  const { status, stdout, stderr } = spawnSync(command, [join(programs, program), JSON.stringify(options)], {
    encoding: "utf8",
    env: environment,
  });
  if (status !== 0) throw new Error(`bench/peers/${program} failed:\n${stderr}`);
  const { seconds, wallSeconds, count, ...outcome } = JSON.parse(stdout);
  return { seconds, wallSeconds, count, outcome };
}

/** A temporary folder for the data of the Python programs; `remove` it in the end. */
export function createDataFolder() {
  const folder = mkdtempSync(join(tmpdir(), "syncache-bench-"));
  let fileCount = 0;
  const write = (name, bytes) => {
    const path = join(folder, `${fileCount++}-${name}`);
    writeFileSync(path, bytes);
    return path;
  };
  return {
    /** @param {{ inputCount: number, patternCount: number, patterns: Int8Array, targets: Int8Array }} task */
    writePatterns: ({ inputCount, patternCount, patterns, targets }) => ({
      patterns: write("patterns.npy", formatNpy([patternCount, inputCount], patterns)),
      targets: write("targets.npy", formatNpy([patternCount], targets)),
    }),
    /** The first images of a set, as IDX files. */
    writeDigits: ({ rows, columns, pixels, labels }, imageCount) => {
      const header = (...words) =>
        Buffer.concat(words.map((word) => Buffer.from(Uint32Array.of(word).buffer).swap32()));
      const images = [header(0x803, imageCount, rows, columns), pixels.subarray(0, imageCount * rows * columns)];
      return {
        images: write("images-idx3-ubyte", Buffer.concat(images)),
        labels: write("labels-idx1-ubyte", Buffer.concat([header(0x801, imageCount), labels.subarray(0, imageCount)])),
      };
    },
    /** @param {Float64Array} weights */
    writeWeights: (weights) => ({ weights: write("weights.npy", formatNpy([weights.length], weights)) }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
