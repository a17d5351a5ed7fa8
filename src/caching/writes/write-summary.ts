/** So many synapses have been written at least `from` and at most `to` times. */
export interface WriteBin {
  from: number;
  to: number;
  synapseCount: number;
}

/** What writes come to, as documents have it. */
export interface WriteSummary {
  synapseCount: number;
  /** Writes of all synapses together. */
  writeCount: number;
  /** Of a synapse, on average. */
  meanWriteCount: number;
  /** Of the synapse with the most: what a cell has to endure. */
  largestWriteCount: number;
  /** Synapses by their writes, in bins 0, 1, 2 … 3, 4 … 7 and so on up to the largest. */
  writeHistogram: WriteBin[];
}

/** Bin 0 has no write, bin k from 2^(k − 1) to 2^k − 1. */
const binOf = (count: number): number => (count === 0 ? 0 : Math.floor(Math.log2(count)) + 1);

/** Total, mean, largest and histogram of the writes of every synapse. */
export function summariseWrites(bySynapse: ArrayLike<number>): WriteSummary {
  const synapseCounts: number[] = [];
  let [writeCount, largestWriteCount] = [0, 0];
  for (let i = 0; i < bySynapse.length; i++) {
    const count = bySynapse[i]!;
    const bin = binOf(count);
    while (synapseCounts.length <= bin) synapseCounts.push(0);
    synapseCounts[bin]! += 1;
    writeCount += count;
    if (count > largestWriteCount) largestWriteCount = count;
  }
  return {
    synapseCount: bySynapse.length,
    writeCount,
    meanWriteCount: writeCount / bySynapse.length,
    largestWriteCount,
    writeHistogram: synapseCounts.map((synapseCount, k) =>
      k === 0 ? { from: 0, to: 0, synapseCount } : { from: 2 ** (k - 1), to: 2 ** k - 1, synapseCount },
    ),
  };
}
