import { pricesOf } from "../caching/energies.js";
import { whyNoOfflineOptimum } from "../caching/offline/why-undefined.js";
import { isComparison, type PolicyName } from "../caching/policies.js";
import type { DeviceUse } from "../devices/index.js";
import { UsageError } from "../schema/usage-error.js";
import type { WeightTrajectory } from "../sources/trajectory.js";
import { type AccountRun, accountRun } from "./account-run.js";
import { deviceUseOf } from "./device-use.js";
import { Outcome } from "./outcome.js";
import type { AccountParameters } from "./parameters.js";
import { peekAtChanges } from "./peek.js";
import { type Job, play } from "./play.js";
import { OfflinePlayer } from "./players/offline-player.js";
import { type PlayerMaker, playerMaker } from "./players/players.js";
import { searchThreshold, type TriedThreshold, wideGrid } from "./threshold-search.js";
import type { TotalParts } from "./totals.js";
import { type Trace, Traces } from "./traces.js";
import type { Picked } from "./units/blocks.js";
import { panelOf } from "./units/panel.js";
import { drawSynapses } from "./units/sample.js";
import { type Shard, shardOf } from "./units/shard.js";
import { Units, unitKindOf } from "./units/units.js";

export interface AccountRequest {
  readonly parameters: AccountParameters;
  /** The part that is played; null plays all. */
  readonly shard?: Shard | null;
  /** Whether the source can be read only once. */
  readonly isStream?: boolean;
  /** Whether figures are to be drawn, for which a few synapses are played with more thresholds. */
  readonly withFigures?: boolean;
  /** Whether it is to be told what a pair of memory cells would be asked for. */
  readonly withDeviceUse?: boolean;
  readonly onBytes?: (count: number) => void;
}

/** What figures are drawn from. */
export interface AccountFigures {
  /** Energy over thresholds, of so many synapses; empty where the policy has no threshold. */
  readonly tried: readonly { readonly threshold: number; readonly run: AccountRun }[];
  readonly synapseCount: number;
  /** Synapses by how often they were written. */
  readonly writes: readonly (readonly [count: number, synapses: number])[];
  readonly trace?: Trace;
}

export interface Account {
  readonly run: AccountRun;
  /** What another process needs to join this part with the others; null of a whole. */
  readonly part: { readonly totals: TotalParts; readonly optimum: TotalParts | null } | null;
  readonly figures: AccountFigures | null;
  /** Where it was asked for. */
  readonly deviceUse: DeviceUse | null;
}

/** Whether a policy looks at a threshold, so that there is one to search or to tune. */
export const hasThreshold = (policy: PolicyName): boolean =>
  policy !== "none" && policy !== "clock" && !isComparison(policy);

/** @throws UsageError for what does not go together */
function checkRequest(parameters: AccountParameters, shard: Shard | null, all: number): void {
  const { policy, sample = 0, threshold } = parameters;
  const kind = unitKindOf(parameters);
  if (sample > 0 && policy === "clock" && kind !== "synapse") {
    throw new UsageError(
      "--sample must be left out for --policy clock with --event-cost: whether its consolidation has anything to write depends " +
        "on all synapses of a layer. Use --shard, or leave out --event-cost.",
    );
  }
  if (sample > 0 && kind !== "synapse") {
    throw new UsageError(
      `--sample must be left out for --policy ${policy}: whether a synapse is consolidated depends on the others of its ` +
        `${kind}, so that some of them do not tell what all cost. Use --shard, or a policy that acts on each synapse alone.`,
    );
  }
  if (sample > all) {
    throw new UsageError(
      `--sample must be at most ${all}, the synapses there are, got ${sample}. Leave it out to play all.`,
    );
  }
  if (shard === null) return;
  if (sample > 0) throw new UsageError("--shard and --sample do not go together: a sample is small. Leave one out.");
  if (threshold === "auto" && hasThreshold(policy)) {
    throw new UsageError(
      "--threshold auto must be left out with --shard: each part would find another threshold. Find one first, " +
        "for example with --sample, and give it to all parts.",
    );
  }
}

