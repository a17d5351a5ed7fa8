/**
 * The multilayer network with synaptic caching: learning one pattern at a time, and testing. `src/mlp/reference.ts`
 * defines what is computed; here is how.
 *
 * - A row holds the synapses of one pixel to all hidden units, or of all hidden units to one output. So a pixel of 0,
 *   as 81 % of MNIST's are, leaves whole rows alone, and both layers change by "row += factor · vector". Rows 0 … 9
 *   are those of the outputs, then there is one a pixel, then a spare row that is always 0. Rows are filled up with
 *   zeros to whole blocks of five vectors of four float32 numbers; the units that fill them stay at 0.
 * - Persistent parts l are kept as they are, transient parts as ŝ = s / scale: multiplying `scale` by exp(−1/τ) makes
 *   all of them decay. Sums over |ŝ| are in that unit too, and are energies when multiplied by `scale`.
 * - A synapse that did not change has only shrunk, so that the threshold is tested where something changed.
 * - What takes time to count and nobody asked for is not counted (`mlp/counts.ts`).
 */
import { CLOCK, NEURON_BY_SUM, NONE, SYNAPSE_EXCESS } from "./cache-codes";
import { propagateBack } from "./mlp/backward";
import { changePersistent, changeTransient, changeUnits } from "./mlp/change";
import { changeMoving } from "./mlp/change-moving";
import { changeMovingExcess } from "./mlp/change-moving-excess";
import { strikes } from "./mlp/clock";
import { countChanges, countDirect, distanceSizes, holdPersistent, transientSizes } from "./mlp/counts";
import { decay } from "./mlp/decay";
import { changeExcess } from "./mlp/excess";
import { activateHidden, activateOutputs, joinOutputs, sumInputs, sumInputsOfParts } from "./mlp/forward";
import {
  OUTPUTS,
  code,
  counts,
  hidden,
  hiddenFactor,
  hiddenLimit,
  hiddenStep,
  initial,
  output,
  outputFactor,
  outputLimit,
  outputTerms,
  outputTermsEnd,
  persistent,
  pixelCount,
  pixelTerms,
  plain,
  rowBytes,
  transient,
  variance,
  weights,
  writes,
} from "./mlp/network";
import { scale } from "./mlp/sums";
import { listPixels, pixelTermsEnd } from "./mlp/terms";
import { consolidateAll, consolidateCrossed } from "./mlp/trigger";
import { fade } from "./mlp/variance";
import { laneSum } from "./mlp/vectors";
import { writeDirect } from "./mlp/writes";

export { describe, rowBytesOf, scratchBytesOf } from "./mlp/network";
export { changed, persistentHeld, sizes } from "./mlp/counts";
export { consolidated, held, scale } from "./mlp/sums";
export { unknown, varianceScale } from "./mlp/variance";

/** Σ|s| at the last `measure`, or the sizes of all s. */
export let residual: f64 = 0;
/** Σ|w − w(0)| at the last `measure`, or the sizes of all changes since w(0). */
export let distance: f64 = 0;

/** Δl = Δw: a step of classic learning. */
function stepDirectly(image: usize, label: usize): void {
  if (counts) holdPersistent();
  listPixels(image);
  sumInputs(persistent);
  activateHidden();
  activateOutputs();
  propagateBack(label);
  if (counts) {
    countDirect(pixelTerms, pixelTermsEnd, hiddenStep);
    countDirect(outputTerms, outputTermsEnd, hidden);
  }
  if (writes !== 0) {
    writeDirect(pixelTerms, pixelTermsEnd, hiddenStep, false);
    writeDirect(outputTerms, outputTermsEnd, hidden, true);
  }
  changePersistent(pixelTerms, pixelTermsEnd, hiddenStep);
  changePersistent(outputTerms, outputTermsEnd, hidden);
}

/** What is proposed with a cache: the terms and steps of Δw, from w = s + l. */
function propose(image: usize, label: usize): void {
  listPixels(image);
  sumInputsOfParts();
  activateHidden();
  joinOutputs();
  activateOutputs();
  propagateBack(label);
}

