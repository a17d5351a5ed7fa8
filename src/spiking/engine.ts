import type { Threshold } from "../caching/cache.js";
import type { Prices } from "../caching/energies.js";
import type { EngineTally } from "../caching/ledger.js";
import type { WriteCounts } from "../caching/writes/write-counts.js";
import type { SpikingParameters } from "./parameters.js";
import type { AudioVisualPattern } from "./task.js";

/** The parameters of one run: its threshold is a number by now, or a rule, and prices are put on afterwards. */
export type SpikingRunParameters = Omit<
  SpikingParameters,
  keyof Prices | "threshold" | "period" | "timePrice" | "offlineOptimum" | "countWrites"
> & {
  threshold: Threshold;
  /** Of the policy `clock`: presentations between two consolidations. */
  period?: number | undefined;
  /** Whether writes have to be counted. */
  countsWrites?: boolean;
};

/** What an engine keeps between presentations. */
export interface SpikingNetwork {
  /** g, as of now. */
  readonly weights: Float64Array;
  /** Lets a time step pass, draws the spikes, presents a pattern; returns how many times weights were changed. */
  present(pattern: AudioVisualPattern): number;
  /** What has been counted by now, as if everything transient were consolidated at this moment. */
  tally(): EngineTally;
  /** Writes of every synapse by now, with all that is still transient; undefined where they are not counted. */
  writes?(): WriteCounts | undefined;
  /** θ as it is, in siemens, where it tunes itself: of each synapse or, where Σ|s| is looked at, of the neuron. */
  readonly movedThresholds?: Float64Array | undefined;
}

/** An engine computes; every engine gives the same results within rounding. It knows no prices. */
export type SpikingEngine = (parameters: SpikingRunParameters, seed: number) => SpikingNetwork;
