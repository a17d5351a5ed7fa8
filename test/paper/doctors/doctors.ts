import type { Doctor } from "../made-up.js";
import { beyondDoctors } from "./beyond.js";
import { cachingDoctors } from "./caching.js";
import { cachingTheoryDoctors } from "./caching-theory.js";
import { costsDoctors } from "./costs.js";
import { decayDoctors } from "./decay.js";
import { exponentsDoctors } from "./exponents.js";
import { mlpDoctors } from "./mlp.js";
import { mlpRateDoctors } from "./mlp-rate.js";
import { mlpSizeDoctors } from "./mlp-size.js";
import { mlpTradeOffDoctors } from "./mlp-trade-off.js";
import { perceptronDoctors } from "./perceptron.js";
import { perceptronTheoryDoctors } from "./perceptron-theory.js";
import { spikingDoctors } from "./spiking.js";
import { theoryDoctors } from "./theory.js";
import { tradeOffDoctors } from "./trade-off.js";
import { transientPowerDoctors } from "./transient-power.js";

/**
 * What would have to come out for the paper to be wrong: claim by claim, one thing that is not as the paper says. Subject
 * by subject, as the claims.
 */
export const doctors: Record<string, Doctor> = {
  ...perceptronDoctors,
  ...perceptronTheoryDoctors,
  ...exponentsDoctors,
  ...costsDoctors,
  ...cachingDoctors,
  ...cachingTheoryDoctors,
  ...spikingDoctors,
  ...decayDoctors,
  ...tradeOffDoctors,
  ...mlpDoctors,
  ...mlpTradeOffDoctors,
  ...mlpRateDoctors,
  ...mlpSizeDoctors,
  ...theoryDoctors,
  ...transientPowerDoctors,
  ...beyondDoctors,
};