/** decay s → charge what is held → propose Δw from w → s += Δw → test the threshold → consolidate. */
function stepWithCaching(image: usize, label: usize): void {
  decay();
  if (counts) holdPersistent();
  propose(image, label);
  if (code === NEURON_BY_SUM) changeUnits();
  else changeTransient(pixelTerms, pixelTermsEnd, hiddenStep, hiddenLimit);
  changeTransient(outputTerms, outputTermsEnd, hidden, outputLimit);
  consolidateCrossed();
  if (counts) countChanges();
}

/** s += Δw in the rows of a layer, by a threshold that moves, or one at which s stays. */
function changeLayer(terms: usize, end: usize, steps: usize, limit: f64, factor: f64): void {
  if (code === SYNAPSE_EXCESS) {
    if (variance !== 0) changeMovingExcess(terms, end, steps, factor);
    else changeExcess(terms, end, steps, limit);
  } else if (variance !== 0) changeMoving(terms, end, steps, factor);
  else changeTransient(terms, end, steps, limit);
}

/** The same with what is not in the paper: excess, a threshold that tunes itself, a clock. */
function stepBeyond(image: usize, label: usize): void {
  decay();
  if (variance !== 0) fade();
  if (counts) holdPersistent();
  propose(image, label);
  changeLayer(pixelTerms, pixelTermsEnd, hiddenStep, hiddenLimit, hiddenFactor);
  changeLayer(outputTerms, outputTermsEnd, hidden, outputLimit, outputFactor);
  consolidateCrossed();
  // What is consolidated at the end of the very step is not a change of s that lasts.
  if (code === CLOCK && strikes()) consolidateAll();
  else if (counts) countChanges();
}

/** Learns from `count` images, beginning with image `first` and, after the last of them, with the first again. */
export function learn(images: usize, labels: usize, imageCount: u32, first: u32, count: u32): void {
  const isBeyond = code === SYNAPSE_EXCESS || code === CLOCK || variance !== 0;
  let image = first;
  for (let n: u32 = 0; n < count; n++) {
    const pixels = images + <usize>image * pixelCount;
    const label = <usize>load<u8>(labels + image);
    if (code === NONE) stepDirectly(pixels, label);
    else if (isBeyond) stepBeyond(pixels, label);
    else stepWithCaching(pixels, label);
    if (++image === imageCount) image = 0;
  }
}

/** Computes w = s + l, and the sizes of s and of w − w(0), Σ|s| and Σ|w − w(0)|. Learning goes on as if it had not. */
export function measure(): void {
  const factor = f32x4.splat(<f32>scale);
  const size = (OUTPUTS + pixelCount) * rowBytes;
  residual = 0;
  distance = 0;
  for (let i: usize = 0; i < size; i += 16) {
    const l = v128.load(persistent + i);
    // w − w(0) is (l − w(0)) + s: with nothing consolidated that is s to the last bit, and the energy is the minimum.
    let change = f32x4.sub(l, v128.load(initial + i));
    if (code !== NONE) {
      const s = f32x4.mul(factor, v128.load(transient + i));
      v128.store(weights + i, f32x4.add(l, s));
      change = f32x4.add(change, s);
      residual += laneSum(f32x4.abs(s));
    }
    distance += laneSum(f32x4.abs(change));
  }
  if (plain) return;
  residual = code === NONE ? 0 : transientSizes();
  distance = distanceSizes(code !== NONE);
}

/** How many images the network classifies correctly, argmax_k y_k = label, with the weights of the last `measure`. */
export function countCorrect(images: usize, labels: usize, imageCount: u32): u32 {
  let correct: u32 = 0;
  for (let image: u32 = 0; image < imageCount; image++) {
    listPixels(images + <usize>image * pixelCount);
    sumInputs(weights);
    activateHidden();
    activateOutputs();
    let answer: usize = 0;
    for (let k: usize = 1; k < OUTPUTS; k++) {
      if (load<f64>(output + 8 * k) > load<f64>(output + 8 * answer)) answer = k;
    }
    if (answer === load<u8>(labels + image)) correct += 1;
  }
  return correct;
}
