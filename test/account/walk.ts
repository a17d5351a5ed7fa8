import { randomStream } from "../../src/math/random.js";
import { npy } from "./npy.js";

/** The random walk that `docs/account.md` shows an account of: 500 synapses, each of a step size of its own, over 1000 time steps. */
export function walkFile(): Uint8Array {
  const [synapseCount, stepCount] = [500, 1000];
  const stream = randomStream(1, "walk");
  const sizes = Float64Array.from({ length: synapseCount }, () => 0.01 * Math.abs(stream.normal()));
  const weights = new Float32Array((stepCount + 1) * synapseCount);
  for (let k = synapseCount; k < weights.length; k++) {
    weights[k] = weights[k - synapseCount]! + sizes[k % synapseCount]! * stream.normal();
  }
  return npy(weights, [stepCount + 1, synapseCount]);
}
