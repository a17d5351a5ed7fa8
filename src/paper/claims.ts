import type { Claim } from "./claim.js";
import { cachingClaims } from "./claims-caching.js";
import { mlpClaims } from "./claims-mlp.js";
import { mlpRateClaims } from "./claims-mlp-rate.js";
import { mlpSizeClaims } from "./claims-mlp-size.js";
import { perceptronClaims } from "./claims-perceptron.js";

/** Every statement that is checked, in the paper's order. */
export const claims: readonly Claim[] = [
  ...perceptronClaims,
  ...cachingClaims,
  ...mlpClaims,
  ...mlpRateClaims,
  ...mlpSizeClaims,
];
