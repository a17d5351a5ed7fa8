import { type Doctor, doctorOf } from "../made-up.js";
import { atPatterns, inefficient, lessEfficient } from "./changes.js";

/** The inefficiency at one α. */
const atExponent = (exponent: number, inefficiency: (load: number) => number): Doctor =>
  doctorOf("perceptron", (run, { parameters: { costExponent = 1, patternCount = 0, inputCount = 1 } }) =>
    costExponent === exponent ? inefficient(run, inefficiency(patternCount / inputCount)) : run,
  );

/** Falls with the load. */
const falling = (load: number): number => 10 / load;

export const exponentsDoctors: Record<string, Doctor> = {
  "exponent-0-rises": atExponent(0, falling),
  "exponent-half-rises": atExponent(0.5, falling),
  "exponent-three-halves-rises": atExponent(1.5, falling),
  "exponent-2-rises": atExponent(2, falling),
  "exponent-0-alike": atExponent(0, () => 2000),
  "exponent-half-alike": atExponent(0.5, () => 418),
  "exponent-three-halves-alike": atExponent(1.5, () => 12),
  "exponent-2-alike": atExponent(2, () => 1.8),
  "walk-cheaper-beyond-two": atExponent(2.25, () => 1.2),
  "potentiation-alike": atPatterns(500, (run, { potentiationOnly }) =>
    potentiationOnly ? lessEfficient(run, 1.2) : run,
  ),
  "potentiation-all-exponents": doctorOf("perceptron", (run, { parameters: { potentiationOnly, costExponent } }) =>
    potentiationOnly && costExponent === 2 ? lessEfficient(run, 1.2) : run,
  ),
};
