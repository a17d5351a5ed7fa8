import { expect, it } from "vitest";
import { summariseWrites } from "../../../src/caching/writes/write-summary.js";

it("sums up the writes of all synapses, in bins that double", () => {
  expect(summariseWrites(Uint32Array.of(0, 0, 1, 2, 3, 4, 7, 8))).toEqual({
    synapseCount: 8,
    writeCount: 25,
    meanWriteCount: 25 / 8,
    largestWriteCount: 8,
    writeHistogram: [
      { from: 0, to: 0, synapseCount: 2 },
      { from: 1, to: 1, synapseCount: 1 },
      { from: 2, to: 3, synapseCount: 2 },
      { from: 4, to: 7, synapseCount: 2 },
      { from: 8, to: 15, synapseCount: 1 },
    ],
  });
});

it.each([0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1])("puts %d into a bin that holds it", (count) => {
  const { writeHistogram } = summariseWrites(Uint32Array.of(count));
  const { from, to } = writeHistogram.find(({ synapseCount }) => synapseCount === 1)!;
  expect(from <= count && count <= to).toBe(true);
});
