import { didYouMean } from "../schema/did-you-mean.js";
import { shown } from "../schema/shown.js";
import { UsageError } from "../schema/usage-error.js";
import { biologyData, profileData } from "./data.js";
import type { BiologicalEstimates, DeviceProfile } from "./profile.js";

/** Every profile there is, volatile cells first; a test holds each to its schema. */
export const deviceProfiles = profileData as readonly DeviceProfile[];

export const biologicalEstimates = biologyData as BiologicalEstimates;

export const deviceNames = deviceProfiles.map(({ name }) => name);

/**
 * The profile of a name.
 *
 * @param kind where only cells of one kind will do
 * @param label what was given it, for the message
 * @throws UsageError for a name that is none, with the nearest that is
 */
export function deviceNamed(name: string, label = "device", kind?: DeviceProfile["kind"]): DeviceProfile {
  const fitting = deviceProfiles.filter((profile) => kind === undefined || profile.kind === kind);
  const found = fitting.find((profile) => profile.name === name);
  if (found !== undefined) return found;
  const names = fitting.map((profile) => profile.name);
  throw new UsageError(
    `${label} must be one of ${names.join(", ")}, got ${shown(name)}.${didYouMean(name, names)} ` +
      "syncache devices lists them.",
  );
}
