import { type Corner, cutByAll, type HalfPlane } from "../math/half-plane.js";
import type { PatternSet } from "../tasks/pattern-set.js";

/**
 * The weights of a perceptron after these time steps, the bias last: its rule adds d·x of every pattern that is wrong, and
 * step t presents pattern (t − 1) mod P. η = 1.
 */
export function weightsAfter(
  { inputCount, patternCount, patterns, targets }: PatternSet,
  wrongSteps: readonly number[],
) {
  const weights = new Float64Array(inputCount + 1);
  for (const timestep of wrongSteps) {
    const pattern = (timestep - 1) % patternCount;
    const target = targets[pattern]!;
    for (let i = 0; i < inputCount; i++) weights[i]! += target * patterns[pattern * inputCount + i]!;
    weights[inputCount]! += target;
  }
  return weights;
}

/**
 * Where the weights of the first two synapses may lie for all patterns to be right, while all others stay as they are: the
 * slice through the cone of solutions {w : d·(w·x) ≥ 0 for all patterns} along the plane of these two. A plane that does
 * not go through 0 cuts a cone in a convex polygon; with entries ±1 its sides are diagonals. Beyond `reach` it is cut off.
 * No corners where the other weights leave no solution.
 */
export function solutionSlice(task: PatternSet, weights: Float64Array, reach: number): Corner[] {
  const { inputCount, patternCount, patterns, targets } = task;
  const halfPlanes = Array.from({ length: patternCount }, (_, pattern): HalfPlane => {
    const target = targets[pattern]!;
    const entry = (i: number): number => target * (i < inputCount ? patterns[pattern * inputCount + i]! : 1);
    let others = 0;
    for (let i = 2; i <= inputCount; i++) others += entry(i) * weights[i]!;
    return { a: entry(0), b: entry(1), atLeast: -others };
  });
  const square: Corner[] = [
    [-reach, -reach],
    [reach, -reach],
    [reach, reach],
    [-reach, reach],
  ];
  return cutByAll(square, halfPlanes);
}
