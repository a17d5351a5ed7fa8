import { log } from "../math/elementary.js";
import { type RandomStream, randomStream } from "../math/random.js";
import { model } from "./model.js";
import type { AudioVisualPattern } from "./task.js";

/** Rows of `SpikeTrains.counts`. */
export const TRAINS = 4;

/**
 * The spikes of a presentation: how many each source has in each step. Every neuron spikes in a step with probability
 * p = rate·dt. Instead of asking each neuron in each step, the distance to the next spike is drawn from the geometric
 * distribution of that, ⌊ln u / ln(1 − p)⌋ trials without one, which is the same process and takes a draw a spike.
 */
export class SpikeTrains {
  /** Step by step, one after the other: the two active inputs, the visual input, the background. */
  readonly counts: Uint8Array;
  private readonly auditory: RandomStream;
  private readonly visual: RandomStream;
  private readonly background: RandomStream;

  /** @param counts where to write; TRAINS × steps */
  constructor(seed: number, counts: Uint8Array = new Uint8Array(TRAINS * model.stepCount)) {
    this.counts = counts;
    this.auditory = randomStream(seed, "auditory spikes");
    this.visual = randomStream(seed, "visual spikes");
    this.background = randomStream(seed, "background spikes");
  }

  /** Draws the spikes of the next presentation. */
  draw({ label }: AudioVisualPattern): void {
    const { poolHertz, poolSize, auditorySteps, visualSteps, backgroundHertz, stepCount } = model;
    this.counts.fill(0);
    this.pool(0, this.auditory, poolHertz, poolSize, auditorySteps);
    this.pool(1, this.auditory, poolHertz, poolSize, auditorySteps);
    this.pool(2, this.visual, poolHertz * label, poolSize, visualSteps);
    this.pool(3, this.background, backgroundHertz, 1, [0, stepCount]);
  }

  private pool(train: number, stream: RandomStream, hertz: number, neurons: number, steps: readonly number[]): void {
    const { counts } = this;
    const [from, to] = steps as [number, number];
    const perTrial = 1 / log(1 - hertz * model.stepSecond);
    const start = train * model.stepCount + from;
    const trialCount = (to - from) * neurons;
    const gap = (): number => Math.floor(log(1 - stream.uniform()) * perTrial);
    for (let trial = gap(); trial < trialCount; trial += 1 + gap()) counts[start + Math.floor(trial / neurons)]! += 1;
  }
}
