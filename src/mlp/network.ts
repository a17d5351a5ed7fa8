import type { LayerShape } from "../caching/groups.js";
import { exp } from "../math/elementary.js";
import { randomStream } from "../math/random.js";
import type { DigitSet } from "../tasks/digits.js";
import { INITIAL_WEIGHT_SD } from "./parameters.js";

/** The ten digits. */
export const CLASS_COUNT = 10;

/**
 * pixels → hidden → ten outputs, logistic units in both layers, no biases. Weights lie hidden layer first, one row a
 * unit; pixels enter as 0 … 1.
 */
export function networkLayers(pixelCount: number, hiddenCount: number): [LayerShape, LayerShape] {
  return [
    { neuronCount: hiddenCount, inputCount: pixelCount },
    { neuronCount: CLASS_COUNT, inputCount: hiddenCount },
  ];
}

/** Normal with standard deviation 0.01, from a stream of their own. */
export function initialWeights(synapseCount: number, seed: number): Float64Array {
  const stream = randomStream(seed, "initial weights");
  return Float64Array.from({ length: synapseCount }, () => INITIAL_WEIGHT_SD * stream.normal());
}

const logistic = (x: number): number => 1 / (1 + exp(-x));

/** Activities of the network for one image. The arrays are written anew by every `present`. */
export class ForwardPass {
  /** Indices of the pixels that are not 0; the others add nothing to any sum. */
  readonly active: Uint32Array;
  activeCount = 0;
  /** Pixels / 255, in the order of `active`. */
  readonly input: Float64Array;
  readonly hidden: Float64Array;
  readonly output = new Float64Array(CLASS_COUNT);
  private readonly images: DigitSet;

  constructor(images: DigitSet, hiddenCount: number) {
    this.images = images;
    this.active = new Uint32Array(images.pixelCount);
    this.input = new Float64Array(images.pixelCount);
    this.hidden = new Float64Array(hiddenCount);
  }

  present(weights: Float64Array, image: number): void {
    const { active, input, hidden, output, images } = this;
    const { pixelCount, pixels } = images;
    let count = 0;
    for (let i = 0; i < pixelCount; i++) {
      const pixel = pixels[image * pixelCount + i]!;
      if (pixel === 0) continue;
      active[count] = i;
      input[count] = pixel / 255;
      count += 1;
    }
    this.activeCount = count;
    for (let j = 0; j < hidden.length; j++) {
      const row = j * pixelCount;
      let sum = 0;
      for (let a = 0; a < count; a++) sum += weights[row + active[a]!]! * input[a]!;
      hidden[j] = logistic(sum);
    }
    const second = hidden.length * pixelCount;
    for (let k = 0; k < CLASS_COUNT; k++) {
      const row = second + k * hidden.length;
      let sum = 0;
      for (let j = 0; j < hidden.length; j++) sum += weights[row + j]! * hidden[j]!;
      output[k] = logistic(sum);
    }
  }

  /** The class of the strongest output. */
  get answer(): number {
    let answer = 0;
    for (let k = 1; k < CLASS_COUNT; k++) if (this.output[k]! > this.output[answer]!) answer = k;
    return answer;
  }
}

/** Share of the images that are classified correctly with weights w = s + l. */
export function accuracy(weights: Float64Array, images: DigitSet, hiddenCount: number): number {
  const pass = new ForwardPass(images, hiddenCount);
  let correct = 0;
  for (let image = 0; image < images.imageCount; image++) {
    pass.present(weights, image);
    if (pass.answer === images.labels[image]) correct += 1;
  }
  return correct / images.imageCount;
}
