import { exp } from "../../math/elementary.js";
import { testOf } from "../cache.js";
import { checkedCache } from "../check-store.js";
import { groupBoundaries } from "../groups.js";
import type { Ledger } from "../ledger.js";
import { cachingPolicyNames } from "../policies.js";
import { type MovingThreshold, movingThreshold } from "../self-tuning/moving-threshold.js";
import type { CachingStoreOptions, Store } from "../store.js";
import { consolidationLimit } from "../threshold.js";
import type { WriteCounts } from "../writes/write-counts.js";
import { checkChange, checkSteps } from "./check-use.js";
import { norm } from "./norm.js";

/**
 * Synaptic caching: w = s + l, with l changed only where the trigger fires: a measure of s exceeds the threshold, or so many
 * time steps have gone by.
 */
export class CachingStore implements Store {
  readonly weights: Float64Array;
  /** s, the cheap part that decays. */
  readonly transient: Float64Array;
  /** l, the expensive part that lasts. */
  readonly persistent: Float64Array;
  protected readonly ledger: Ledger;
  /** s is multiplied by exp(−1/τ) every time step. */
  private readonly decayFactor: number;
  protected readonly boundaries: Uint32Array;
  private readonly statistic: "largest" | "sum" | "none";
  private readonly threshold: MovingThreshold;
  /** Consolidation leaves s at ±θ and takes only what exceeds it. */
  private readonly keepsThreshold: boolean;
  /** Time steps between two consolidations of a clock; Infinity without one. */
  private readonly period: number;
  private timestep = 0;
  private lastChange = 0;
  /** Whether the clock strikes at the end of this time step and has not been heard yet. */
  private strikes = false;
  private hasEnergy = true;
  private transientNorm = 0;
  protected persistentNorm: number;

  /** @throws UsageError for an option that is refused, learning without a cache included, which has no transient part */
  constructor(options: CachingStoreOptions) {
    const cache = checkedCache(options, cachingPolicyNames)!;
    const { group, trigger, keeps, decayTime } = cache;
    this.weights = options.weights.slice();
    this.persistent = options.weights.slice();
    this.transient = new Float64Array(options.weights.length);
    this.ledger = options.ledger;
    this.decayFactor = exp(-1 / decayTime);
    this.boundaries = groupBoundaries(options.layers, group);
    this.statistic = testOf(trigger, this.boundaries[1]!).statistic;
    this.threshold = movingThreshold(cache, this.boundaries);
    this.keepsThreshold = keeps === "threshold";
    this.period = "every" in trigger ? trigger.every : Number.POSITIVE_INFINITY;
    this.persistentNorm = norm(this.persistent);
  }

  get magnitude(): number {
    return this.transientNorm + this.persistentNorm;
  }

  /** θ as it is now: of every synapse or, for Σ|s|, of every group; one number where it is the same for all. */
  get thresholds(): number | Float64Array {
    return this.threshold.now();
  }

  advance(steps: number): void {
    checkSteps(steps);
    if (this.decayFactor === 1 && this.period === Number.POSITIVE_INFINITY) {
      this.threshold.pass?.(steps);
      this.ledger.hold(this.transientNorm, this.persistentNorm, steps);
      this.timestep += steps;
      return;
    }
    for (let step = 0; step < steps; step++) {
      this.endStep();
      this.threshold.pass?.(1);
      this.decay();
      this.ledger.hold(this.transientNorm, this.persistentNorm, 1);
      this.timestep += 1;
      this.strikes = this.timestep % this.period === 0;
    }
  }

  /** Ends a time step: where the clock strikes with it, everything is consolidated. The next step would see to it, too. */
  endStep(): void {
    this.threshold.endStep?.();
    if (!this.strikes) return;
    this.strikes = false;
    if (!this.hasEnergy) return;
    this.consolidateEverything();
  }

  change(delta: Float64Array, isLast = true): void {
    const { boundaries, transient, persistent, weights } = this;
    checkChange(delta, weights);
    for (let i = 0; i < transient.length; i++) {
      transient[i]! += delta[i]!;
      weights[i] = transient[i]! + persistent[i]!;
    }
    this.threshold.observe(this.timestep - this.lastChange, delta, transient);
    this.lastChange = this.timestep;
    // What the clock consolidates at the end of the step was never kept: it pays nothing for its change.
    const { strikes } = this;
    if (isLast) this.endStep();
    if (!(strikes && this.hasEnergy)) {
      let kept = 0;
      for (let g = 0; g + 1 < boundaries.length; g++) {
        const from = boundaries[g]!;
        const to = boundaries[g + 1]!;
        if (this.hasEnergy && this.isTested(delta, from, to) && this.exceeds(g, from, to))
          kept += this.consolidate(g, delta);
        else for (let i = from; i < to; i++) kept += Math.abs(delta[i]!);
      }
      this.ledger.changeTransient(kept);
    }
    this.transientNorm = norm(transient);
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
    counts.writeGroups(this.transient, this.boundaries);
  }

