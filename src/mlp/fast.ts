import { talliedWrites } from "../caching/ledger.js";
import { median } from "../math/statistics.js";
import { UsageError } from "../schema/usage-error.js";
import type { MlpEngine, MlpEvaluation, MlpRunParameters } from "./engine.js";
import { kernelOf, writesOf } from "./kernel.js";
import { reachesTarget } from "./target.js";

/** Below this α, what is too small for float32 counts as much as to be seen: 10⁻²⁴ as a millionth at ¼, as 1 at 0. */
const SMALLEST_EXPONENT = 0.25;
/** A change of more than 10⁻¹¹ is still above 10⁻²⁴ after so many τ, as e⁻³⁰ is 10⁻¹³. */
const KEPT_DECAY_TIMES = 30;

/** @throws UsageError where s that has decayed to less than the kernel keeps would be missing from Σ|Δl|^α */
function checkExponent({ policy, decayTime, maxPatterns, costExponent = 1 }: MlpRunParameters): void {
  const keepsAll = policy === "none" || maxPatterns <= KEPT_DECAY_TIMES * decayTime;
  if (costExponent >= SMALLEST_EXPONENT || keepsAll) return;
  throw new UsageError(
    `costExponent must be ≥ ${SMALLEST_EXPONENT} in the fast engine of the multilayer network where more than ${KEPT_DECAY_TIMES} ` +
      `decay times go by, as it drops transient weights below 1e-24, got ${costExponent} with ${maxPatterns} patterns and a decay ` +
      `time of ${decayTime}. Use fewer patterns, or --engine reference.`,
  );
}

/**
 * The fast engine runs the network in WebAssembly, with weights of float32 and energies of float64. It gives the result
 * of the reference within float32 rounding. Below η = 1e-5 a single change is lost in the rounding of a weight, and
 * from η = 1 on learning is so unsteady that rounding decides its course, as another seed would.
 */
export const fastEngine: MlpEngine = {
  run(task, parameters, seed, hooks = {}) {
    const { maxPatterns, evaluateEvery, targetAccuracy, countsAll = false } = parameters;
    checkExponent(parameters);
    const kernel = kernelOf(task, parameters, seed);
    const curve: MlpEvaluation[] = [];
    let isEnough = false;
    const evaluate = (patternCount: number): MlpEvaluation => {
      const { correctCount, consolidated, held, changed, persistentHeld, residual, distance } = kernel.evaluate();
      const counted = writesOf(kernel, task, parameters);
      const tally = {
        consolidated: consolidated + residual,
        transientHeld: held,
        transientChanged: countsAll ? changed : null,
        persistentHeld: countsAll ? persistentHeld : null,
        minimal: distance,
        ...(counted === undefined ? {} : talliedWrites(counted)),
      };
      const row = { patternCount, accuracy: correctCount / task.test.imageCount, tally };
      curve.push(row);
      hooks.onEvaluation?.(row);
      isEnough = hooks.isEnough?.(row, consolidated) ?? false;
      return row;
    };

    let patternCount = 0;
    let end: MlpEvaluation;
    do {
      const count = Math.min(evaluateEvery, maxPatterns - patternCount);
      kernel.learn(count);
      patternCount += count;
      end = evaluate(patternCount);
    } while (patternCount < maxPatterns && !reachesTarget(curve, parameters) && !isEnough);

    const found =
      typeof parameters.threshold === "number" ? {} : { foundThreshold: median(kernel.thresholds().sort()) };
    const epochCount = Math.ceil(patternCount / task.train.imageCount);
    const counts = { epochCount, updateCount: patternCount, timestepCount: patternCount };
    const written = writesOf(kernel, task, parameters);
    const writes = written === undefined ? {} : { writesBySynapse: written.bySynapse };
    const converged = targetAccuracy === null || reachesTarget(curve, parameters);
    return { converged, ...counts, ...end, ...found, ...writes, curve };
  },
};
