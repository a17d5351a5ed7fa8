export { parseCsvMatrix } from "./csv-matrix.js";
export {
  createDigitSet,
  createDigitTask,
  type DigitSet,
  type DigitTask,
  parseIdxImages,
  parseIdxLabels,
} from "./digits.js";
export { formatNpy, parseNpy } from "./npy.js";
export { createPatternSet, type PatternSet } from "./pattern-set.js";
export { randomPatterns } from "./random-patterns.js";