/** Synapses of which the offline optimum is found together: each is a list of places where a function bends. */
const OPTIMA = 2 ** 16;

/** One account on the way: what is played, and what is known of it by now. */
class Accounting {
  private readonly units: Units;
  private readonly pick: Picked;
  private readonly optimum: Outcome | null;
  /** The same changes without a cache. */
  private readonly direct: Outcome | null;
  private readonly request: AccountRequest;
  private readonly trajectory: WeightTrajectory;
  private readonly changeSize: number;
  private readonly traces = new Traces();
  private panelOutcomes: Outcome[] = [];
  private panelThresholds: readonly number[] = [];
  private stepCount = 0;

  constructor(trajectory: WeightTrajectory, request: AccountRequest, changeSize: number) {
    const { parameters } = request;
    const shard = request.shard ?? null;
    this.request = request;
    this.trajectory = trajectory;
    this.units = new Units(unitKindOf(parameters), trajectory.tensors);
    checkRequest(parameters, shard, trajectory.synapseCount);
    const { sample = 0, seed = 1 } = parameters;
    this.pick = sample > 0 ? { units: drawSynapses(this.units.count, sample, seed) } : shardOf(this.units, shard);
    // What is compared with θ is Σ|s| where the policy sums.
    const sums = parameters.policy === "global-global";
    this.changeSize = changeSize * (sums ? trajectory.synapseCount / this.units.count : 1);
    const isAsked = parameters.offlineOptimum === true && whyNoOfflineOptimum(parameters) === null;
    this.optimum = isAsked ? new Outcome(false) : null;
    this.direct = request.withDeviceUse === true ? new Outcome(false) : null;
  }

  async finish(): Promise<Account> {
    const { parameters } = this.request;
    const { threshold } = parameters;
    if (threshold === "auto" && hasThreshold(parameters.policy)) return await this.search();
    const settled = threshold === "auto" ? 0 : threshold;
    const outcome = this.newOutcome();
    const panel = this.panelJob(settled, true);
    await this.play([this.job([settled], [outcome]), ...this.optimumJobs(), ...this.directJobs(), ...panel]);
    return this.account(outcome, {}, this.panelTried());
  }

  private async search(): Promise<Account> {
    const { isStream = false, withFigures = false } = this.request;
    let others = [...this.optimumJobs(), ...this.directJobs()];
    const { tried, best } = await searchThreshold(this.changeSize, isStream, async (thresholds) => {
      const outcomes = thresholds.map(() => this.newOutcome());
      await this.play([this.job(thresholds, outcomes), ...others]);
      others = [];
      return thresholds.map((threshold, k): TriedThreshold<Outcome> => {
        const outcome = outcomes[k]!;
        return { threshold, outcome, energy: this.run(outcome).energy };
      });
    });
    if (withFigures && !isStream) await this.play(this.panelJob(best.threshold, false));
    const rows = tried.map(({ threshold, outcome }) => ({ threshold, run: this.run(outcome) }));
    return this.account(best.outcome, { foundThreshold: best.threshold }, rows);
  }

  private account(outcome: Outcome, found: { foundThreshold?: number }, tried: AccountFigures["tried"]): Account {
    const { withFigures = false, shard = null } = this.request;
    const run = this.run(outcome, found);
    const trace = this.traces.liveliest;
    const figures = {
      tried,
      synapseCount: this.panelOutcomes[1]?.totals.synapseCount ?? run.synapseCount,
      writes: outcome.totals.parts.writes,
      ...(trace === undefined ? {} : { trace }),
    };
    const part = { totals: outcome.totals.parts, optimum: this.optimum?.totals.parts ?? null };
    const deviceUse =
      this.direct === null ? null : deviceUseOf(run, outcome.totals, this.direct.totals, this.trajectory);
    return { run, part: shard === null ? null : part, figures: withFigures ? figures : null, deviceUse };
  }

