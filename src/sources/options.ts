/** How foreign weights are to be read, where the source does not say it. */
export interface SourceOptions {
  /**
   * What the first axis of an array counts: time steps (the default), or synapses, with time as the last axis. Given for what would
   * be read as the weights at one step (a model file alone, standard input), it says that time is in the array.
   */
  readonly axis?: "time" | "synapse";
  /** Names of tensors to take; `*` stands for any text, `?` for one character. */
  readonly select?: string;
  /** Neurons that the synapses of every tensor are divided among, as many for each, in their order. Default: the shape says it. */
  readonly neurons?: number;
  /** Axis of a tensor, without the one of time, that counts neurons; counted from the end where negative. Default: what the format has. */
  readonly neuronAxis?: number;
  /** Length of a time step of an event list, in its unit of time. */
  readonly step?: number;
  /** File of w(0) for an event list, in the order of its synapses. */
  readonly initial?: string;
}
