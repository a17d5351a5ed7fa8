import type { PatternSet } from "../../tasks/pattern-set.js";
import { randomPatterns } from "../../tasks/random-patterns.js";
import type { PerceptronParameters } from "../parameters.js";

/** What decides how random patterns are. */
type TaskParameters = Pick<PerceptronParameters, "inputCount" | "patternCount" | "codingLevel" | "patternCorrelation">;

/** The random patterns of a seed. Nothing about caching, energy or learning enters, so that these never change the data. */
export const randomTask = (parameters: TaskParameters, seed: number): PatternSet =>
  randomPatterns(parameters.inputCount, parameters.patternCount, seed, parameters);
