import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { adviceOnTargets } from "./recode-targets.js";

/** P patterns of N inputs with a target each; row-major, the bias input is not included. */
export interface PatternSet {
  /** N, without the bias input. */
  inputCount: number;
  /** P. */
  patternCount: number;
  /** P×N values, unit-free: Int8Array if all are integers in −128 … 127, so that exact arithmetic applies. */
  patterns: Int8Array | Float64Array;
  /** P values, each +1 or −1. */
  targets: Int8Array;
}

/** An array as a file holds it, row-major. */
export interface ShapedArray {
  shape: number[];
  data: ArrayLike<number>;
  /** An expression of Python that reads the same array; for advice. */
  loadedBy?: string;
}

export const maximumInputCount = 1_000_000;
export const maximumPatternCount = 1_000_000;
/** P·N: a 32-bit index reaches every entry, in WebAssembly too. */
export const maximumEntryCount = 2 ** 31 - 1;

/**
 * Refuses sizes beyond the limits; to be called before anything of that size is allocated.
 *
 * @param source where the sizes come from, for messages
 */
export function checkPatternSetSize(inputCount: number, patternCount: number, source: string): void {
  checkCount("input count", inputCount, maximumInputCount, source);
  checkCount("pattern count", patternCount, maximumPatternCount, source);
  if (inputCount * patternCount > maximumEntryCount) {
    throw new UsageError(
      `${source}: input count × pattern count must be at most ${maximumEntryCount}, ` +
        `got ${inputCount} × ${patternCount} = ${inputCount * patternCount}. Use fewer inputs or fewer patterns.`,
    );
  }
}

function checkCount(name: string, count: number, maximum: number, source: string): void {
  if (Number.isInteger(count) && count >= 1 && count <= maximum) return;
  const advice = count > maximum ? "Use fewer." : "Use a whole number of at least 1.";
  throw new UsageError(`${source}: ${name} must be an integer from 1 to ${maximum}, got ${shown(count)}. ${advice}`);
}

/**
 * Checks patterns (P×N, finite) and targets (P, P×1 or 1×P; each +1 or −1) and puts them together. The patterns are not
 * copied if they are already in the array type of the result. Messages count rows, columns and positions from 1.
 *
 * @param sources names of the two files, for messages
 * @throws {UsageError} if one of them has another shape, is too large, or holds another value
 */
export function createPatternSet(
  patterns: ShapedArray,
  targets: ShapedArray,
  sources: { patterns: string; targets: string } = { patterns: "patterns", targets: "targets" },
): PatternSet {
  checkShaped(patterns, sources.patterns);
  checkShaped(targets, sources.targets);
  const [patternCount, inputCount] = patterns.shape;
  if (patterns.shape.length !== 2 || patternCount === undefined || inputCount === undefined) {
    throw new UsageError(
      `${sources.patterns}: patterns must have the shape P×N (a row a pattern, a column an input), ` +
        `got ${describe(patterns.shape)}. Reshape the array.`,
    );
  }
  checkPatternSetSize(inputCount, patternCount, sources.patterns);
  checkLength(patterns, sources.patterns);
  checkLength(targets, sources.targets);

  const isVector = targets.shape.length === 1 || (targets.shape.length === 2 && targets.shape.includes(1));
  if (!isVector) {
    throw new UsageError(
      `${sources.targets}: targets must have the shape P, P×1 or 1×P, got ${describe(targets.shape)}. ` +
        "Give one target, +1 or -1, for each pattern.",
    );
  }
  if (targets.data.length !== patternCount) {
    throw new UsageError(
      `${sources.targets}: there must be one target for each of the ${patternCount} patterns of ${sources.patterns}, ` +
        `got ${targets.data.length}. Give files of the same task, without header lines.`,
    );
  }
  return {
    inputCount,
    patternCount,
    targets: checkTargets(targets, sources.targets),
    patterns: checkPatterns(patterns.data, inputCount, sources.patterns),
  };
}

/** Refuses what is no array with a shape, before anything is read from it. */
function checkShaped(array: ShapedArray, source: string): void {
  if (Array.isArray(array?.shape) && typeof array.data?.length === "number") return;
  throw new UsageError(
    `${source}: must be an array with its shape, { shape, data }, got ${shown(array)}. Give { shape: [rows, columns], data }.`,
  );
}

function describe(shape: readonly number[]): string {
  return shape.length === 0
    ? "a single number"
    : shape.length === 1
      ? `${shape} values in one dimension`
      : shape.length > 4
        ? `${shape.length} dimensions`
        : shape.join("×");
}

function checkLength({ shape, data }: ShapedArray, source: string): void {
  const count = shape.reduce((product, size) => product * size, 1);
  if (count === data.length) return;
  throw new UsageError(
    `${source}: shape (${shape}) needs ${count} values, got ${data.length}. Give the shape that belongs to the values.`,
  );
}

function checkTargets({ data, loadedBy }: ShapedArray, source: string): Int8Array {
  const targets = new Int8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    if (data[i] !== 1 && data[i] !== -1) {
      throw new UsageError(
        `${source}: targets must be +1 or -1, got ${data[i]} as target ${i + 1}. ${adviceOnTargets(data, loadedBy)}`,
      );
    }
    targets[i] = data[i]!;
  }
  return targets;
}

function checkPatterns(data: ArrayLike<number>, inputCount: number, source: string): Int8Array | Float64Array {
  if (data instanceof Int8Array) return data;
  let fitsInt8 = true;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (!Number.isFinite(value)) {
      const [row, column] = [Math.floor(i / inputCount) + 1, (i % inputCount) + 1];
      throw new UsageError(
        `${source}: patterns must be finite numbers, got ${value} in row ${row}, column ${column}. ` +
          "Replace the value, or remove the pattern and its target.",
      );
    }
    fitsInt8 &&= Number.isInteger(value) && value >= -128 && value <= 127;
  }
  // Not `from`, which asks an iterator for every value: there may be hundreds of millions.
  if (fitsInt8) return new Int8Array(data);
  return data instanceof Float64Array ? data : new Float64Array(data);
}
