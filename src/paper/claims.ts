import type { Claim } from "./claim.js";
import { adaptiveClaims } from "./claims/beyond/adaptive.js";
import { excessClaims } from "./claims/beyond/excess.js";
import { cachingClaims } from "./claims/caching.js";
import { costClaims } from "./claims/costs.js";
import { decayClaims } from "./claims/decay.js";
import { decayEnergyClaims } from "./claims/decay-energy.js";
import { exponentClaims } from "./claims/exponents.js";
import { gainClaims } from "./claims/gains.js";
import { highLoadClaims } from "./claims/high-load.js";
import { mlpClaims } from "./claims/mlp.js";
import { mlpCachingClaims } from "./claims/mlp-caching.js";
import { mlpMaximumClaims } from "./claims/mlp-maximum.js";
import { mlpRateClaims } from "./claims/mlp-rate.js";
import { mlpSizeClaims } from "./claims/mlp-size.js";
import { mlpTradeOffClaims } from "./claims/mlp-trade-off.js";
import { perceptronClaims } from "./claims/perceptron.js";
import { spikingClaims } from "./claims/spiking.js";
import { cachingTheoryClaims } from "./claims/theory/caching.js";
import { changeTheoryClaims } from "./claims/theory/changes.js";
import { learningTheoryClaims } from "./claims/theory/learning.js";
import { transientPowerClaims } from "./claims/theory/transient-power.js";
import { varianceClaims } from "./claims/theory/variance.js";
import { theoryClaims } from "./claims/theory.js";
import { tradeOffClaims } from "./claims/trade-off.js";

/** Every statement that is checked, subject by subject; at last, what the paper does not have. */
export const claims: readonly Claim[] = [
  ...highLoadClaims,
  ...perceptronClaims,
  ...learningTheoryClaims,
  ...varianceClaims,
  ...exponentClaims,
  ...costClaims,
  ...cachingClaims,
  ...gainClaims,
  ...cachingTheoryClaims,
  ...changeTheoryClaims,
  ...spikingClaims,
  ...decayClaims,
  ...decayEnergyClaims,
  ...tradeOffClaims,
  ...mlpTradeOffClaims,
  ...mlpClaims,
  ...mlpCachingClaims,
  ...mlpMaximumClaims,
  ...mlpRateClaims,
  ...mlpSizeClaims,
  ...theoryClaims,
  ...transientPowerClaims,
  ...excessClaims,
  ...adaptiveClaims,
];
