import { randomStream } from "../../math/random.js";
import type { PerceptronParameters } from "../parameters.js";
import { synapseSigns } from "./synapse-signs.js";

/** What decides where weights start. */
export type StartParameters = Pick<
  PerceptronParameters,
  "initialWeights" | "initialSpread" | "excitatoryFraction" | "seed"
>;

/**
 * w(0), the bias last: x + σ·n for every synapse, the bias too, with n normal from a stream of its own. Where synapses have a sign,
 * they start with it, at the same distance from 0. All of it is persistent.
 *
 * @returns N + 1 weights
 */
export function initialWeights(
  inputCount: number,
  { initialWeights: mean = 0, initialSpread: spread = 0, excitatoryFraction, seed }: StartParameters,
): Float64Array {
  const weights = new Float64Array(inputCount + 1).fill(mean);
  if (spread > 0) {
    const stream = randomStream(seed, "initial weights");
    for (let i = 0; i < weights.length; i++) weights[i]! += spread * stream.normal();
  }
  const signs = synapseSigns(inputCount, excitatoryFraction);
  if (signs === undefined) return weights;
  return weights.map((weight, i) => (signs[i] === 0 || weight === 0 ? weight : signs[i]! * Math.abs(weight)));
}

/** Whether all weights start at 0, as in the paper. */
export const startsAtZero = ({ initialWeights = 0, initialSpread = 0 }: StartParameters): boolean =>
  initialWeights === 0 && initialSpread === 0;

/** Whether w is a sum of whole patterns, in units of the learning rate: it starts at 0, and no update is cut. */
export const sumsPatterns = (parameters: StartParameters): boolean =>
  startsAtZero(parameters) && parameters.excitatoryFraction === undefined;
