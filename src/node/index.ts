export { readDigits } from "./data/read-digits.js";
export { readPatternSet } from "./data/read-patterns.js";
