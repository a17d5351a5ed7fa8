import type { Doctor } from "../made-up.js";
import { cachingDoctors } from "./caching.js";
import { costsDoctors } from "./costs.js";
import { decayDoctors } from "./decay.js";
import { mlpDoctors } from "./mlp.js";
import { mlpRateDoctors } from "./mlp-rate.js";
import { mlpSizeDoctors } from "./mlp-size.js";
import { mlpTradeOffDoctors } from "./mlp-trade-off.js";
import { perceptronDoctors } from "./perceptron.js";
import { spikingDoctors } from "./spiking.js";
import { theoryDoctors } from "./theory.js";

/**
 * What would have to come out for the paper to be wrong: claim by claim, one thing that is not as the paper says. Subject
 * by subject, as the claims.
 */
export const doctors: Record<string, Doctor> = {
  ...perceptronDoctors,
  ...costsDoctors,
  ...cachingDoctors,
  ...spikingDoctors,
  ...decayDoctors,
  ...mlpDoctors,
  ...mlpTradeOffDoctors,
  ...mlpRateDoctors,
  ...mlpSizeDoctors,
  ...theoryDoctors,
};
