import type { DeviceSetting } from "../../devices/index.js";
import type { CountedRun, Learner } from "../../learner/learner.js";
import type { LearnedData } from "../learned-data.js";
import { deviceFlags } from "./device-flags.js";

type Typed = Record<string, unknown>;

/** What follows from runs in cells: what documents have of it, and what a person reads. */
interface CostsOfRuns {
  document: object;
  lines: string[];
}

interface Runs {
  runs: readonly CountedRun[];
  threads: number;
}

/** Which counts a command asks for beside its result, and what is made of them. */
export interface AskedCounts {
  /** What was typed, with the writes that cells and --writes need. */
  typed: Typed;
  devices: DeviceSetting | undefined;
  costsOf(learner: Learner, learned: LearnedData, runs: Runs): Promise<CostsOfRuns>;
}

const flags = Object.keys(deviceFlags);

/**
 * Reads the flags of cells and of writes. Profiles are loaded where a cell is named.
 *
 * @throws UsageError for a cell that is none, or half a pair
 */
export async function askedCounts(typed: Typed): Promise<AskedCounts> {
  const asksDevices = flags.some((key) => typed[key] !== undefined);
  const needsWrites = asksDevices || typed.writes !== undefined;
  const withWrites = needsWrites ? { ...typed, countWrites: true } : typed;
  if (!asksDevices) {
    return { typed: withWrites, devices: undefined, costsOf: async () => ({ document: {}, lines: [] }) };
  }
  const { askedDevices } = await import("./read-devices.js");
  const setting = askedDevices(typed)!;
  return {
    typed: withWrites,
    devices: setting,
    async costsOf(learner, learned, runs) {
      const [{ costsOfRuns }, { costLines }] = await Promise.all([
        import("./device-runs.js"),
        import("./costs-text.js"),
      ]);
      const costs = await costsOfRuns(learner, learned, { ...runs, setting });
      return {
        document: { devices: costs.map(({ seed, costs }) => ({ seed, ...costs })) },
        lines: costs.flatMap(({ seed, costs }) => [
          "",
          ...costLines(`Seed ${seed}, `, costs, Number(learned.parameters.decayTime)),
        ]),
      };
    },
  };
}
