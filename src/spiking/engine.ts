import type { Energies } from "../caching/ledger.js";
import type { SpikingParameters } from "./parameters.js";
import type { AudioVisualPattern } from "./task.js";

/** What an engine keeps between presentations. */
export interface SpikingNetwork {
  /** g, as of now. */
  readonly weights: Float64Array;
  /** Lets a time step pass, draws the spikes, presents a pattern; returns how many times weights were changed. */
  present(pattern: AudioVisualPattern): number;
  /** What learning has cost by now, as if everything transient were consolidated at this moment. */
  energies(): Energies;
}

/** An engine computes; every engine gives the same results within rounding. */
export type SpikingEngine = (parameters: SpikingParameters, seed: number) => SpikingNetwork;
