import { exp } from "../../math/elementary.js";
import { type CacheSetting, testOf } from "../cache.js";
import { GrowthOfSquares } from "./growth-of-squares.js";
import { type CacheLaw, selfTuningLaw, thresholdAtRate } from "./law.js";

/** θ as a store asks for it, whether it stays or moves. */
export interface MovingThreshold {
  /** Is told of every change Δw and of s with it, before it is tested, and of the time steps since the one before. */
  observe(gap: number, delta: Float64Array, transient: Float64Array): void;
  /** Is told of time that passes, and of the end of a step, where what counts is what a step comes to. */
  pass?(steps: number): void;
  endStep?(): void;
  /** Whether every change tests all groups; otherwise those in which something changes. */
  readonly testsAll: boolean;
  /** θ of a synapse of a group or, where Σ|s| is looked at, of the group. */
  of(synapse: number, group: number): number;
  /** θ as it is: one number where it is the same for all. */
  now(): number | Float64Array;
}

/** The mean gap between updates is learned over so many of them. */
const UPDATE_WINDOW = 16;

/**
 * Of a gap that is longer than the mean one, one in so many steps beyond that counts. Of 2 and 4 it is the one of less regret on three
 * seeds of 600 inputs at loads .5, 1 and 1.5; of ½, 1, 2, 4 and 16 on four seeds of 300 inputs it was 2, by 1.496 to 1.506.
 */
const SILENCE = 4;

/**
 * How often a neuron is updated, from the time steps between its updates: p̂ = ω/ḡ with ḡ += (g − ḡ)/16, ω += (1 − ω)/16, both
 * from 0, so that p̂ is right from the first update on.
 */
export class UpdateRate {
  private meanGap = 0;
  private weight = 0;

  /** @returns p̂, the share of time steps with an update */
  observe(gap: number): number {
    this.meanGap += (gap - this.meanGap) / UPDATE_WINDOW;
    this.weight += (1 - this.weight) / UPDATE_WINDOW;
    return this.weight / this.meanGap;
  }

  /**
   * p̂ when there has been no update for so many time steps. A gap that is longer than the mean one says that there will be fewer
   * updates than there were: of what it is longer a quarter is believed, as it may be chance.
   *
   * @returns 1 before the first update
   */
  inGap(steps: number): number {
    if (this.weight === 0) return 1;
    const gap = this.meanGap / this.weight;
    return 1 / (gap + Math.max(0, steps - gap) / SILENCE);
  }
}

/** θ of each group, which stays what it is. */
class Fixed implements MovingThreshold {
  readonly testsAll = true;
  private readonly thresholds: Float64Array;

  constructor(thresholds: Float64Array) {
    this.thresholds = thresholds;
  }

  observe(): void {}

  of(_synapse: number, group: number): number {
    return this.thresholds[group]!;
  }

  now(): number | Float64Array {
    const first = this.thresholds[0]!;
    return this.thresholds.every((threshold) => threshold === first) ? first : this.thresholds.slice();
  }
}

/** What a rule that moves θ has to know of its store. */
interface Place {
  laws: CacheLaw[];
  boundaries: Uint32Array;
  sums: boolean;
}

/** Of a synapse, or where sums are looked at of a group, that of its group. */
function overUnits(
  { boundaries, sums }: Place,
  valueIn: (from: number, to: number, group: number) => number,
): Float64Array {
  const groupCount = boundaries.length - 1;
  const values = new Float64Array(sums ? groupCount : boundaries.at(-1)!);
  for (let g = 0; g < groupCount; g++) {
    const [from, to] = [boundaries[g]!, boundaries[g + 1]!];
    if (sums) values[g] = valueIn(from, to, g);
    else for (let i = from; i < to; i++) values[i] = valueIn(i, i + 1, g);
  }
  return values;
}

const sumOf = (values: Float64Array, from: number, to: number): number => {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum;
};

/** θ that follows the rate of updates, where each changes every synapse by ±1. */
class ByUpdates implements MovingThreshold {
  readonly testsAll = true;
  private readonly rate = new UpdateRate();
  private readonly growth: GrowthOfSquares | null;
  private readonly place: Place;
  private readonly thresholds: Float64Array;

  constructor(place: Place) {
    this.place = place;
    this.thresholds = new Float64Array(place.laws.length);
    const { growthWindow } = place.laws[0]!;
    this.growth = growthWindow === undefined ? null : new GrowthOfSquares(growthWindow);
  }

  observe(gap: number, delta: Float64Array, transient: Float64Array): void {
    const updates = this.rate.observe(gap);
    const rate = this.growth === null ? updates : Math.min(updates, this.growth.observe(gap, delta, transient));
    for (let g = 0; g < this.thresholds.length; g++) this.thresholds[g] = thresholdAtRate(this.place.laws[g]!, rate);
  }

  of(_synapse: number, group: number): number {
    return this.thresholds[group]!;
  }

  now(): number | Float64Array {
    return this.thresholds.length === 1 ? this.thresholds[0]! : this.thresholds.slice();
  }
}

/** θ that follows the rate of updates, where each changes synapse i by a root mean square of its own. */
class ByScaledUpdates implements MovingThreshold {
  readonly testsAll = true;
  private readonly rate = new UpdateRate();
  private readonly place: Place;
  /** factor·⟨x_i²⟩^½ of every synapse, or its sum over every group. */
  private readonly scales: Float64Array;
  private deviation = 0;

  constructor(place: Place, rootMeanSquares: Float64Array) {
    this.place = place;
    this.scales = overUnits(place, (from, to, g) => place.laws[g]!.factor * sumOf(rootMeanSquares, from, to));
  }

