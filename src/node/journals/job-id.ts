import { createHash } from "node:crypto";
import { canonicalText } from "../../schema/canonical-text.js";

/** 80 bits: among ten million jobs the chance of a collision is below one in ten thousand million. */
const ID_DIGITS = 20;

/**
 * The name of a job wherever results are kept: a hash of all that it says, the same in whatever study, figure or folder it
 * is. In the text that is hashed the kind is called the learner, as when every job was a run of one: ids must not change.
 *
 * @param job data from files enter as what they hold, under keys of their own or in the place of a path
 */
export function jobId({ kind, ...rest }: { readonly kind: string; readonly parameters: object }): string {
  return createHash("sha256")
    .update(canonicalText({ learner: kind, ...rest }))
    .digest("hex")
    .slice(0, ID_DIGITS);
}