  private run(outcome: Outcome, found: { foundThreshold?: number } = {}): AccountRun {
    const { parameters } = this.request;
    const isSample = (parameters.sample ?? 0) > 0;
    const count = isSample ? this.trajectory.synapseCount : outcome.totals.synapseCount;
    const counts = outcome.counts(parameters, count, this.stepCount, this.optimum);
    return accountRun({ ...counts, ...found }, pricesOf(parameters));
  }

  private newOutcome(): Outcome {
    return new Outcome((this.request.parameters.sample ?? 0) > 0);
  }

  private async play(jobs: readonly Job[]): Promise<void> {
    const { isStream = false, onBytes } = this.request;
    const options = { isStream, ...(onBytes === undefined ? {} : { onBytes }) };
    this.stepCount = (await play(this.trajectory, jobs, options)).stepCount;
  }

  private makersOf(thresholds: readonly (number | "adaptive")[]): PlayerMaker[] {
    const { parameters } = this.request;
    return thresholds.map((threshold) => playerMaker({ ...parameters, threshold }, this.trajectory.kind));
  }

  private job(thresholds: readonly (number | "adaptive")[], outcomes: readonly Outcome[]): Job {
    return {
      units: this.units,
      pick: this.pick,
      makers: this.makersOf(thresholds),
      take: (played) => void outcomes.forEach((outcome, k) => void outcome.add(played[k]!)),
    };
  }

  private optimumJobs(): Job[] {
    const { optimum, units, pick } = this;
    if (optimum === null) return [];
    const { maintenanceCost } = this.request.parameters;
    const makers: PlayerMaker[] = [(initial) => new OfflinePlayer(initial, maintenanceCost)];
    return [{ units, pick, makers, blockSize: OPTIMA, take: (played) => optimum.add(played[0]!) }];
  }

  private directJobs(): Job[] {
    const { direct, trajectory } = this;
    if (direct === null) return [];
    const units = new Units("synapse", trajectory.tensors);
    const parameters = { ...this.request.parameters, policy: "none", decayTime: Number.POSITIVE_INFINITY } as const;
    const makers = [playerMaker({ ...parameters, threshold: 0 }, trajectory.kind)];
    return [{ units, pick: shardOf(units, null), makers, take: (played) => direct.add(played[0]!) }];
  }

  /** A few synapses for figures: with the account's own θ, which is traced, and with a grid where one is asked for. */
  private panelJob(threshold: number | "adaptive", withGrid: boolean): Job[] {
    const { withFigures = false, parameters } = this.request;
    if (!withFigures) return [];
    const grid = withGrid && hasThreshold(parameters.policy) ? this.figureGrid(threshold) : [];
    const outcomes = [threshold, ...grid].map(() => new Outcome(false));
    this.panelOutcomes = outcomes;
    this.panelThresholds = grid;
    const watch: Job["watch"] = (players, block) => this.traces.watch(players, block);
    return [{ ...this.job([threshold, ...grid], outcomes), pick: panelOf(this.units, this.pick), watch }];
  }

  private figureGrid(threshold: number | "adaptive"): number[] {
    const own = typeof threshold === "number" ? [threshold] : [];
    return [...new Set([...wideGrid(this.changeSize), ...own])].sort((a, b) => a - b);
  }

  private panelTried(): AccountFigures["tried"] {
    return this.panelThresholds.map((threshold, k) => ({ threshold, run: this.run(this.panelOutcomes[k + 1]!) }));
  }
}

/**
 * What it costs to keep a trajectory of weights under a policy. Row 0 is w(0), all of it persistent; each further row is one
 * time step. Without decay this is exact; with it the network learned without decay, and its changes are played as they were.
 *
 * @throws UsageError for what does not go together, and for a source that cannot be read
 */
export async function accountOf(trajectory: WeightTrajectory, request: AccountRequest): Promise<Account> {
  const { parameters, withFigures = false } = request;
  const needsSize = hasThreshold(parameters.policy) && (parameters.threshold === "auto" || withFigures);
  const looked = needsSize ? await peekAtChanges(trajectory, request.isStream === true) : { changeSize: 1, trajectory };
  return await new Accounting(looked.trajectory, request, looked.changeSize).finish();
}
