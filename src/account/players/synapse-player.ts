import { type ChangeCost, countsMagnitude, Ledger } from "../../caching/ledger.js";
import { VARIANCE_FADE } from "../../caching/self-tuning/moving-threshold.js";
import { consolidationLimit } from "../../caching/threshold.js";
import { playTrajectory } from "../../kernels/trajectory.js";
import { exp } from "../../math/elementary.js";
import { emptyTallies, type Played, type Player, type Weights } from "./player.js";
import type { SynapseSetting } from "./synapse-setting.js";

/**
 * Plays a policy that acts on each synapse alone, without the stores: these define what it computes, and a test compares them
 * (`test/account/players.test.ts`). Each synapse has sums of its own, so that they do not depend on what it is played with.
 * Where a change counts as its magnitude and nothing else has a price, rows go to a kernel.
 */
export class SynapsePlayer implements Player {
  private readonly setting: SynapseSetting;
  private readonly ledger: Ledger;
  /** Whether nothing but |s| against a limit decides and nothing decays, so that s is w − l. */
  private readonly isPlain: boolean;
  /** Whether what changes s, and what l holds, has a price, so that it is counted. */
  private readonly countsAll: boolean;
  /** Whether the kernel counts all there is to count. */
  private readonly hasKernel: boolean;
  private readonly initial: Float64Array;
  /** w of the row before. */
  private readonly weights: Float64Array;
  private readonly transient: Float64Array;
  private readonly persistent: Float64Array;
  private readonly variance: Float64Array | null;
  private readonly tallies;
  private readonly writes: Float64Array;
  /** The last time step whose time each synapse has been told of, where changes come as a list. */
  private told: Float64Array | null = null;
  private timestep = 0;
  /** What is still unknown of the variance: e^(−t/1000) after t time steps. */
  private unknown = 1;

  /** @param initial w(0) */
  constructor(initial: Float64Array, setting: SynapseSetting, cost: ChangeCost, countsAll: boolean) {
    const size = initial.length;
    this.setting = setting;
    this.ledger = new Ledger(cost);
    const { factor, decayFactor, period } = setting;
    this.isPlain = factor === null && decayFactor === 1 && period === Number.POSITIVE_INFINITY;
    this.countsAll = countsAll;
    this.hasKernel = countsMagnitude(cost) && !countsAll;
    this.initial = initial.slice();
    this.weights = initial.slice();
    this.persistent = initial.slice();
    this.transient = new Float64Array(size);
    this.variance = factor === null ? null : new Float64Array(size);
    // What nobody asked for has no place: all synapses of a stream are in memory.
    this.tallies = { ...emptyTallies(countsAll ? size : 0), ...sumsOf(size) };
    this.writes = new Float64Array(size);
  }

  rows(weights: Weights, rowCount: number): void {
    if (this.hasKernel) this.rowsInKernel(weights, rowCount);
    else for (let row = 0; row < rowCount; row++) this.row(weights, row * this.initial.length);
  }

  step(synapses: Int32Array, weights: Float64Array, count: number): void {
    this.told ??= new Float64Array(this.initial.length);
    this.timestep += 1;
    for (let k = 0; k < count; k++) {
      const i = synapses[k]!;
      this.pass(i, this.timestep);
      this.change(i, weights[k]! - this.weights[i]!);
      this.weights[i] = weights[k]!;
    }
  }

  partsOf(synapse: number): { transient: number; persistent: number } {
    if (this.told !== null) {
      this.pass(synapse, this.timestep);
      this.strike(synapse);
    }
    return { transient: this.transient[synapse]!, persistent: this.persistent[synapse]! };
  }

  finish(): Played {
    const { initial, transient, persistent, ledger, tallies, writes } = this;
    const decays = this.setting.decayFactor !== 1;
    for (let i = 0; i < initial.length; i++) {
      if (this.told !== null) {
        this.pass(i, this.timestep);
        this.strike(i);
      }
      if (transient[i] !== 0) this.consolidate(i, transient[i]!);
      // Without decay it is w of the source, whatever the rounding of its parts.
      const end = decays ? persistent[i]! : this.weights[i]!;
      // w(0) is not needed any more, so that the minimum stands in its place.
      initial[i] = ledger.sizeOf(end - initial[i]!);
    }
    const found = this.variance === null ? {} : { thresholds: this.variance.map((_, i) => this.thresholdNow(i)) };
    return { tallies: { ...tallies, minimal: initial }, writes, ...found };
  }

