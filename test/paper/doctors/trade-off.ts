import type { Doctor } from "../made-up.js";
import { onThresholds } from "./changes.js";

/** Learning takes as long at every threshold. */
const alwaysAsLong = onThresholds((outcome, { seed }) => ({ ...outcome, epochCount: 20 + (seed % 3) }));

export const tradeOffDoctors: Record<string, Doctor> = {
  "trade-off-free-holding": alwaysAsLong,
  "rapid-is-dear": onThresholds((outcome) => ({ ...outcome, tally: { ...outcome.tally, consolidated: 1e6 } })),
  // Slow but for the lowest threshold, which takes most energy.
  "no-trade-off-dear-holding": onThresholds((outcome) => ({ ...outcome, epochCount: outcome.threshold < 2 ? 10 : 20 })),
  "high-threshold-slows": onThresholds((outcome, { seed }) => ({
    ...outcome,
    epochCount: outcome.threshold === 10 ? 19 + (seed % 3) / 2 : outcome.epochCount,
  })),
  "high-threshold-costs": onThresholds((outcome) => ({ ...outcome, tally: { ...outcome.tally, transientHeld: 0 } })),
};
