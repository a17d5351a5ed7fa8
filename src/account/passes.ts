import { hasThreshold } from "./account.js";
import type { AccountParameters } from "./parameters.js";
import { REFINEMENTS } from "./threshold-search.js";

/** How often a source is read, at most, for whoever shows how far it is. */
export function passesOf(asked: {
  parameters: AccountParameters;
  isStream: boolean;
  withFigures: boolean;
  withDeviceUse: boolean;
}): number {
  const { parameters, isStream, withFigures, withDeviceUse } = asked;
  if (isStream) return 1;
  const searches = parameters.threshold === "auto" && hasThreshold(parameters.policy);
  return (
    (searches ? 1 + REFINEMENTS : 1) +
    (parameters.offlineOptimum === true ? 1 : 0) +
    (withFigures ? 1 : 0) +
    (withDeviceUse ? 1 : 0)
  );
}