  private rowsInKernel(weights: Weights, rowCount: number): void {
    const { transient, persistent, variance, writes, weights: before, tallies, isPlain } = this;
    const { factor, threshold, keepsThreshold, decayFactor, period } = this.setting;
    const [known, strikes] = [new Float64Array(rowCount), new Uint8Array(rowCount)];
    for (let row = 0; row < rowCount; row++) {
      this.timestep += 1;
      this.unknown *= VARIANCE_FADE;
      known[row] = 1 - this.unknown;
      strikes[row] = Number(this.timestep % period === 0);
    }
    const { consolidated, transientHeld: held } = tallies;
    const state = { persistent, transient, consolidated, held, writes, weights: before, variance };
    const setting = { threshold: factor ?? threshold, adaptive: factor !== null, keepsThreshold, decayFactor };
    const constants = { tolerance: consolidationLimit(1), fade: VARIANCE_FADE, plain: isPlain };
    playTrajectory(state, weights, rowCount, { known, strikes }, { ...setting, ...constants });
    if (!isPlain || rowCount === 0) return;
    const last = (rowCount - 1) * before.length;
    before.set(weights.subarray(last, last + before.length));
  }

  private row(weights: Weights, offset: number): void {
    const { transient, persistent, tallies } = this;
    const { decayFactor } = this.setting;
    this.timestep += 1;
    this.unknown *= VARIANCE_FADE;
    for (let i = 0; i < transient.length; i++) {
      const s = transient[i]! * decayFactor;
      transient[i] = s;
      tallies.transientHeld[i]! += Math.abs(s);
      if (this.countsAll) tallies.persistentHeld[i]! += Math.abs(persistent[i]!);
      const weight = weights[offset + i]!;
      this.change(i, weight - this.weights[i]!);
      this.weights[i] = weight;
      this.strike(i);
    }
  }

  /** A synapse changes by Δw in the present time step; decay and what is held have been seen to. */
  private change(i: number, delta: number): void {
    const { variance, transient, setting } = this;
    if (variance !== null) variance[i] = variance[i]! * VARIANCE_FADE + delta * delta * (1 - VARIANCE_FADE);
    if (delta === 0) return;
    let { threshold, limit } = setting;
    if (variance !== null) {
      threshold = this.thresholdNow(i);
      limit = consolidationLimit(threshold);
    }
    const s = transient[i]! + delta;
    transient[i] = s;
    const size = Math.abs(s);
    if (size > limit) {
      const excess = setting.keepsThreshold ? size - threshold : size;
      this.consolidate(i, s > 0 ? excess : -excess);
      if (setting.keepsThreshold) {
        transient[i] = s > 0 ? threshold : -threshold;
        this.keep(i, Math.max(0, Math.abs(delta) - excess));
      }
    } else if (this.timestep % setting.period !== 0) {
      // What the clock consolidates at the end of the step was never kept: it pays nothing for its change.
      this.keep(i, Math.abs(delta));
    }
  }

  /** So much of s was changed, and not consolidated at once. */
  private keep(i: number, size: number): void {
    if (this.countsAll) this.tallies.transientChanged[i]! += size;
  }

  /** At the end of a time step with which the clock strikes, all of s goes into l. */
  private strike(i: number): void {
    if (this.timestep % this.setting.period !== 0 || this.transient[i] === 0) return;
    this.consolidate(i, this.transient[i]!);
  }

  /** Moves a part of s into l. */
  private consolidate(i: number, moved: number): void {
    this.tallies.consolidated[i]! += this.ledger.sizeOf(moved);
    this.persistent[i]! += moved;
    this.transient[i]! -= moved;
    this.writes[i]! += 1;
  }

  /** θ by what is known now of the changes of a synapse; 0 as long as nothing is. */
  private thresholdNow(i: number): number {
    const factor = this.setting.factor!;
    if (factor === Number.POSITIVE_INFINITY) return factor;
    return this.unknown === 1 ? 0 : factor * Math.sqrt(this.variance![i]! / (1 - this.unknown));
  }

  /** Lets the time pass of which a synapse has not been told, up to the decay of this time step; clocks strike in between. */
  private pass(i: number, until: number): void {
    const told = this.told!;
    const { period } = this.setting;
    for (let at = told[i]!; at < until; ) {
      // The end of a step of which the synapse has been told belongs to the next time that it is looked at.
      if (at > 0 && at % period === 0 && this.transient[i] !== 0) this.consolidate(i, this.transient[i]!);
      const next = Math.min(until, at - (at % period) + period);
      this.hold(i, next - at);
      at = next;
    }
    told[i] = until;
  }

  /** Charges what is held for so many time steps in which nothing changes, decay included. */
  private hold(i: number, steps: number): void {
    const { transient, persistent, tallies, setting } = this;
    const { decayFactor, decayTime } = setting;
    const s = transient[i]!;
    if (this.countsAll) tallies.persistentHeld[i]! += Math.abs(persistent[i]!) * steps;
    if (decayFactor === 1) {
      tallies.transientHeld[i]! += Math.abs(s) * steps;
      return;
    }
    // |s|(f + f² + … + fⁿ), f = e^(−1/τ)
    const left = exp(-steps / decayTime);
    tallies.transientHeld[i]! += (Math.abs(s) * decayFactor * (1 - left)) / (1 - decayFactor);
    transient[i] = s * left;
  }
}

/** The sums that are always counted. */
const sumsOf = (size: number) => ({
  consolidated: new Float64Array(size),
  transientHeld: new Float64Array(size),
});
