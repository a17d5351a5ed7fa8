import { decays } from "../caching/decays.js";
import { offlineOptimumRemark } from "../caching/offline/why-undefined.js";
import type { AccountSource } from "./document.js";
import type { AccountParameters } from "./parameters.js";

/** What a number of an account does not say by itself, in sentences. */
export function accountRemarks(parameters: AccountParameters, { checkpoints }: AccountSource): string[] {
  const { policy, decayTime, sample = 0 } = parameters;
  const remarks: string[] = [];
  if (policy !== "none" && decays(decayTime)) {
    remarks.push(
      "open loop: the network learned without it. Its changes are played as they were, whatever has decayed.",
    );
  }
  if (checkpoints) {
    remarks.push(
      "lower bound: the weights are checkpoints. What changed and changed back between two of them is not seen, so that energies and writes are at least these.",
    );
  }
  if (sample > 0)
    remarks.push("estimated from a sample of synapses; the largest number of writes is that of the sample.");
  const optimum = offlineOptimumRemark(parameters);
  if (optimum !== undefined) remarks.push(optimum);
  return remarks;
}
