import { type Doctor, effectiveThreshold } from "../made-up.js";
import { onSettings } from "./changes.js";

export const cachingDoctors: Record<string, Doctor> = {
  "interior-minimum": onSettings(() => ({ transientHeld: 0 })),
  "free-cache-is-minimal": onSettings(({ consolidated }, { setting: { policy, threshold } }) => ({
    consolidated: consolidated + (policy === "local-local" && threshold === Number.POSITIVE_INFINITY ? 1 : 0),
  })),
  // Holding is the dearer the lower θ: the best θ rises with c.
  "threshold-falls-with-cost": onSettings((_, { setting }) => {
    const threshold = Math.min(1000, setting.threshold);
    return { consolidated: 1e4 * (1 + threshold), transientHeld: 1e10 / (1 + threshold) };
  }),
  "dear-cache-saves-nothing": onSettings(({ transientHeld }) => ({ transientHeld: transientHeld / 1e6 })),
  "caching-theory": onSettings(({ consolidated, transientHeld }) => ({
    consolidated: 2 * consolidated,
    transientHeld: 2 * transientHeld,
  })),
  "ten-fold": onSettings(({ transientHeld }) => ({ transientHeld: 1000 * transientHeld })),
  "policies-alike": onSettings(({ consolidated }, { setting: { policy, threshold }, job: { parameters } }) => {
    const isChanged = policy === "global-global" && effectiveThreshold(policy, threshold, parameters.inputCount!) > 1;
    return { consolidated: (isChanged ? 1.5 : 1) * consolidated };
  }),
};