  observe(gap: number): void {
    this.deviation = Math.sqrt(this.rate.observe(gap));
  }

  of(synapse: number, group: number): number {
    return this.deviation * this.scales[this.place.sums ? group : synapse]!;
  }

  now(): Float64Array {
    return this.scales.map((scale) => this.deviation * scale);
  }
}

/** Time steps over which a synapse learns the variance of its own changes. */
const VARIANCE_WINDOW = 1000;
/** What is left of v after a time step. */
export const VARIANCE_FADE = exp(-1 / VARIANCE_WINDOW);

/**
 * θ that follows the variance of each synapse's own changes, v += (Δw² − v)(1 − e^(−1/1000)) a time step, bias-corrected. Only what
 * changes is tested, so that θ is set where something changes and stays between changes, though v goes on to fade.
 */
class BySynapses implements MovingThreshold {
  readonly testsAll: boolean = true;
  protected readonly place: Place;
  private readonly variance: Float64Array;
  private readonly share = 1 - VARIANCE_FADE;
  /** What is still unknown of v: e^(−t/1000) after t time steps. */
  private unknown = 1;
  private readonly thresholds: Float64Array;

  constructor(place: Place) {
    this.place = place;
    this.variance = new Float64Array(place.boundaries.at(-1)!);
    this.thresholds = overUnits(place, (_from, _to, g) =>
      place.laws[g]!.factor === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : 0,
    );
  }

  observe(gap: number, delta: Float64Array): void {
    const { variance, share } = this;
    const fade = exp(-gap / VARIANCE_WINDOW);
    this.unknown *= fade;
    for (let i = 0; i < variance.length; i++) variance[i] = variance[i]! * fade + delta[i]! * delta[i]! * share;
    const { boundaries, sums } = this.place;
    for (let g = 0; g + 1 < boundaries.length; g++) {
      const [from, to] = [boundaries[g]!, boundaries[g + 1]!];
      if (sums) {
        if (delta.subarray(from, to).some((change) => change !== 0)) this.thresholds[g] = this.at(from, to, g);
      } else {
        for (let i = from; i < to; i++) if (delta[i] !== 0) this.thresholds[i] = this.at(i, i + 1, g);
      }
    }
  }

  /** factor·σ, or factor·Σσ, of some synapses of a group, by what is known now; 0 as long as nothing is. */
  protected at(from: number, to: number, group: number): number {
    const { factor } = this.place.laws[group]!;
    // Never before the end is also that of a synapse that has not changed.
    if (factor === Number.POSITIVE_INFINITY) return factor;
    if (this.unknown === 1) return 0;
    let deviation = 0;
    for (let i = from; i < to; i++) deviation += Math.sqrt(this.variance[i]! / (1 - this.unknown));
    return factor * deviation;
  }

  of(synapse: number, group: number): number {
    return this.thresholds[this.place.sums ? group : synapse]!;
  }

  now(): Float64Array {
    return overUnits(this.place, (from, to, g) => this.at(from, to, g));
  }
}

/**
 * The same of learners that change synapses several times in a time step. Δw is what these come to, and is known at the end of
 * the step; so the changes of a step are tested against θ of the steps before. Of a synapse that has not changed in any of them
 * v is 0, and so is θ: all it changes by in its first step is consolidated at once, unless nothing ever is, θ = ∞.
 */
class ByNetChanges extends BySynapses {
  // θ falls between changes, and a synapse that does not change is not looked at.
  override readonly testsAll = false;
  private readonly net: Float64Array;
  private isOpen = false;

  constructor(place: Place) {
    super(place);
    this.net = new Float64Array(place.boundaries.at(-1)!);
  }

  override observe(_gap: number, delta: Float64Array): void {
    for (let i = 0; i < delta.length; i++) this.net[i]! += delta[i]!;
  }

  /** By v as it is at the end of the step before, however long ago the last change was. */
  override of(synapse: number, group: number): number {
    const { boundaries, sums } = this.place;
    return sums ? this.at(boundaries[group]!, boundaries[group + 1]!, group) : this.at(synapse, synapse + 1, group);
  }

  pass(steps: number): void {
    if (steps === 0) return;
    this.endStep();
    if (steps > 1) super.observe(steps - 1, this.net);
    this.isOpen = true;
  }

  endStep(): void {
    if (!this.isOpen) return;
    super.observe(1, this.net);
    this.net.fill(0);
    this.isOpen = false;
  }
}

/** θ of a store, group by group: a number stays what it is, a rule moves it. */
export function movingThreshold(
  cache: Pick<CacheSetting, "trigger" | "keeps" | "decayTime">,
  boundaries: Uint32Array,
): MovingThreshold {
  const sizes = Array.from(boundaries.subarray(1), (end, g) => end - boundaries[g]!);
  const tests = sizes.map((size) => testOf(cache.trigger, size));
  const { statistic, threshold: tuning } = tests[0]!;
  if (typeof tuning === "number") return new Fixed(Float64Array.from(tests, ({ threshold }) => threshold as number));
  const known = new Map<number, CacheLaw>();
  const laws = sizes.map((size) => {
    const law = known.get(size) ?? selfTuningLaw(tuning, { ...cache, statistic }, size);
    known.set(size, law);
    return law;
  });
  const place = { laws, boundaries, sums: statistic === "sum" };
  if (tuning.learnsFrom === "synapses") return new BySynapses(place);
  if (tuning.learnsFrom === "net changes") return new ByNetChanges(place);
  if (tuning.learnsFrom === "updates") return new ByUpdates(place);
  return new ByScaledUpdates(place, tuning.learnsFrom);
}
