import type { Ledger } from "../ledger.js";
import type { NetworkOptions, Store } from "../store.js";
import { checkChange, checkSteps } from "./check-use.js";
import { norm } from "./norm.js";

/** Classic learning, policy `none`: every change is persistent at once. */
export class ClassicStore implements Store {
  readonly weights: Float64Array;
  private readonly ledger: Ledger;
  private weightNorm: number;

  constructor({ weights, ledger }: NetworkOptions) {
    this.weights = weights.slice();
    this.ledger = ledger;
    this.weightNorm = norm(weights);
  }

  get magnitude(): number {
    return this.weightNorm;
  }

  advance(steps: number): void {
    checkSteps(steps);
    this.ledger.hold(0, this.weightNorm, steps);
  }

  change(delta: Float64Array): void {
    const { weights, ledger } = this;
    checkChange(delta, weights);
    let size = 0;
    let weightNorm = 0;
    for (let i = 0; i < weights.length; i++) {
      weights[i]! += delta[i]!;
      weightNorm += Math.abs(weights[i]!);
      size += ledger.sizeOf(delta[i]!);
    }
    ledger.consolidate(size);
    if (ledger.writes !== undefined)
      for (let i = 0; i < delta.length; i++) if (delta[i] !== 0) ledger.writes.writeOne(i);
    this.weightNorm = weightNorm;
  }

  residual(): number {
    return 0;
  }

  /** Everything is written already. */
  residualWrites(): void {}

  finish(): void {}
}
