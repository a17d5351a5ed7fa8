import { exp } from "../../math/elementary.js";
import type { CacheSetting } from "../cache.js";
import { checkedCache } from "../check-store.js";
import type { Ledger } from "../ledger.js";
import { comparisonNames } from "../policies.js";
import type { CachingStoreOptions, Store } from "../store.js";
import type { WriteCounts } from "../writes/write-counts.js";
import { checkChange, checkSteps } from "./check-use.js";
import { leaseOfExcess } from "./lease-of-excess.js";
import { type Lease, leaseOfLevels, leaseOfWhole } from "./leases.js";
import { norm } from "./norm.js";

const leaseOf = ({ trigger }: CacheSetting, synapseCount: number): Lease | null => {
  if ("rent" in trigger) return leaseOfWhole(synapseCount, trigger.rent);
  if ("silence" in trigger) return leaseOfExcess(trigger.silence);
  return "held" in trigger ? leaseOfLevels(synapseCount, trigger.held) : null;
};

/**
 * Rent or buy: holding s is rent, consolidating it is buying, and a synapse buys what it has rented for about as much as that
 * costs. So it never pays much more than one that knew how long it would rent (Karlin et al., Algorithmica 1988;3:79). It is
 * given no threshold and no variance, and is there to be compared with; so is the excess over a threshold that falls in silence.
 * What is due is bought at the end of a time step, whether something has changed in it or not.
 */
export class RentingStore implements Store {
  readonly weights: Float64Array;
  /** s, which is rented. */
  readonly transient: Float64Array;
  /** l, which is bought. */
  readonly persistent: Float64Array;
  private readonly ledger: Ledger;
  /** s is multiplied by exp(−1/τ) every time step. */
  private readonly decayFactor: number;
  private readonly lease: Lease;
  /** |Δw| of the present time step, which pays nothing for what is consolidated at its end. */
  private readonly changed: Float64Array;
  private isOpen = false;
  private hasEnergy = true;

  /** @throws UsageError for an option that is refused, and for another policy */
  constructor(options: CachingStoreOptions) {
    const cache = checkedCache(options, comparisonNames)!;
    this.weights = options.weights.slice();
    this.persistent = options.weights.slice();
    this.transient = new Float64Array(options.weights.length);
    this.changed = new Float64Array(options.weights.length);
    this.ledger = options.ledger;
    this.decayFactor = exp(-1 / cache.decayTime);
    this.lease = leaseOf(cache, this.weights.length)!;
  }

  advance(steps: number): void {
    checkSteps(steps);
    for (let step = 0; step < steps; step++) {
      this.endStep();
      this.isOpen = true;
      this.lease.pass?.();
      this.decay();
      this.ledger.hold(norm(this.transient), norm(this.persistent), 1);
      for (let i = 0; i < this.transient.length; i++) this.lease.hold(i, this.transient[i]!);
    }
  }

  change(delta: Float64Array, isLast = true): void {
    const { transient, persistent, weights, changed, lease } = this;
    checkChange(delta, weights);
    lease.update?.();
    for (let i = 0; i < transient.length; i++) {
      if (delta[i] === 0) continue;
      const before = transient[i]!;
      transient[i] = before + delta[i]!;
      weights[i] = transient[i]! + persistent[i]!;
      changed[i]! += Math.abs(delta[i]!);
      lease.change(i, before, transient[i]!);
    }
    this.isOpen = true;
    if (isLast) this.endStep();
  }

  /** Ends a time step: what is due is bought. The next step would see to it, too. */
  endStep(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    let [size, kept] = [0, 0];
    for (let i = 0; i < this.transient.length; i++) {
      const bought = this.hasEnergy ? this.buy(i) : 0;
      size += this.ledger.sizeOf(bought);
      kept += Math.max(0, this.changed[i]! - Math.abs(bought));
    }
    this.changed.fill(0);
    this.ledger.consolidate(size);
    this.ledger.changeTransient(kept);
  }

  setEnergy(available: boolean): void {
    this.hasEnergy = available;
  }

  residual(): number {
    let size = 0;
    for (let i = 0; i < this.transient.length; i++) size += this.ledger.sizeOf(this.transient[i]!);
    return size;
  }

  residualWrites(counts: WriteCounts): void {
    for (let i = 0; i < this.transient.length; i++) if (this.transient[i] !== 0) counts.writeOne(i);
  }

  finish(): void {
    this.endStep();
    if (this.ledger.writes !== undefined) this.residualWrites(this.ledger.writes);
    this.ledger.consolidate(this.residual());
    this.persistent.set(this.weights);
    this.transient.fill(0);
  }

  /** Moves what is due of s into l; returns how much that is, with its sign. */
  private buy(i: number): number {
    const { transient, persistent, weights, lease } = this;
    const sign = Math.sign(transient[i]!);
    const due = sign * lease.buy(i, transient[i]!);
    if (due === 0) return 0;
    this.ledger.writes?.writeOne(i);
    const isAll = due === transient[i];
    persistent[i] = isAll ? weights[i]! : persistent[i]! + due;
    transient[i] = isAll ? 0 : transient[i]! - due;
    weights[i] = transient[i]! + persistent[i]!;
    return due;
  }

  private decay(): void {
    const { transient, persistent, weights, decayFactor } = this;
    if (decayFactor === 1) return;
    for (let i = 0; i < transient.length; i++) {
      transient[i]! *= decayFactor;
      weights[i] = transient[i]! + persistent[i]!;
    }
  }
}
