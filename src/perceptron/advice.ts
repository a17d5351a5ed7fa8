import { sentence, toForgetLess, toRaise } from "../learner/advice.js";
import { MAXIMUM_EPOCHS, type PerceptronParameters } from "./parameters.js";

/**
 * What may help perceptrons that did not converge. Random patterns, or others in general position, can be separated with
 * a probability near 1 below P = 2(N + 1) and near 0 above (Cover 1965), however long they are learned; where synapses keep a sign,
 * half as many (Amit, Wong and Campbell 1989).
 *
 * @param own whether the patterns are the user's
 */
export function perceptronAdvice(parameters: PerceptronParameters, own: boolean): string {
  const { inputCount, patternCount, maxEpochs, excitatoryFraction } = parameters;
  const [capacity, words] =
    excitatoryFraction === undefined
      ? [2 * inputCount, "twice the inputs"]
      : [inputCount, "as many as inputs, whose synapses keep their sign,"];
  if (patternCount >= capacity) {
    const many = `${capacity} (${words}) or more`;
    // Measured patterns may have a structure that a plane follows, however many they are.
    if (own) {
      return `Patterns that no plane separates never converge, as is likely of ${many} without a structure, and these are ${patternCount}; more passes help only where there is a plane. Learn fewer patterns, or give them more inputs.`;
    }
    return `A perceptron can rarely learn ${patternCount} random patterns, ${many}; more passes will not help then. Lower {patternCount} below that, or raise {inputCount}.`;
  }
  const advices = [...toRaise("maxEpochs", maxEpochs, MAXIMUM_EPOCHS), ...toForgetLess(parameters)];
  const limit = own ? " Patterns that no plane separates never converge." : "";
  return `${sentence(advices.length > 0 ? advices : [own ? "learn fewer patterns" : "lower {patternCount}"])}${limit}`;
}
