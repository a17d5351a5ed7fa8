import { type Doctor, effectiveThreshold } from "../made-up.js";
import { onSettings } from "./changes.js";

/** Makes one policy dearer wherever it caches. */
const dearer = (factor: number): Doctor =>
  onSettings(({ consolidated, transientHeld }, { setting: { policy, threshold }, job: { parameters } }) => {
    const isChanged = policy === "global-global" && effectiveThreshold(policy, threshold, parameters.inputCount!) > 1;
    const by = isChanged ? factor : 1;
    return { consolidated: by * consolidated, transientHeld: by * transientHeld };
  });

export const cachingDoctors: Record<string, Doctor> = {
  // What is best is never to consolidate.
  "interior-minimum": onSettings(() => ({ transientHeld: 0 })),
  "low-threshold-is-none": onSettings(({ consolidated }, { setting: { threshold } }) => ({
    consolidated: consolidated + (threshold === 0.5 ? 1 : 0),
  })),
  "consolidation-falls-with-threshold": onSettings(({ consolidated }, { setting: { threshold } }) => ({
    consolidated: consolidated * (threshold > 10 ? 4 : 1),
  })),
  "maintenance-rises-with-threshold": onSettings(({ transientHeld }, { setting: { threshold } }) => ({
    transientHeld: transientHeld / (threshold > 10 ? 4 : 1),
  })),
  "free-cache-is-minimal": onSettings(({ consolidated }, { setting: { policy, threshold } }) => ({
    consolidated: consolidated + (policy === "local-local" && threshold === Number.POSITIVE_INFINITY ? 1 : 0),
  })),
  // Holding is the dearer the lower θ: the best θ rises with c.
  "threshold-falls-with-cost": onSettings((_, { setting }) => {
    const threshold = Math.min(1000, setting.threshold);
    return { consolidated: 1e4 * (1 + threshold), transientHeld: 1e10 / (1 + threshold) };
  }),
  "dear-cache-saves-nothing": onSettings(({ transientHeld }) => ({ transientHeld: transientHeld / 1e6 })),
  "ten-fold": onSettings(({ consolidated }, { i }) => ({ consolidated: i === 0 ? consolidated / 10 : consolidated })),
  "ten-fold-at-most": onSettings((tally) => tally),
  "close-to-minimum": onSettings((tally) => tally),
  "cost-spans-range": onSettings(({ consolidated, minimal }) => ({
    consolidated: Math.max(consolidated, 4 * minimal),
  })),
  "policies-alike": dearer(1.5),
  "policies-equal": dearer(1.2),
};
