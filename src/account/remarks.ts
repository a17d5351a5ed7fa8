import { decays } from "../caching/decays.js";
import { offlineOptimumRemark } from "../caching/offline/why-undefined.js";
import type { StepsBetween } from "../sources/steps-between.js";
import type { AccountSource } from "./document.js";
import type { AccountParameters } from "./parameters.js";

/** Steps from one checkpoint to the next: "100", or "100 to 500". */
export const stepsText = ({ least, most }: StepsBetween): string =>
  least === most ? String(least) : `${least} to ${most}`;

function checkpointRemark(between: StepsBetween | null): string {
  const unseen =
    "What changed and changed back between two of them is not seen, so that energies and writes are at least these.";
  if (between === null)
    return `lower bound: the weights are checkpoints, and how many steps lie between is not known. ${unseen}`;
  const steps = `${stepsText(between)} ${between.most === 1 ? "step" : "steps"}`;
  if (between.most > 1)
    return `lower bound: the weights are checkpoints, ${steps} apart by the names of the files. ${unseen}`;
  return "the weights are checkpoints, by the names of the files one of every step. If these count anything else, energies and writes are lower bounds.";
}

/** What a number of an account does not say by itself, in sentences. */
export function accountRemarks(parameters: AccountParameters, { checkpoints, stepsBetween }: AccountSource): string[] {
  const { policy, decayTime, sample = 0 } = parameters;
  const remarks: string[] = [];
  if (policy !== "none" && decays(decayTime)) {
    remarks.push(
      "open loop: the network learned without it. Its changes are played as they were, whatever has decayed.",
    );
  }
  if (checkpoints) remarks.push(checkpointRemark(stepsBetween ?? null));
  if (sample > 0)
    remarks.push("estimated from a sample of synapses; the largest number of writes is that of the sample.");
  const optimum = offlineOptimumRemark(parameters);
  if (optimum !== undefined) remarks.push(optimum);
  return remarks;
}
