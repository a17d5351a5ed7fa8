import type { EngineTally } from "../../src/caching/index.js";
import type { PerceptronCounts } from "../../src/perceptron/index.js";

export const nothing: EngineTally = {
  ...{ consolidated: 0, transientHeld: 0, transientChanged: 0, persistentHeld: 0, minimal: 0 },
};

/** What a run counts that learned within 20 epochs, but for what is given. */
export const outcome = (
  tally: Partial<EngineTally>,
  given: Partial<Omit<PerceptronCounts, "tally">> = {},
): PerceptronCounts => ({
  ...{ converged: true, epochCount: 20, updateCount: 2000, timestepCount: 20_000 },
  ...given,
  tally: { ...nothing, ...tally },
});

/** The same row with some of its counts changed. */
export const recounted = <Row extends { tally: EngineTally }>(
  row: Row,
  change: (tally: EngineTally) => Partial<EngineTally>,
): Row => ({ ...row, tally: { ...row.tally, ...change(row.tally) } });

/** The same row with this energy, whatever holding costs. */
export const costing = <Row extends { tally: EngineTally }>(row: Row, energy: number): Row =>
  recounted(row, () => ({ consolidated: energy, transientHeld: 0 }));
