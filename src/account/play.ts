import { UsageError } from "../schema/usage-error.js";
import type { DenseTrajectory, EventTrajectory, WeightTrajectory } from "../sources/trajectory.js";
import type { Played, Player, Weights } from "./players/player.js";
import type { PlayerMaker } from "./players/players.js";
import { type Block, blocksOf, type Picked } from "./units/blocks.js";
import type { Units } from "./units/units.js";

/** Some units of a trajectory, played by several players side by side. */
export interface Job {
  readonly units: Units;
  readonly pick: Picked;
  readonly makers: readonly PlayerMaker[];
  /** Takes what came of a block, one for each maker. */
  take(played: readonly Played[]): void;
  /** Synapses that are read together, where it is not what is usual. */
  readonly blockSize?: number;
  /** Is told of w(0) and after every time step, where it is there. Time then passes row by row. */
  watch?(players: readonly Player[], block: Block): void;
}

export interface PlayOptions {
  /** A stream, which can be read only once: all jobs are played at the same time, and all of it is in memory. */
  readonly isStream: boolean;
  /** Synapses that are read together where that is free; no result depends on it. */
  readonly blockSize?: number;
  /** Bytes of the source that were read since the last call. */
  readonly onBytes?: (count: number) => void;
}

/** Some 60 bytes of state a synapse and player stay below 100 MB, for fifty players, too; pieces of a row are still long. */
const [BLOCK_SIZE, SMALLEST_BLOCK] = [2 ** 18, 2 ** 15];

/**
 * Bytes of all time steps of the synapses that are read together, where those of one synapse lie together: less than all of a
 * block's time would have the same bytes read again for its other time steps, and more does not stay near while it is turned. So many
 * synapses have stretches of time that are long enough to be read one by one.
 */
const [WHOLE_TIME, FEWEST] = [2 ** 23, 128];
/** The same where a source cannot go back: never less than all of a synapse's time. */
const [WHOLE_TIME_FORWARDS, ONE] = [2 ** 26, 1];

/** Synapses whose whole time is read at once where it lies together; otherwise there is no such limit. */
function ofWholeTime({ isSynapseMajor = false, isForwards = false, stepCount }: DenseTrajectory): number {
  if (!isSynapseMajor || stepCount === undefined) return Number.POSITIVE_INFINITY;
  const [bytes, fewest] = isForwards ? [WHOLE_TIME_FORWARDS, ONE] : [WHOLE_TIME, FEWEST];
  return Math.max(fewest, Math.floor(bytes / (8 * (stepCount + 1))));
}

/** What is read of a list of units is mostly not played; otherwise each player has a state for what is read. */
const usualSize = ({ pick, makers }: Job): number =>
  "units" in pick ? BLOCK_SIZE : Math.max(SMALLEST_BLOCK, Math.floor(BLOCK_SIZE / makers.length));

/** A block of a job on the way. */
class Seat {
  readonly players: Player[];
  private readonly job: Job;
  private readonly block: Block;
  private gathered: Weights | null = null;

  constructor(job: Job, block: Block, initial: Float64Array) {
    this.job = job;
    this.block = block;
    this.players = job.makers.map((make) => make(initial, block.ends));
    job.watch?.(this.players, block);
  }

  /** @param size synapses a row, from `start` of the source */
  rows(weights: Weights, rowCount: number, size: number, start: number): void {
    const step = this.job.watch === undefined ? rowCount : 1;
    for (let row = 0; row < rowCount; row += step) {
      const own = gather(this.block, weights, row, step, size, start, this.gathered);
      if (this.block.order !== null) this.gathered = own;
      for (const player of this.players) player.rows(own, step);
      this.job.watch?.(this.players, this.block);
    }
  }

  finish(): void {
    this.job.take(this.players.map((player) => player.finish()));
  }
}

/** The synapses of a block out of whole rows, into the same memory as the last time where that is large enough. */
function gather(
  { order, start }: Block,
  weights: Weights,
  firstRow: number,
  rowCount: number,
  size: number,
  readFrom: number,
  memory: Weights | null,
): Weights {
  if (order === null) return weights.subarray(firstRow * size, (firstRow + rowCount) * size);
  const length = rowCount * order.length;
  const isOne = memory !== null && memory.length >= length && memory.BYTES_PER_ELEMENT === weights.BYTES_PER_ELEMENT;
  const own = isOne ? memory : weights instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
  let at = 0;
  for (let row = firstRow; row < firstRow + rowCount; row++) {
    const from = row * size + start - readFrom;
    for (let k = 0; k < order.length; k++) own[at++] = weights[from + order[k]!]!;
  }
  return own;
}

