import type { DenseTrajectory, EventTrajectory, WeightRows, WeightTrajectory } from "../sources/trajectory.js";

/** Weights within which a first change is looked for; what comes later decides nothing. */
const WITHIN = 2 ** 23;
/** Changes of a list that are looked at. */
const EVENTS = 1000;
/** Synapses that are looked at, evenly spaced. */
const SYNAPSES = 4096;

/** Mean size of what is not 0; null where all is. */
function meanSize(sizes: Iterable<number>): number | null {
  let [sum, count] = [0, 0];
  for (const size of sizes) {
    if (size === 0) continue;
    sum += size;
    count += 1;
  }
  return count === 0 ? null : sum / count;
}

function* changesBetween(before: ArrayLike<number>, after: ArrayLike<number>): Generator<number> {
  const step = Math.max(1, Math.floor(before.length / SYNAPSES));
  for (let i = 0; i < before.length; i += step) yield Math.abs(after[i]! - before[i]!);
}

/** Changes of the first events of a list, in their order. */
async function firstChanges({ initial, steps }: EventTrajectory): Promise<number[]> {
  const sizes: number[] = [];
  const now = new Map<number, number>();
  for await (const { synapses, weights } of steps()) {
    for (let k = 0; k < synapses.length && sizes.length < EVENTS; k++) {
      sizes.push(Math.abs(weights[k]! - (now.get(synapses[k]!) ?? initial[synapses[k]!]!)));
      now.set(synapses[k]!, weights[k]!);
    }
    if (sizes.length >= EVENTS) break;
  }
  return sizes;
}

/** A trajectory of which some rows were read, and how large the first change in them is. */
interface Looked {
  /** Mean |Δw| of the first time step that changes something; 1 where nothing changes early. */
  changeSize: number;
  /** To be read in the place of the other: from its beginning, even where it is a stream. */
  trajectory: WeightTrajectory;
}

async function peekAtRows(trajectory: DenseTrajectory, isStream: boolean): Promise<Looked> {
  const { synapseCount } = trajectory;
  const rowLimit = Math.max(2, Math.floor(WITHIN / synapseCount));
  const iterator = trajectory.rows()[Symbol.asyncIterator]();
  const kept: WeightRows[] = [];
  let before: Float32Array | Float64Array | null = null;
  let size: number | null = null;
  for (let seen = 0; seen < rowLimit && size === null; ) {
    const next = await iterator.next();
    if (next.done) break;
    const weights = next.value.weights.slice();
    kept.push({ ...next.value, weights });
    for (let row = 0; row < next.value.rowCount && seen < rowLimit && size === null; row++, seen++) {
      const after = weights.subarray(row * synapseCount, (row + 1) * synapseCount);
      if (before !== null) size = meanSize(changesBetween(before, after));
      before = after;
    }
  }
  const changeSize = size ?? 1;
  if (!isStream) {
    await iterator.return?.();
    return { changeSize, trajectory };
  }
  async function* rows(): AsyncGenerator<WeightRows> {
    yield* kept.splice(0);
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { changeSize, trajectory: { ...trajectory, rows } };
}

/** Looks how large changes are, whatever the size of chunks and blocks. */
export async function peekAtChanges(trajectory: WeightTrajectory, isStream: boolean): Promise<Looked> {
  if (trajectory.kind === "rows") return await peekAtRows(trajectory, isStream);
  return { changeSize: meanSize(await firstChanges(trajectory)) ?? 1, trajectory };
}
