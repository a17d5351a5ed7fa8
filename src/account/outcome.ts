import { pricesOf } from "../caching/energies.js";
import type { EngineTally } from "../caching/ledger.js";
import { whyNoOfflineOptimum } from "../caching/offline/why-undefined.js";
import { median } from "../math/statistics.js";
import type { AccountCounts } from "./account-run.js";
import type { AccountParameters } from "./parameters.js";
import type { Played } from "./players/player.js";
import { countsAll } from "./players/players.js";
import { Totals } from "./totals.js";
import { type Estimated, SampledSynapses } from "./units/sample.js";

/** What came of all blocks under one setting. */
export class Outcome {
  readonly totals = new Totals();
  private readonly sampled: SampledSynapses | null;

  constructor(isSample: boolean) {
    this.sampled = isSample ? new SampledSynapses() : null;
  }

  add(played: Played): void {
    this.totals.add(played);
    this.sampled?.add(played);
  }

  /**
   * What is told of the synapses of a source, or of a part of it.
   *
   * @param count how many there are, sampled or not
   * @param optimum what came of the offline optimum, null where it was not played
   */
  counts(parameters: AccountParameters, count: number, stepCount: number, optimum: Outcome | null): AccountCounts {
    const { totals, sampled } = this;
    const all = countsAll(parameters);
    const scale = sampled === null ? 1 : count / totals.synapseCount;
    const { writeCount, largestWriteCount } = totals.writes;
    const found = totals.foundThresholds;
    return {
      tally: {
        ...scaled(totals.tally(all), scale),
        writeCount: writeCount * scale,
        eventCount: totals.eventCount * scale,
      },
      ...(found === null ? {} : { foundThreshold: medianInPlace(found) }),
      writeCount: writeCount * scale,
      largestWriteCount,
      ...optimumOf(parameters, optimum, scale),
      stepCount,
      synapseCount: count,
      ...(sampled === null ? {} : intervalsOf(sampled, totals, count, parameters)),
    };
  }
}

/** There may be as many as synapses: they are sorted where they are. */
function medianInPlace(values: Float64Array): number {
  const { length } = values.sort();
  return median(values.subarray((length - 1) >> 1, (length >> 1) + 1));
}

function optimumOf(parameters: AccountParameters, optimum: Outcome | null, scale: number) {
  if (parameters.offlineOptimum !== true) return {};
  if (whyNoOfflineOptimum(parameters) !== null || optimum === null) return { offlineOptimum: null };
  return { offlineOptimum: optimum.totals.tally(false).consolidated * scale };
}

function intervalsOf(sampled: SampledSynapses, totals: Totals, count: number, parameters: AccountParameters) {
  const estimates = sampled.estimates(count, pricesOf(parameters), countsAll(parameters));
  const intervals = Object.fromEntries(Object.entries(estimates).map(([key, { interval }]) => [key, interval]));
  return { sampledCount: totals.synapseCount, intervals: intervals as Estimated<[number, number]> };
}

/** Everything times as many synapses as one of a sample stands for. */
function scaled(tally: EngineTally, scale: number): EngineTally {
  if (scale === 1) return tally;
  const times = <N extends number | null>(value: N): N => (value === null ? value : ((value * scale) as N));
  return {
    consolidated: times(tally.consolidated),
    transientHeld: times(tally.transientHeld),
    transientChanged: times(tally.transientChanged),
    persistentHeld: times(tally.persistentHeld),
    minimal: times(tally.minimal),
  };
}
