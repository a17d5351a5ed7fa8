import { decays } from "../../caching/decays.js";
import type { MlpParameters } from "../../mlp/index.js";
import { MAXIMUM_PATTERNS } from "../../mlp/parameters.js";
import { type PerceptronParameters, perceptronSchema } from "../../perceptron/index.js";
import type { SpikingParameters } from "../../spiking/index.js";

interface Cached {
  policy: string;
  threshold: number | "auto";
  decayTime: number;
}

/** Whether some of what is learned is forgotten: without decay, or with nothing transient, θ changes no weight. */
const forgets = ({ policy, threshold, decayTime }: Cached): boolean =>
  decays(decayTime) && policy !== "none" && threshold !== 0;

/** What keeps more of what is learned; a θ that was searched for is the best there is. */
const remember = ({ threshold }: Cached): string[] => [
  "raise --decay-time",
  ...(threshold === "auto" ? [] : ["lower --threshold"]),
];

/** "Raise this, raise that, or lower the other." */
function sentence(advices: readonly string[]): string {
  const text = advices.length < 2 ? advices.join("") : `${advices.slice(0, -1).join(", ")}, or ${advices.at(-1)}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const LARGEST_EPOCHS = perceptronSchema.shape.maxEpochs.unwrap().maxValue ?? Number.POSITIVE_INFINITY;
const moreEpochs = (maxEpochs: number): string[] => (maxEpochs < LARGEST_EPOCHS ? ["raise --max-epochs"] : []);

/**
 * What may help perceptrons that did not converge. Random patterns, or others in general position, can be separated with
 * a probability near 1 below P = 2(N + 1) and near 0 above (Cover 1965), however long they are learned.
 *
 * @param own whether the patterns are the user's
 */
export function perceptronAdvice(parameters: PerceptronParameters, own: boolean): string {
  const { inputCount, patternCount, maxEpochs } = parameters;
  if (patternCount >= 2 * inputCount) {
    const many = `${2 * inputCount} (twice the inputs) or more`;
    // Measured patterns may have a structure that a plane follows, however many they are.
    if (own) {
      return `Patterns that no plane separates never converge, as is likely of ${many} without a structure, and these are ${patternCount}; more passes help only where there is a plane. Learn fewer patterns, or give them more inputs.`;
    }
    return `A perceptron can rarely learn ${patternCount} random patterns, ${many}; more passes will not help then. Lower --pattern-count below that, or raise --input-count.`;
  }
  const advices = [...moreEpochs(maxEpochs), ...(forgets(parameters) ? remember(parameters) : [])];
  const limit = own ? " Patterns that no plane separates never converge." : "";
  return `${sentence(advices.length > 0 ? advices : [own ? "learn fewer patterns" : "lower --pattern-count"])}${limit}`;
}

/** What may help networks that did not reach their accuracy. */
export function mlpAdvice(parameters: MlpParameters): string {
  const more = parameters.maxPatterns < MAXIMUM_PATTERNS ? ["raise --max-patterns"] : [];
  const advices = [...more, ...(forgets(parameters) ? remember(parameters) : []), "lower that accuracy"];
  return `They did not reach --target-accuracy: ${sentence(advices).toLowerCase()}`;
}

/** Passes over which weights have to stay where they are. */
const STABLE_PASSES = 10;

/** What may help spiking networks whose weights did not become stable. */
export function spikingAdvice(parameters: SpikingParameters): string {
  const { maxEpochs } = parameters;
  if (maxEpochs < STABLE_PASSES) {
    return `Raise --max-epochs: weights have to be stable over ${STABLE_PASSES} passes, and there were ${maxEpochs}.`;
  }
  const advices = [...moreEpochs(maxEpochs), ...(forgets(parameters) ? remember(parameters) : [])];
  return sentence(advices.length > 0 ? advices : ["lower --pattern-count"]);
}
