import type { DeviceCosts } from "../devices/index.js";
import { schemaVersion, version } from "../schema/version.js";
import type { StepsBetween } from "../sources/steps-between.js";
import type { WeightTrajectory } from "../sources/trajectory.js";
import type { Account } from "./account.js";
import type { AccountRun } from "./account-run.js";
import type { AccountParameters } from "./parameters.js";
import type { TotalParts } from "./totals.js";
import type { Shard } from "./units/shard.js";

/** What the weights were read as. */
export interface AccountSource {
  readonly description: string;
  readonly synapseCount: number;
  /** Whether time steps lie between rows, so that Σ|Δw| is a lower bound. */
  readonly checkpoints: boolean;
  /** Of checkpoints, steps of training from one to the next; null where their names do not tell. */
  readonly stepsBetween?: StepsBetween | null;
}

/** The JSON document of an account. */
export interface AccountDocument {
  readonly schemaVersion: number;
  readonly learner: "account";
  readonly version: string;
  readonly parameters: AccountParameters;
  readonly source: AccountSource;
  readonly runs: readonly [AccountRun];
  /** With cells of memory: what it takes in joules and lifetime. */
  readonly devices?: readonly [DeviceCosts];
  /** Where it is one of several parts: what `--merge` joins. */
  readonly part?: Shard & { readonly totals: TotalParts; readonly optimum: TotalParts | null };
}

export function accountDocument(
  { description, synapseCount, checkpoints, stepsBetween }: WeightTrajectory,
  parameters: AccountParameters,
  { run, part }: Account,
  shard: Shard | null,
): AccountDocument {
  return {
    schemaVersion,
    learner: "account",
    version,
    parameters,
    source: { description, synapseCount, checkpoints, ...(stepsBetween === undefined ? {} : { stepsBetween }) },
    runs: [run],
    ...(part === null || shard === null ? {} : { part: { ...shard, ...part } }),
  };
}
