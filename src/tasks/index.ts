export { parseCsvMatrix } from "./csv-matrix.js";
export { createDigitSet, createDigitTask, type DigitSet, type DigitTask } from "./digits.js";
export { type IdxImages, parseIdxImages, parseIdxLabels } from "./idx.js";
export { formatNpy, type NpyArray, parseNpy } from "./npy.js";
export { createPatternSet, type PatternSet, type ShapedArray } from "./pattern-set.js";
export { randomPatterns } from "./random-patterns.js";
