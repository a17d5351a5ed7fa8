import type { Rule } from "../caching/rule.js";
import { check, checkRecord, isAtLeast, isCount, isFiniteNumber } from "../schema/check.js";
import { checkDigitSet } from "../tasks/check-digits.js";
import type { DigitSet } from "../tasks/digits.js";
import { CLASS_COUNT, ForwardPass } from "./network.js";
import type { MlpParameters } from "./parameters.js";

type RuleParameters = Pick<MlpParameters, "hiddenCount" | "learningRate" | "gradient">;

function checkParameters(parameters: RuleParameters): void {
  checkRecord(parameters, "parameters", "Give hiddenCount, learningRate and gradient.");
  const { hiddenCount, learningRate, gradient } = parameters;
  check(isCount(hiddenCount, 1), "hiddenCount", "an integer ≥ 1", hiddenCount, "Give the hidden units.");
  const isRate = isAtLeast(learningRate, 0) && isFiniteNumber(learningRate);
  check(isRate, "learningRate", "a finite number ≥ 0", learningRate, "The default of a network is 0.1.");
  const isGradient = gradient === "exact" || gradient === "authors";
  check(isGradient, "gradient", "exact or authors", gradient, "Use exact for that of the squared error.");
}

/** What the output of the right class, and of the others, is taught to be. */
const TARGET = { right: 0.99, wrong: 0.01 };

/**
 * Back-propagation, one pattern at a time. With errors e_k = t_k − y_k and δ_k = e_k y_k(1 − y_k):
 *   Δw_kj = η δ_k h_j,  Δv_ji = η h_j(1 − h_j) x_i Σ_k w_kj b_k,
 * with w before the update, and b = δ for the true gradient of ½ Σ e² (`exact`) or b = e for the hybrid of squared
 * error and cross-entropy that the published figures were made with (`authors`).
 * The sample is the index of the image.
 *
 * @throws UsageError for images or parameters that are refused
 */
export function backpropagationRule(images: DigitSet, parameters: RuleParameters): Rule<number> {
  checkDigitSet(images, "images");
  checkParameters(parameters);
  const { hiddenCount, learningRate, gradient } = parameters;
  const pass = new ForwardPass(images, hiddenCount);
  const outputDelta = new Float64Array(CLASS_COUNT);
  const passedBack = gradient === "exact" ? outputDelta : new Float64Array(CLASS_COUNT);
  const second = hiddenCount * images.pixelCount;

  return {
    propose(weights, image, change) {
      pass.present(weights, image);
      const { hidden, output, active, input, activeCount } = pass;
      for (let k = 0; k < CLASS_COUNT; k++) {
        const error = (k === images.labels[image] ? TARGET.right : TARGET.wrong) - output[k]!;
        passedBack[k] = error;
        outputDelta[k] = error * output[k]! * (1 - output[k]!);
      }
      change.fill(0, 0, second);
      for (let j = 0; j < hiddenCount; j++) {
        const activity = hidden[j]!;
        let back = 0;
        for (let k = 0; k < CLASS_COUNT; k++) {
          const synapse = second + k * hiddenCount + j;
          back += weights[synapse]! * passedBack[k]!;
          change[synapse] = learningRate * outputDelta[k]! * activity;
        }
        const step = learningRate * activity * (1 - activity) * back;
        const row = j * images.pixelCount;
        for (let a = 0; a < activeCount; a++) change[row + active[a]!] = step * input[a]!;
      }
      return true;
    },
  };
}
