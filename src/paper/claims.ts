import type { Claim } from "./claim.js";
import { cachingClaims } from "./claims-caching.js";
import { mlpClaims } from "./claims-mlp.js";
import { perceptronClaims } from "./claims-perceptron.js";
import { spikingClaims } from "./claims-spiking.js";

/** Every statement that is checked, in the paper's order. */
export const claims: readonly Claim[] = [...perceptronClaims, ...cachingClaims, ...mlpClaims, ...spikingClaims];
