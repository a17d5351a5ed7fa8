import type { WeightArray } from "./arrays/weight-array.js";
import type { ByteSource } from "./trajectory.js";

/** The arrays of a file. */
export interface Contents {
  readonly file: ByteSource;
  /** What it is, in words: `PyTorch checkpoint`. */
  readonly format: string;
  /** Arrays of real numbers, in their fixed order. */
  readonly arrays: readonly WeightArray[];
  /** What is in the file and is no array of real numbers, with what it is. */
  readonly others: readonly string[];
  /** Whether the format is one of models, whose arrays are weights at one moment; others hold what their writer likes. */
  readonly isModel: boolean;
  /** The axis that counts neurons, of an array without that of time. */
  neuronAxisOf(array: WeightArray): number;
}