  finish(): void {
    this.consolidateEverything();
    this.strikes = false;
  }

  private decay(): void {
    const { transient, persistent, weights, decayFactor } = this;
    if (decayFactor === 1) return;
    for (let i = 0; i < transient.length; i++) {
      transient[i]! *= decayFactor;
      weights[i] = transient[i]! + persistent[i]!;
    }
    this.transientNorm = norm(transient);
  }

  /** Whether a change may consolidate a group that it leaves as it is: only where θ is the same or falls with the change. */
  private isTested(delta: Float64Array, from: number, to: number): boolean {
    if (this.threshold.testsAll) return true;
    for (let i = from; i < to; i++) if (delta[i] !== 0) return true;
    return false;
  }

  /** Whether what the trigger looks at in a group exceeds its threshold. */
  private exceeds(g: number, from: number, to: number): boolean {
    const { transient, threshold } = this;
    if (this.statistic === "none") return false;
    if (this.statistic === "sum") {
      let sum = 0;
      for (let i = from; i < to; i++) sum += Math.abs(transient[i]!);
      return sum > consolidationLimit(threshold.of(from, g));
    }
    for (let i = from; i < to; i++) if (Math.abs(transient[i]!) > consolidationLimit(threshold.of(i, g))) return true;
    return false;
  }

  /** Consolidates a group as the cache says; returns Σ|Δs| of what was not consolidated at once. */
  private consolidate(group: number, delta: Float64Array): number {
    const [from, to] = [this.boundaries[group]!, this.boundaries[group + 1]!];
    if (!this.keepsThreshold) {
      this.countWrites(from, to);
      this.consolidateAll(from, to);
      return 0;
    }
    let kept = 0;
    for (let i = from; i < to; i++) {
      const excess = this.consolidateExcess(i, this.threshold.of(i, group));
      kept += Math.max(0, Math.abs(delta[i]!) - excess);
    }
    return kept;
  }

  private consolidateEverything(): void {
    for (let g = 0; g + 1 < this.boundaries.length; g++) this.countWrites(this.boundaries[g]!, this.boundaries[g + 1]!);
    this.consolidateAll(0, this.transient.length);
    this.transientNorm = norm(this.transient);
  }

  /** Sums of magnitudes afresh, where s and l have been set from outside. */
  protected sumUp(): void {
    this.transientNorm = norm(this.transient);
    this.persistentNorm = norm(this.persistent);
  }

  /** Counts what consolidating one group is about to write, where writes are counted. */
  protected countWrites(from: number, to: number): void {
    this.ledger.writes?.writeGroup(this.transient, from, to);
  }

  /** Moves s into l over one group. */
  protected consolidateAll(from: number, to: number): void {
    const { transient, persistent, weights, ledger } = this;
    let size = 0;
    for (let i = from; i < to; i++) {
      size += ledger.sizeOf(transient[i]!);
      this.persistentNorm += Math.abs(weights[i]!) - Math.abs(persistent[i]!);
      persistent[i] = weights[i]!;
      transient[i] = 0;
    }
    ledger.consolidate(size);
  }

  /** Moves what exceeds ±θ into l, l += e·sign s with e = |s| − θ, and leaves s = θ·sign s; returns e. */
  protected consolidateExcess(i: number, threshold: number): number {
    const { transient, persistent, weights, ledger } = this;
    const sign = Math.sign(transient[i]!);
    const excess = Math.abs(transient[i]!) - threshold;
    if (!(excess > 0)) return 0;
    ledger.consolidate(ledger.sizeOf(sign * excess));
    ledger.writes?.writeOne(i);
    const before = Math.abs(persistent[i]!);
    persistent[i]! += sign * excess;
    transient[i] = sign * threshold;
    weights[i] = transient[i]! + persistent[i]!;
    this.persistentNorm += Math.abs(persistent[i]!) - before;
    return excess;
  }
}
