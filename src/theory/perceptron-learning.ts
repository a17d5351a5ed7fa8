import { checkNumber, finite } from "./check.js";

/**
 * How long the perceptron learns and what that costs without caching (eLife 2020;9:e50804, Materials and methods,
 * "Energy efficiency of the perceptron"). N inputs, P random patterns, P < 2N, learning rate η.
 */
export interface PerceptronLearning {
  /** K = 2P/(2 − P/N)², updates. */
  updateCount: number;
  /** T = P^{3/2}/(2 − P/N)², time steps. */
  timestepCount: number;
  /** M = NKη. */
  energy: number;
  /** M_min = √(2/π) η N √K, the mean length of a random walk's ends apart. */
  minimalEnergy: number;
  /** M / M_min = √(πP)/(2 − P/N). */
  inefficiency: number;
}

/**
 * @throws RangeError from P = 2N on, the capacity of the perceptron, where learning takes for ever, for a size or a rate that
 *   is none, and where a result is beyond the largest number
 */
export function perceptronLearning(inputCount: number, patternCount: number, learningRate = 1): PerceptronLearning {
  checkNumber("inputCount", inputCount, { min: 1 });
  checkNumber("learningRate", learningRate, { min: 0, exclusive: true });
  const room = 2 - patternCount / inputCount;
  if (!(room > 0)) {
    throw new RangeError(
      `patternCount must be < ${2 * inputCount} = 2·inputCount, the capacity of the perceptron, got ${patternCount}.`,
    );
  }
  checkNumber("patternCount", patternCount, { min: 0, exclusive: true });
  const updateCount = (2 * patternCount) / room ** 2;
  return finite({
    updateCount,
    timestepCount: (patternCount * Math.sqrt(patternCount)) / room ** 2,
    energy: inputCount * updateCount * learningRate,
    minimalEnergy: Math.sqrt(2 / Math.PI) * learningRate * inputCount * Math.sqrt(updateCount),
    inefficiency: Math.sqrt(Math.PI * patternCount) / room,
  });
}
