import { exp } from "../../math/elementary.js";
import { largestOfHalfNormals } from "../../theory/largest-half-normal.js";
import { excessFactor, excessLatticeThreshold, resetFactor, resetLatticeThreshold } from "../../theory/self-tuning.js";
import type { GroupTest, SelfTuning } from "../cache.js";
import { decays } from "../decays.js";

/** How a threshold follows what is learned of the changes (`docs/self-tuning-threshold.md`). */
export interface CacheLaw {
  kind: "root" | "root where it pays" | "lattice excess" | "lattice reset";
  /** θ = factor·σ, with σ² the variance of a change in a time step; of a group's sum, θ = factor·Σσ. */
  factor: number;
  /** Σσ/σ where all synapses of a group have the same σ: of a sum, their number; otherwise 1. */
  scale: number;
  /** c */
  cost: number;
  /** Time steps over which it is learned how far changes lead, where that counts. */
  growthWindow?: number;
}

/** What of a cache decides how its threshold tunes itself. */
export interface TunedCache {
  statistic: GroupTest["statistic"];
  keeps: "nothing" | "threshold";
  decayTime: number;
}

/** Time steps of free diffusion between two consolidations that are as good as the period of the best clock, decay included. */
function diffusionTime({ maintenanceCost, timePrice }: SelfTuning, decayTime: number): number {
  // The period of a clock that need not strike at the end of a time step.
  const period = 1 / ((2 * maintenanceCost) / 3 + timePrice / decayTime);
  if (!decays(decayTime)) return period;
  return (decayTime / 2) * (1 - exp((-2 * period) / decayTime));
}

/** θ/σ: of a synapse by itself, of the largest of a group, or of a group's sum (over Σσ). */
function factorOf(tuning: SelfTuning, { statistic, keeps, decayTime }: TunedCache, groupSize: number): number {
  const { maintenanceCost, timePrice } = tuning;
  if (statistic === "sum") return Math.sqrt((2 * diffusionTime(tuning, decayTime)) / Math.PI);
  if (groupSize > 1) return largestOfHalfNormals(groupSize) * Math.sqrt(diffusionTime(tuning, decayTime));
  if (!decays(decayTime)) return Math.sqrt((keeps === "threshold" ? 1 : 3) / maintenanceCost);
  const factor = keeps === "threshold" ? excessFactor : resetFactor;
  return factor(maintenanceCost * decayTime, timePrice) * Math.sqrt(decayTime);
}

/** The correction for subdiffusion looks back over so many of the time steps in which holding a unit costs as much as consolidating it, 1/c. */
const CORRECTION_WINDOW = 0.3;

/**
 * The law of a self-tuning threshold for groups of so many synapses: without decay the θ of least power of a random walk; with
 * it, what pays for energy and time per unit that is kept. Changes of ±1 without decay are walks on a lattice, where caching
 * pays only if c < p and the best θ is an integer (excess) or half-integer (reset).
 */
export function selfTuningLaw(tuning: SelfTuning, cache: TunedCache, groupSize: number): CacheLaw {
  const { maintenanceCost: cost, learnsFrom } = tuning;
  const scale = cache.statistic === "sum" ? groupSize : 1;
  const law = {
    ...{ factor: factorOf(tuning, cache, groupSize), scale, cost },
    ...(tuning.correctsSubdiffusion && { growthWindow: CORRECTION_WINDOW / cost }),
  };
  if (learnsFrom !== "updates" || decays(cache.decayTime) || cost === 0) return { kind: "root", ...law };
  if (groupSize > 1) return { kind: "root where it pays", ...law };
  return { kind: cache.keeps === "threshold" ? "lattice excess" : "lattice reset", ...law };
}

/** θ of a group in which an update changes every synapse by 1, and so many time steps have one, p̂ of them. */
export function thresholdAtRate({ kind, factor, scale, cost }: CacheLaw, rate: number): number {
  switch (kind) {
    case "lattice excess":
      return excessLatticeThreshold(rate, cost);
    case "lattice reset":
      return resetLatticeThreshold(rate, cost);
    case "root where it pays":
      return rate < cost ? 0 : factor * scale * Math.sqrt(rate);
    case "root":
      return factor * scale * Math.sqrt(rate);
  }
}
