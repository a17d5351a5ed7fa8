import { check, isAtLeast, isFiniteNumber } from "../../schema/check.js";
import type { Store } from "../store.js";
import { checkChange, checkSteps } from "../stores/check-use.js";
import { RisingSlope } from "./rising-slope.js";

/**
 * The least energy that any policy could have reached on the same trajectory, had it known the future: given w(t), the least of
 * Σ_{t=1…T} |l(t) − l(t−1)| + c|w(t−1) − l(t−1)| over all l with l(0) = w(0) and l(T) = w(T). Nothing decays; a change costs |Δl|.
 *
 * Let f_t(l) be the least that has been paid by time step t with l(t) = l. It is convex and piecewise linear. A time step adds
 * c|w − l|, and moving l from one value to another cuts its slopes to [−1, 1]. So a synapse is no more than a list of the places
 * where its f bends (`RisingSlope`), some 1/c of them at most, and each change of w takes one more. It is told of the same events as every
 * other store, and can stand beside them (`storesSideBySide`).
 *
 * This is total-variation denoising of w with an absolute data term.
 */
export class OfflineOptimum implements Store {
  readonly weights: Float64Array;
  private readonly slopes: readonly RisingSlope[];
  private readonly maintenanceCost: number;
  private timestep = 0;
  /** When each synapse has changed last. */
  private readonly changedAt: Float64Array;

  /**
   * @param weights w(0); copied
   * @param maintenanceCost c ≥ 0, per unit of |w − l| held for one time step
   * @throws UsageError for a cost that is no finite number ≥ 0
   */
  constructor(weights: Float64Array, maintenanceCost: number) {
    const isCost = isAtLeast(maintenanceCost, 0) && isFiniteNumber(maintenanceCost);
    check(isCost, "maintenanceCost", "a finite number ≥ 0", maintenanceCost, "Use 0 for no cost.");
    this.weights = weights.slice();
    this.maintenanceCost = maintenanceCost;
    this.slopes = Array.from(weights, (weight) => new RisingSlope(weight));
    this.changedAt = new Float64Array(weights.length);
  }

  advance(steps: number): void {
    checkSteps(steps);
    this.timestep += steps;
  }

  change(delta: Float64Array): void {
    checkChange(delta, this.weights);
    for (let i = 0; i < delta.length; i++) this.changeOne(i, delta[i]!);
  }

  /** The same for one synapse: w_i changes by Δw at the end of the present time step. */
  changeOne(i: number, delta: number): void {
    if (delta === 0) return;
    this.hold(i);
    this.weights[i]! += delta;
  }

  residual(): number {
    return 0;
  }

  finish(): void {}

  /** The optimum, Σ over the synapses, were this the end: everything consolidated, l(T) = w(T). */
  get energy(): number {
    let energy = 0;
    for (let i = 0; i < this.slopes.length; i++) energy += this.energyOf(i);
    return energy;
  }

  /** The part of it that one synapse takes. */
  energyOf(i: number): number {
    this.hold(i);
    return this.slopes[i]!.at(this.weights[i]!);
  }

  /** Charges holding w_i − l_i since its last change. */
  private hold(i: number): void {
    const steps = this.timestep - this.changedAt[i]!;
    this.changedAt[i] = this.timestep;
    if (steps > 0 && this.maintenanceCost > 0) this.slopes[i]!.add(this.maintenanceCost * steps, this.weights[i]!);
  }
}
