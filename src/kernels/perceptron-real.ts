import { FIXED_LAW, type KernelCache, type KernelLaw } from "./cache-codes.js";
import { fillDecayTables } from "./decay-tables.js";
import type { KernelMemory } from "./instantiate.js";
import { type Counters, type KernelTask, upToNow } from "./layout.js";
import { PlacedRows } from "./placed-rows.js";
import { decaySteps, placeProblem, type RealOptions, type RealProblem } from "./real-problem.js";
import { KernelTable } from "./table.js";
import { counterNames } from "./tables/counters.js";
import { realProblemTable } from "./tables/real-problem.js";
import { realStateTable } from "./tables/real-state.js";
import { tuningTable } from "./tables/tuning.js";
import { type KernelWrites, readWrites } from "./writes.js";

/** By how much s, and what l has had from it, can be off where s does not decay stepwise, relative (the kernel's own constant). */
export const UNCERTAINTY = 1e-13;

/**
 * Of what size s, and what l has had from it, were before they cancelled. The kernel has the same in `decide.ts`; a test
 * compares the two.
 */
function gathered(transient: number, decayed: number, largestChange: number): number {
  const inTransient = transient === 0 ? 0 : Math.abs(transient) + largestChange;
  return inTransient + (decayed === 0 ? 0 : decayed + largestChange);
}

const sumOf = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0);

/** Perceptron learning in double precision under one cache. */
export class RealPerceptron {
  private readonly memory: KernelMemory;
  private readonly rows: PlacedRows;
  private readonly problem: RealProblem;
  private readonly state: KernelTable<typeof realStateTable.fields>;
  private readonly tuning: KernelTable<typeof tuningTable.fields>;
  private readonly problemTable: KernelTable<typeof realProblemTable.fields>;

  /**
   * @param rows the patterns as the kernel takes them, where an earlier run on the same task has left them (`PlacedRows.fits`).
   * That run has to be at its end: this one takes its memory.
   */
  constructor(task: KernelTask, options: RealOptions, rows = new PlacedRows(task, options)) {
    const { memory } = rows;
    rows.clear(options.sizeOf);
    this.rows = rows;
    this.memory = memory;
    this.state = new KernelTable(memory, realStateTable);
    this.tuning = new KernelTable(memory, tuningTable);
    this.problemTable = new KernelTable(memory, realProblemTable);
    this.problem = placeProblem(rows, task, options);
    const scales = options.cache.scales === undefined ? 0 : memory.reserve(8 * options.cache.scales.length);

    this.problem.tuning = this.tuning.address;
    this.problemTable.fill(this.problem);
    this.writeTuning(options.cache, scales);
    const steps = decaySteps(task.patternCount);
    fillDecayTables(options.cache.decayFactor, this.doubles("decay", steps), this.doubles("series", steps));
    if (options.synapseSigns !== undefined)
      this.doubles("signs", options.synapseSigns.length).set(options.synapseSigns);
    if (options.initial !== undefined) this.start(options.initial);
    if (this.problem.decayed !== 0) {
      const [changes, decayed] = [this.perSynapse("largestChange"), this.perSynapse("decayed")];
      this.state.write({ decayedNorm: sumOf(changes) + sumOf(decayed) });
    }
  }

  /** Weights that start at other values than 0. Where s decays, l is rounded to digits of these, too. */
  private start(initial: Float64Array): void {
    const sizes = initial.map(Math.abs);
    this.perSynapse("persistent").set(initial);
    this.state.write({ persistentNorm: sumOf(sizes) });
    if (this.problem.decayed !== 0) this.perSynapse("decayed").set(sizes);
  }

  private perSynapse(field: "persistent" | "largestChange" | "decayed" | "transient"): Float64Array {
    return this.doubles(field, this.problem.synapseCount);
  }

  private writeTuning({ law, limits, thresholds, period = 0, scales }: KernelCache, scalesAt: number): void {
    const { kind, factor, cost, growthWindow = 0 }: KernelLaw = law ?? FIXED_LAW;
    const threshold = (thresholds ?? limits)[0]!;
    const learned = { growthWindow, unknown: 1 };
    this.tuning.write({ law: kind, factor, cost, ...learned, threshold, period, scales: scalesAt });
    if (scales !== undefined) new Float64Array(this.memory.memory.buffer, scalesAt, scales.length).set(scales);
  }

  /** θ as it is: that of the first synapse times its scale where synapses differ. */
  get threshold(): number {
    return this.tuning.read("threshold").threshold;
  }

  private doubles(field: keyof RealProblem, length: number): Float64Array {
    return new Float64Array(this.memory.memory.buffer, this.problem[field], length);
  }

  /**
   * Learns until the end of an epoch or of learning, and says where it stands. `undecided` is where rounding would have to
   * decide: learning has to begin anew, stepwise.
   */
  learn() {
    const { state } = this;
    this.rows.kernel.learn(this.problemTable.address, state.address);
    const { epochs, ended, gap, lastErrors, updates } = state.read("epochs", "ended", "gap", "lastErrors", "updates");
    return {
      epochCount: epochs,
      ended: ended !== 0,
      undecided: ended === 3,
      converged: ended === 1,
      gap,
      errorCount: lastErrors,
      updateCount: updates,
    };
  }

  private get gap(): number {
    return this.state.read("gap").gap;
  }

  /** What has been counted, the time since the last update included. */
  counters(): Counters {
    const { gap } = this;
    return upToNow(this.state.read(...counterNames), this.doubles("series", gap + 1)[gap]!, gap);
  }

  /** s now, decayed since the last update; the bias last. */
  transient(): Float64Array {
    const { gap } = this;
    const factor = this.doubles("decay", gap + 1)[gap]!;
    return this.doubles("transient", this.problem.synapseCount).map((s) => s * factor);
  }

  /**
   * Whether some w − w(0) is no more than rounding, as s and l have cancelled, though they do not decay stepwise: a sum of its
   * |w − w(0)|^α is then off by more than a last digit where α is below 1.
   */
  hasCancelled(initial: Float64Array): boolean {
    if (this.problem.decayed === 0) return false;
    const { synapseCount } = this.problem;
    const [decayed, changes] = [this.doubles("decayed", synapseCount), this.doubles("largestChange", synapseCount)];
    const persistent = this.persistent();
    return this.transient().some((s, i) => {
      const gross = gathered(s, decayed[i]!, changes[i]!);
      return gross > 0 && Math.abs(s + persistent[i]! - initial[i]!) <= UNCERTAINTY * gross;
    });
  }

  /** How often every synapse has been written, where that is counted. */
  writes(): KernelWrites | undefined {
    const { writes, synapseCount } = this.problem;
    return writes === 0 ? undefined : readWrites(this.memory, writes, synapseCount);
  }

  /** l now; the bias last. A view, valid until the next call. */
  persistent(): Float64Array {
    return this.doubles("persistent", this.problem.synapseCount);
  }
}
