import { OfflineOptimum } from "../../caching/offline/offline-optimum.js";
import { emptyTallies, type Played, type Player, type Weights } from "./player.js";

/** The offline optimum of each synapse, in the place of what was consolidated; it has no s and l of its own. */
export class OfflinePlayer implements Player {
  private readonly optimum: OfflineOptimum;
  private readonly weights: Float64Array;

  constructor(initial: Float64Array, maintenanceCost: number) {
    this.optimum = new OfflineOptimum(initial, maintenanceCost);
    this.weights = initial.slice();
  }

  rows(weights: Weights, rowCount: number): void {
    const size = this.weights.length;
    for (let row = 0, at = 0; row < rowCount; row++) {
      this.optimum.advance(1);
      for (let i = 0; i < size; i++) this.changeTo(i, weights[at++]!);
    }
  }

  step(synapses: Int32Array, weights: Float64Array, count: number): void {
    this.optimum.advance(1);
    for (let k = 0; k < count; k++) this.changeTo(synapses[k]!, weights[k]!);
  }

  partsOf(synapse: number): { transient: number; persistent: number } {
    return { transient: 0, persistent: this.weights[synapse]! };
  }

  finish(): Played {
    const tallies = emptyTallies(this.weights.length);
    for (let i = 0; i < this.weights.length; i++) tallies.consolidated[i] = this.optimum.energyOf(i);
    return { tallies, writes: new Float64Array(this.weights.length) };
  }

  private changeTo(i: number, weight: number): void {
    this.optimum.changeOne(i, weight - this.weights[i]!);
    this.weights[i] = weight;
  }
}
