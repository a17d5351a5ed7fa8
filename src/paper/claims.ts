import type { Claim } from "./claim.js";
import { cachingClaims } from "./claims/caching.js";
import { costClaims } from "./claims/costs.js";
import { decayClaims } from "./claims/decay.js";
import { mlpClaims } from "./claims/mlp.js";
import { mlpCachingClaims } from "./claims/mlp-caching.js";
import { mlpMaximumClaims } from "./claims/mlp-maximum.js";
import { mlpRateClaims } from "./claims/mlp-rate.js";
import { mlpSizeClaims } from "./claims/mlp-size.js";
import { mlpTradeOffClaims } from "./claims/mlp-trade-off.js";
import { perceptronClaims } from "./claims/perceptron.js";
import { spikingClaims } from "./claims/spiking.js";
import { theoryClaims } from "./claims/theory.js";

/** Every statement that is checked, subject by subject. */
export const claims: readonly Claim[] = [
  ...perceptronClaims,
  ...costClaims,
  ...cachingClaims,
  ...spikingClaims,
  ...decayClaims,
  ...mlpTradeOffClaims,
  ...mlpClaims,
  ...mlpCachingClaims,
  ...mlpMaximumClaims,
  ...mlpRateClaims,
  ...mlpSizeClaims,
  ...theoryClaims,
];
