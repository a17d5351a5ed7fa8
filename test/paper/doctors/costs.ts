import type { Doctor } from "../made-up.js";
import { onSettings } from "./changes.js";

export const costsDoctors: Record<string, Doctor> = {
  "dear-changes-forbid-caching": onSettings(({ transientChanged }) => ({ transientChanged: transientChanged! / 2 })),
  // A bit less than what caching takes at b = 1.
  "dear-changes-always": onSettings(({ transientChanged }) => ({ transientChanged: transientChanged! / 2 })),
  // A cached l is dearer to hold than w is.
  "dear-holding-saves-more": onSettings((_, { i }) => ({ persistentHeld: i === 0 ? 1e6 : 1e7 })),
  // The same has to be held with and without caching: what is saved stays, and is a smaller share.
  "dear-holding-gains-more": onSettings(() => ({ persistentHeld: 1e7 })),
  "changes-lower-gain": onSettings((_, { i }) => ({ transientChanged: i === 0 ? 1e6 : 0 })),
};
