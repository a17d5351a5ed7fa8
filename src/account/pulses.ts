import { summariseWrites, type WriteSummary } from "../caching/writes/write-summary.js";
import type { PulseCosts } from "../devices/index.js";
import { schemaVersion, version } from "../schema/version.js";
import type { PulseCounts } from "../sources/pulses.js";

/** The document of writes that were counted elsewhere. There are no parameters: whatever decided them has done so. */
export interface PulseDocument {
  readonly schemaVersion: number;
  readonly learner: "account";
  readonly version: string;
  readonly source: { readonly description: string; readonly synapseCount: number };
  readonly runs: readonly [WriteSummary];
  readonly devices?: readonly [PulseCosts];
}

export function pulseDocument({ counts, shape }: PulseCounts): PulseDocument {
  const description = `NumPy array of counted writes, ${shape.join(" × ")} synapses`;
  return {
    schemaVersion,
    learner: "account",
    version,
    source: { description, synapseCount: counts.length },
    runs: [summariseWrites(counts)],
  };
}
