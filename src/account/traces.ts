import type { Player } from "./players/player.js";
import type { Block } from "./units/blocks.js";

/** s and l of one synapse over time. */
export interface Trace {
  /** As the source numbers it, from 0. */
  readonly synapse: number;
  readonly points: { readonly timestep: number; readonly transient: number; readonly persistent: number }[];
  /** Time steps in which l was another one than in the step before. */
  writeCount: number;
}

/** Points that a figure can show; a longer trace keeps every second one, again and again. */
const POINTS = 2048;
/** Synapses among which the one that is shown is chosen, of a block and of all. */
const [EACH, MOST] = [16, 64];

/** Follows a few synapses of the first player, for a figure of the one that is written most. */
export class Traces {
  private readonly traces: Trace[] = [];
  private block: Block | null = null;
  private followed: { place: number; trace: Trace; persistent: number }[] = [];
  private timestep = 0;
  private stride = 1;

  watch(players: readonly Player[], block: Block): void {
    if (this.block !== block) this.begin(players[0]!, block);
    else this.timestep += 1;
    for (const one of this.followed) {
      const parts = players[0]!.partsOf(one.place);
      if (parts.persistent !== one.persistent) one.trace.writeCount += 1;
      one.persistent = parts.persistent;
      if (this.timestep % this.stride === 0) one.trace.points.push({ timestep: this.timestep, ...parts });
    }
    if ((this.followed[0]?.trace.points.length ?? 0) > POINTS) this.thin();
  }

  /** The one that is written most; undefined where nothing was followed. */
  get liveliest(): Trace | undefined {
    return this.traces.reduce<Trace | undefined>(
      (most, trace) => (most === undefined || trace.writeCount > most.writeCount ? trace : most),
      undefined,
    );
  }

  private begin(player: Player, block: Block): void {
    [this.block, this.timestep, this.stride] = [block, 0, 1];
    const count = block.order?.length ?? block.end - block.start;
    const chosen = this.traces.length < MOST ? Math.min(EACH, count) : 0;
    this.followed = Array.from({ length: chosen }, (_, k) => {
      const place = Math.floor(((k + 0.5) * count) / chosen);
      const trace = { synapse: block.start + (block.order?.[place] ?? place), points: [], writeCount: 0 };
      return { place, trace, persistent: player.partsOf(place).persistent };
    });
    this.traces.push(...this.followed.map(({ trace }) => trace));
  }

  private thin(): void {
    this.stride *= 2;
    for (const { trace } of this.followed) {
      const kept = trace.points.filter(({ timestep }) => timestep % this.stride === 0);
      trace.points.splice(0, Number.POSITIVE_INFINITY, ...kept);
    }
  }
}
