import type { PolicyAtThreshold } from "../caching/cache.js";
import type { CachingPolicyName } from "../caching/policies.js";
import type { Counted } from "../caching/priced.js";
import type { JobOf, ResultOf } from "../jobs/index.js";
import { logarithmicGrid } from "../math/grid.js";
import { leastOf } from "../math/least.js";
import type { SettingCounts } from "../perceptron/index.js";
import {
  cachedInefficiency,
  consolidationEnergy,
  maintenanceEnergy,
  optimalThreshold,
  perceptronLearning,
} from "../theory/index.js";
import { energyAt } from "./priced.js";
import { convergedInWords, seedsUpTo } from "./sample.js";
import type { Scale } from "./scale.js";

/**
 * The energy landscape that figures 2B, 2C and 4B look at from different sides: N = P, no decay, every policy and
 * threshold from one trajectory a seed, and every price afterwards.
 */
export const LANDSCAPE: Record<Scale, { inputCount: number; patternCount: number; seedCount: number; points: number }> =
  {
    quick: { inputCount: 1000, patternCount: 1000, seedCount: 10, points: 48 },
    paper: { inputCount: 1000, patternCount: 1000, seedCount: 100, points: 96 },
    tiny: { inputCount: 40, patternCount: 40, seedCount: 2, points: 12 },
  };

export const landscapePolicies = [
  "local-global",
  "local-local",
  "global-global",
] as const satisfies CachingPolicyName[];
export type LandscapePolicy = (typeof landscapePolicies)[number];

/**
 * Thresholds of a policy, beside 0 and Infinity: half-integers, because s is an integer and ties with θ are best
 * avoided. `global-global` compares θ with a sum over N synapses whose mean |s| is some tenth of N at most.
 */
function thresholds(policy: LandscapePolicy, scale: Scale): number[] {
  const { inputCount, points } = LANDSCAPE[scale];
  const [low, high] = policy === "global-global" ? [0.5 * inputCount, 60 * inputCount] : [0.5, 400];
  const halves = logarithmicGrid(low, high, points).map((value) => Math.floor(value) + 0.5);
  return [0, ...new Set(halves), Number.POSITIVE_INFINITY];
}

export const settingsOf = (scale: Scale): PolicyAtThreshold[] =>
  landscapePolicies.flatMap((policy) => thresholds(policy, scale).map((threshold) => ({ policy, threshold })));

/** One trajectory a seed, for all policies and thresholds. */
export function landscapeJobs(scale: Scale): JobOf<"perceptron-settings">[] {
  const { inputCount, patternCount, seedCount } = LANDSCAPE[scale];
  return seedsUpTo(seedCount).map((seed) => ({
    kind: "perceptron-settings",
    parameters: { inputCount, patternCount, seed },
    settings: settingsOf(scale),
  }));
}

/** What a policy and threshold came to in one run. */
export interface LandscapePoint extends Counted {
  policy: LandscapePolicy;
  threshold: number;
}

/** One converged run: the energies that do not depend on caching, and a point for every setting. */
export interface LandscapeRun {
  /** M without caching. */
  classicEnergy: number;
  minimalEnergy: number;
  points: LandscapePoint[];
}

/** The converged runs of all seeds. */
export function landscape(resultOf: ResultOf, scale: Scale): LandscapeRun[] {
  const runs = landscapeJobs(scale).map((job) => resultOf(job));
  return runs.filter((outcomes) => outcomes[0]!.converged).map(toRun);
}

export function toRun(outcomes: readonly SettingCounts[]): LandscapeRun {
  const points = outcomes.map(
    ({ policy, threshold, tally }): LandscapePoint => ({ policy: policy as LandscapePolicy, threshold, tally }),
  );
  // θ = 0 consolidates every change at once, which is learning without caching.
  const classicEnergy = points.find(({ threshold }) => threshold === 0)!.tally.consolidated;
  return { classicEnergy, minimalEnergy: outcomes[0]!.tally.minimal, points };
}

/** The least energy of a policy in one run, and the threshold it takes; among equals the smallest threshold. */
export function optimum(run: LandscapeRun, policy: LandscapePolicy, maintenanceCost: number) {
  const points = run.points.filter((point) => point.policy === policy);
  const energyOf = (point: LandscapePoint): number => energyAt(point, { maintenanceCost });
  const best = leastOf(points, energyOf)!;
  return { energy: energyOf(best), threshold: best.threshold };
}

export const ENERGY_AXIS = { key: "energy", label: "energy (weight units)", scale: "log" } as const;

/** The theory at the size of the landscape. */
export function landscapeTheory(scale: Scale) {
  const { inputCount, patternCount } = LANDSCAPE[scale];
  const learning = { ...perceptronLearning(inputCount, patternCount), inputCount, learningRate: 1 };
  const consolidation = (threshold: number): number => consolidationEnergy(learning, threshold);
  const maintenance = (threshold: number, maintenanceCost: number): number =>
    maintenanceEnergy(learning, threshold, maintenanceCost);
  return {
    minimalEnergy: learning.minimalEnergy,
    consolidation,
    maintenance,
    energy: (threshold: number, maintenanceCost: number): number =>
      consolidation(threshold) + maintenance(threshold, maintenanceCost),
    optimalThreshold: (maintenanceCost: number): number => optimalThreshold(learning, maintenanceCost),
    cachedInefficiency: (maintenanceCost: number): number => cachedInefficiency(learning, maintenanceCost),
  };
}

export function sampleNote(resultOf: ResultOf, scale: Scale): string {
  const { inputCount, patternCount, seedCount } = LANDSCAPE[scale];
  const which = convergedInWords(landscape(resultOf, scale).length, seedCount);
  const size = inputCount === patternCount ? `N = P = ${inputCount}` : `N = ${inputCount}, P = ${patternCount}`;
  return `${size}, no decay. Mean and standard error of ${which}.`;
}
