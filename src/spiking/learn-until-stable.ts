import { learning, passes } from "../caching/learning.js";
import type { EngineTally } from "../caching/ledger.js";
import type { Priced } from "../caching/priced.js";
import type { SpikingNetwork } from "./engine.js";
import { model } from "./model.js";
import { isSeparated } from "./separated.js";
import type { AudioVisualPattern } from "./task.js";

/** Passes over which every weight has to stay where it is. */
const WINDOW = 10;
/** How far from its mean over the window a weight may be: 3 % of the largest. */
const TOLERANCE_SIEMENS = 0.03 * model.maximumWeightSiemens;

/** What one run came to, in counts. The tally is that up to the start of the stable window, in siemens. */
export interface SpikingCounts {
  /** Whether the weights became stable. */
  converged: boolean;
  /** Whether the responses to the two classes are apart at the end. */
  separated: boolean;
  /** Passes, those of the window included. */
  epochCount: number;
  /** Presentations in which weights changed. */
  updateCount: number;
  /** One a presentation. */
  timestepCount: number;
  presentationCount: number;
  tally: EngineTally;
}

/** The same in energies. */
export type SpikingOutcome = Priced<SpikingCounts>;

/**
 * Presents all patterns in turn, pass after pass, until at the end of each of the last ten passes every weight was
 * within 3 % of the largest of its mean over them. The tally is that to the end of the first of these; without a
 * stable window, to the end of the last pass.
 */
export function learnUntilStable(
  network: SpikingNetwork,
  patterns: readonly AudioVisualPattern[],
  maxEpochs: number,
): SpikingCounts {
  const window: { weights: Float64Array; tally: EngineTally }[] = [];
  let [epochCount, updateCount, converged] = [0, 0, false];
  const learner = { present: (pattern: AudioVisualPattern) => network.present(pattern) > 0 };
  for (const step of learning(learner, passes(patterns, maxEpochs), () => converged)) {
    updateCount = step.updateCount;
    if (step.timestepCount % patterns.length !== 0) continue;
    epochCount += 1;
    window.push({ weights: network.weights.slice(), tally: network.tally() });
    if (window.length > WINDOW) window.shift();
    converged = window.length === WINDOW && isStable(window.map(({ weights }) => weights));
  }
  const counted = (converged ? window[0] : window.at(-1))!;
  const presentationCount = epochCount * patterns.length;
  return {
    converged,
    separated: isSeparated(network.weights, patterns),
    epochCount,
    updateCount,
    timestepCount: presentationCount,
    presentationCount,
    tally: counted.tally,
  };
}

function isStable(history: readonly Float64Array[]): boolean {
  for (let i = 0; i < model.inputCount; i++) {
    const mean = history.reduce((sum, weights) => sum + weights[i]!, 0) / history.length;
    if (history.some((weights) => Math.abs(weights[i]! - mean) > TOLERANCE_SIEMENS)) return false;
  }
  return true;
}
