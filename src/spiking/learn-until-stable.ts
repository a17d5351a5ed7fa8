import { learning, passes } from "../caching/learning.js";
import type { EngineTally } from "../caching/ledger.js";
import type { OfflineOptimum } from "../caching/offline/offline-optimum.js";
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
  /** The least energy that any policy could have reached on this trajectory, up to the same moment, where that is asked for. */
  offlineOptimum?: number;
  /** Writes of every synapse, up to the same moment, where they were counted. */
  writesBySynapse?: Uint32Array;
}

/** The same in energies. */
export type SpikingOutcome = Priced<SpikingCounts>;

/** How the network stands at the end of a pass. */
interface WindowEntry extends Pick<SpikingCounts, "tally" | "offlineOptimum" | "writesBySynapse"> {
  weights: Float64Array;
}

/**
 * Presents all patterns in turn, pass after pass, until at the end of each of the last ten passes every weight was
 * within 3 % of the largest of its mean over them. The tally is that to the end of the first of these; without a
 * stable window, to the end of the last pass. So is the offline optimum, if there is one that is to follow.
 */
export function learnUntilStable(
  network: SpikingNetwork,
  patterns: readonly AudioVisualPattern[],
  maxEpochs: number,
  optimum?: OfflineOptimum,
): SpikingCounts {
  const window: WindowEntry[] = [];
  let [epochCount, updateCount, converged] = [0, 0, false];
  const learner = {
    present(pattern: AudioVisualPattern) {
      const changeCount = network.present(pattern);
      if (optimum !== undefined) follow(optimum, network.weights, pattern);
      return changeCount > 0;
    },
  };
  for (const step of learning(learner, passes(patterns, maxEpochs), () => converged)) {
    updateCount = step.updateCount;
    if (step.timestepCount % patterns.length !== 0) continue;
    epochCount += 1;
    const bound = optimum === undefined ? {} : { offlineOptimum: optimum.energy };
    const written = network.writes?.();
    const writes = written === undefined ? {} : { writesBySynapse: written.bySynapse };
    window.push({ weights: network.weights.slice(), tally: network.tally(), ...bound, ...writes });
    if (window.length > WINDOW) window.shift();
    converged = window.length === WINDOW && isStable(window.map(({ weights }) => weights));
  }
  const { tally, offlineOptimum, writesBySynapse } = (converged ? window[0] : window.at(-1))!;
  const presentationCount = epochCount * patterns.length;
  return {
    converged,
    separated: isSeparated(network.weights, patterns),
    epochCount,
    updateCount,
    timestepCount: presentationCount,
    presentationCount,
    tally,
    ...(offlineOptimum === undefined ? {} : { offlineOptimum }),
    ...(writesBySynapse === undefined ? {} : { writesBySynapse }),
  };
}

/** A time step for the optimum: what lies between two presentations is all that is held, and no policy need move sooner. */
function follow(optimum: OfflineOptimum, weights: Float64Array, { inputs }: AudioVisualPattern): void {
  optimum.advance(1);
  for (const input of inputs) optimum.changeOne(input, weights[input]! - optimum.weights[input]!);
}

function isStable(history: readonly Float64Array[]): boolean {
  for (let i = 0; i < model.inputCount; i++) {
    const mean = history.reduce((sum, weights) => sum + weights[i]!, 0) / history.length;
    if (history.some((weights) => Math.abs(weights[i]! - mean) > TOLERANCE_SIEMENS)) return false;
  }
  return true;
}
