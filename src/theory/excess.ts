/**
 * What it costs to consolidate only the excess: where |s| > θ, the part |s| − θ, so that s stays at ±θ. Of a random walk with
 * a cost in proportion to what is moved and to what is held that is the best control: (σ_s²/2)V″ + c|s| = g, V′(θ) = 1 and
 * V″(θ) = 0 give θ = σ_s/√c and a power of σ_s√c, where restarting at 0 takes at least 2/√3 of that.
 *
 * The walk is reflected at ±θ. With decay its density is that of an Ornstein-Uhlenbeck process, e^{−x²}/(√π σ erf a) with
 * σ² = τσ_s², x = s/σ, a = θ/σ; without, it is uniform. What is pushed out is σ_s²P(θ) a step, both ends together.
 *
 * For what is consolidated in the long run let f solve (σ_s²/2)f″ − (s/τ)f′ = 0 with f′(±θ) = 1, so f′ = e^{x²−a²}. By Itô's
 * formula the consolidated weight is ∫ σ_s f′ dW but for a bounded part; its variance grows as ρσ_s² with ρ = ⟨f′²⟩, and a
 * drift v of the changes is consolidated at the rate χv, χ = ⟨f′⟩.
 */
import { complement } from "../math/complement.js";
import { dawson } from "../math/dawson.js";
import { exp } from "../math/elementary.js";
import { erf } from "../math/erf.js";
import { rootBelow } from "../math/root.js";
import { type DecayingWalk, decayRange } from "./caching-with-decay.js";
import { steadyStateRanges } from "./caching-without-decay.js";
import { checkNumbers, finite } from "./check.js";
import { TOLERANCE } from "./steps-to-exceed.js";

/** A synapse of which only the excess is consolidated, per time step. A continuous walk has no number of consolidations. */
export interface ExcessState {
  /** ⟨|s|⟩ = σ(1 − e^{−a²})/(√π erf a), θ/2 without decay. */
  meanTransient: number;
  /** σ_s²P(θ) = (σ_s/√τ) e^{−a²}/(√π erf a), σ_s²/(2θ) without decay. */
  consolidationPower: number;
  /** c⟨|s|⟩. */
  maintenancePower: number;
}

/** What of the changes reaches the persistent weight in the long run; both are 1 without decay. */
export interface ExcessTransfer {
  /** ρ = 2e^{−a²}D(a)/(√π erf a), of their variance. */
  varianceShare: number;
  /** χ = 2a e^{−a²}/(√π erf a), of their drift. */
  driftShare: number;
}

const ROOT_PI = Math.sqrt(Math.PI);
/** From here on e^{−a²} underflows: nothing is consolidated. */
const NEVER = 28;

const ranges = { ...steadyStateRanges, ...decayRange };

/** θ/σ; without decay 0, without changes Infinity. */
function ratioOf({ updateVariance, decayTime }: DecayingWalk, threshold: number): number {
  return decayTime === Number.POSITIVE_INFINITY ? 0 : threshold / Math.sqrt(updateVariance) / Math.sqrt(decayTime);
}

/**
 * @param threshold θ > 0
 * @throws RangeError for a value out of its range, and where a result is beyond the largest number
 */
export function excessSteadyState(walk: DecayingWalk, threshold: number, maintenanceCost: number): ExcessState {
  checkNumbers({ ...walk, threshold, maintenanceCost }, ranges);
  const a = ratioOf(walk, threshold);
  // In units of θ, so that both have their limits ½ and ½ where a is 0.
  const held = a === 0 ? 0.5 : a > NEVER ? 1 / ROOT_PI / a : complement(a * a) / (ROOT_PI * erf(a) * a);
  const pushed = a === 0 ? 0.5 : a > NEVER ? 0 : (a * exp(-a * a)) / (ROOT_PI * erf(a));
  const meanTransient = threshold * held;
  return finite({
    meanTransient,
    consolidationPower: (walk.updateVariance / threshold) * pushed,
    maintenancePower: maintenanceCost * meanTransient,
  });
}

