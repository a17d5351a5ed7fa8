import type { Tally } from "../../caching/ledger.js";

/** Weights, row after row, of as many synapses as a player has. */
export type Weights = Float32Array | Float64Array;

/** The sums of a tally; writes are counted synapse by synapse. */
export type SumName = keyof Omit<Tally, "writeCount" | "eventCount">;

/** What came of the synapses of a player. A unit is what a policy acts on without looking at others: a synapse, a neuron, a layer. */
export interface Played {
  /** Of each unit, every sum of a tally. */
  readonly tallies: Readonly<Record<SumName, Float64Array>>;
  /** Changes of l of each synapse. */
  readonly writes: Float64Array;
  /** How often each unit was consolidated, however many of its synapses were written; where it is left out, writes are that. */
  readonly events?: Float64Array;
  /** θ at the end, of each synapse or each unit, where it tunes itself. */
  readonly thresholds?: Float64Array;
}

/** Plays the weights of some synapses under one policy. It is made with w(0); every row, and every step, is one time step. */
export interface Player {
  /** So many time steps, with all weights at the end of each. */
  rows(weights: Weights, rowCount: number): void;
  /** One time step, with its changes in their order: the first `count` of these synapses, and what they change to. */
  step(synapses: Int32Array, weights: Float64Array, count: number): void;
  /** s and l of a synapse as they are now. */
  partsOf(synapse: number): { transient: number; persistent: number };
  /** Consolidates all that is left; nothing is played any more. */
  finish(): Played;
}

/** All sums of a tally, for so many units. */
export const emptyTallies = (unitCount: number): Record<SumName, Float64Array> => ({
  consolidated: new Float64Array(unitCount),
  transientHeld: new Float64Array(unitCount),
  transientChanged: new Float64Array(unitCount),
  persistentHeld: new Float64Array(unitCount),
  minimal: new Float64Array(unitCount),
});