/**
 * Plays all jobs, and returns how many time steps there were.
 *
 * @throws UsageError for a source without time steps, and what its reader refuses
 */
export async function play(
  trajectory: WeightTrajectory,
  jobs: readonly Job[],
  options: PlayOptions,
): Promise<{ stepCount: number }> {
  if (trajectory.kind === "events") return { stepCount: await playEvents(trajectory, jobs, options) };
  if (options.isStream) return { stepCount: await playRows(trajectory, jobs, null, options) };
  let stepCount = 0;
  for (const job of jobs) {
    const limit = options.blockSize ?? Math.min(job.blockSize ?? usualSize(job), ofWholeTime(trajectory));
    for (const block of blocksOf(job.units, job.pick, limit)) {
      stepCount = await playRows(trajectory, [job], block, options);
    }
  }
  return { stepCount };
}

/** @param block of the only job; null reads all, once, for all jobs */
async function playRows(
  trajectory: DenseTrajectory,
  jobs: readonly Job[],
  block: Block | null,
  { onBytes }: PlayOptions,
): Promise<number> {
  const all = trajectory.synapseCount;
  const blocks = block === null ? jobs.map((job) => [...blocksOf(job.units, job.pick, all, all)][0]!) : [block];
  const { start, end } = block ?? { start: 0, end: all };
  const size = end - start;
  const isAll = size === all;
  let [rowsSeen, bytesSeen] = [0, 0];
  let seats: Seat[] = [];
  for await (const { rowCount, weights, byteCount } of trajectory.rows(isAll ? undefined : { start, end })) {
    onBytes?.(byteCount - bytesSeen);
    bytesSeen = byteCount;
    let first = 0;
    if (rowsSeen === 0 && rowCount > 0) {
      seats = jobs.map((job, k) => {
        const own = gather(blocks[k]!, weights, 0, 1, size, start, null);
        return new Seat(job, blocks[k]!, Float64Array.from(own.subarray(0, blocks[k]!.order?.length ?? size)));
      });
      first = 1;
    }
    rowsSeen += rowCount;
    if (rowCount > first)
      for (const seat of seats) seat.rows(weights.subarray(first * size), rowCount - first, size, start);
  }
  if (rowsSeen < 2) throw tooFew(trajectory, rowsSeen);
  for (const seat of seats) seat.finish();
  return rowsSeen - 1;
}

async function playEvents(
  trajectory: EventTrajectory,
  jobs: readonly Job[],
  { onBytes }: PlayOptions,
): Promise<number> {
  const { initial, synapseCount } = trajectory;
  const seats = jobs.map((job) => {
    const block = [...blocksOf(job.units, job.pick, synapseCount, synapseCount)][0]!;
    const own = block.order === null ? initial : Float64Array.from(block.order, (i) => initial[i]!);
    const places = new Int32Array(synapseCount).fill(-1);
    for (let k = 0; k < own.length; k++) places[block.order?.[k] ?? k] = k;
    return { places, block, seat: new Seat(job, block, own), job };
  });
  let [stepCount, bytesSeen] = [0, 0];
  let [synapses, values] = [new Int32Array(0), new Float64Array(0)];
  for await (const { synapses: changed, weights, byteCount } of trajectory.steps()) {
    onBytes?.(byteCount - bytesSeen);
    bytesSeen = byteCount;
    stepCount += 1;
    if (changed.length > synapses.length) {
      synapses = new Int32Array(2 * changed.length);
      values = new Float64Array(2 * changed.length);
    }
    for (const { places, seat, job, block } of seats) {
      let count = 0;
      for (let k = 0; k < changed.length; k++) {
        const place = places[changed[k]!]!;
        if (place < 0) continue;
        synapses[count] = place;
        values[count++] = weights[k]!;
      }
      for (const player of seat.players) player.step(synapses, values, count);
      job.watch?.(seat.players, block);
    }
  }
  if (stepCount === 0) throw tooFew(trajectory, 1);
  for (const { seat } of seats) seat.finish();
  return stepCount;
}

const tooFew = ({ description }: WeightTrajectory, rowCount: number): UsageError =>
  new UsageError(
    `${description}: must have w(0) and at least one time step after it, but has ${rowCount === 0 ? "no row" : "one row"}. ` +
      "Record the weights before learning and after every step.",
  );