/** @throws RangeError for a value out of its range */
export function excessTransfer(walk: DecayingWalk, threshold: number): ExcessTransfer {
  checkNumbers({ ...walk, threshold, maintenanceCost: 0 }, ranges);
  const a = ratioOf(walk, threshold);
  if (a === 0) return { varianceShare: 1, driftShare: 1 };
  if (a > NEVER) return { varianceShare: 0, driftShare: 0 };
  const factor = (2 * exp(-a * a)) / (ROOT_PI * erf(a));
  return { varianceShare: factor * dawson(a), driftShare: factor * a };
}

/**
 * The θ of least power. In units of σ_s/√τ that power is [cτ + (1 − cτ)e^{−a²}]/(√π erf a), which falls for ever if cτ ≤ 1:
 * Infinity. Else √π a erf a + e^{−a²} − 1 = 1/(cτ − 1), whose left side rises from 0, as a² at first and never above it.
 * Without decay σ_s/√c.
 *
 * @throws RangeError for a value out of its range
 */
export function excessOptimalThreshold(walk: DecayingWalk, maintenanceCost: number): number {
  const { updateVariance, decayTime } = walk;
  checkNumbers({ ...walk, threshold: 1, maintenanceCost }, ranges);
  const decayCost = maintenanceCost === 0 ? 0 : maintenanceCost * decayTime;
  if (decayCost <= 1) return Number.POSITIVE_INFINITY;
  if (decayCost === Number.POSITIVE_INFINITY) return finite(Math.sqrt(updateVariance) / Math.sqrt(maintenanceCost));
  const right = 1 / (decayCost - 1);
  // √π a erf a + e^{−a²} − 1 ≥ a² − a⁴/6, and ≥ √π a erf(1) − 1 from a = 1 on.
  const high = right < 0.5 ? Math.sqrt(2 * right) : 2 * (right + 1);
  const a = rootBelow(high, (x) => ROOT_PI * x * erf(x) - complement(x * x) - right);
  return finite(a * Math.sqrt(updateVariance) * Math.sqrt(decayTime));
}

/**
 * The same with changes of ±η, of which a share p of the time steps has one, without decay: exact for every θ. From θ down
 * s takes the values θ − kη, k = 0 … j with j = ⌊2θ/η⌋, until the next change leads below −θ, and to −θ; and from there up
 * alike. The time spent at θ − kη falls linearly, as j + 1 − k. Where θ/η is an integer that makes all places alike.
 *
 * @param threshold θ ≥ 0
 */
export function excessLatticeState(
  { errorRate, learningRate = 1 }: { errorRate: number; learningRate?: number },
  threshold: number,
  maintenanceCost: number,
): ExcessState {
  checkNumbers(
    { errorRate, learningRate, threshold, maintenanceCost },
    {
      errorRate: { min: 0, max: 1 },
      learningRate: { min: 0, exclusive: true },
      threshold: { min: 0 },
      maintenanceCost: { min: 0 },
    },
  );
  const height = threshold / learningRate;
  const last = Math.floor(2 * height * (1 + TOLERANCE));
  const total = ((last + 1) * (last + 2)) / 2;
  // Σ (j + 1 − k)(θ − k) over k = 0 … q.
  const moment = (q: number): number =>
    (q + 1) * (last + 1) * height - ((last + 1 + height) * q * (q + 1)) / 2 + (q * (q + 1) * (2 * q + 1)) / 6;
  const meanTransient = (learningRate * (2 * moment(Math.floor(height)) - moment(last))) / total;
  // Half of the changes at θ go up and are consolidated, and half of those at the last place go down beyond −θ.
  const moved = (last + 1 + (last + 1 - 2 * height)) / 2 / total;
  return finite({
    meanTransient,
    consolidationPower: errorRate * learningRate * moved,
    maintenancePower: maintenanceCost * meanTransient,
  });
}
