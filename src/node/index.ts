export { readDigits } from "./read-digits.js";
export { readPatternSet } from "./read-patterns.js";
