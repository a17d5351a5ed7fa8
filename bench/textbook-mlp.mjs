/**
 * The multilayer network with synaptic caching as one writes it down from the paper: float64, dense layers, every pixel
 * taken whether it is 0 or not, and every synapse decayed, summed, changed and tested with every pattern. The benchmark
 * compares the engines with it; its results are theirs (true gradient; policies "none", "local-local", "local-global").
 */

const OUTPUTS = 10;
const logistic = (x) => 1 / (1 + Math.exp(-x));

/**
 * @typedef {{ pixelCount: number, imageCount: number, pixels: Uint8Array, labels: Uint8Array }} Images
 * @typedef {{ hiddenCount: number, learningRate: number, policy: string, threshold: number, decayTime: number,
 *   maintenanceCost: number, maxPatterns: number }} Parameters
 */

/** Decays every s, and returns Σ|s|. */
function decay(transient, factor) {
  for (let i = 0; i < transient.length; i++) transient[i] *= factor;
  let norm = 0;
  for (let i = 0; i < transient.length; i++) norm += Math.abs(transient[i]);
  return norm;
}

/** Moves s into l where the policy says so, over a layer of rows of `inputCount` synapses, and returns Σ|Δl|. */
function consolidate({ transient, persistent, inputCount }, policy, threshold) {
  let energy = 0;
  if (policy === "local-local") {
    for (let i = 0; i < transient.length; i++) {
      if (Math.abs(transient[i]) <= threshold) continue;
      energy += Math.abs(transient[i]);
      persistent[i] += transient[i];
      transient[i] = 0;
    }
    return energy;
  }
  for (let from = 0; from < transient.length; from += inputCount) {
    let isDue = false;
    for (let i = from; i < from + inputCount; i++) if (Math.abs(transient[i]) > threshold) isDue = true;
    if (!isDue) continue;
    for (let i = from; i < from + inputCount; i++) {
      energy += Math.abs(transient[i]);
      persistent[i] += transient[i];
      transient[i] = 0;
    }
  }
  return energy;
}

/**
 * Learns images in their order and returns what the engines return, as far as it is compared.
 *
 * @param {Images} images
 * @param {Parameters} parameters
 * @param {Float64Array} initialWeights hidden layer first, one row a unit
 */
export function textbookMlp(images, parameters, initialWeights) {
  const { hiddenCount, learningRate, policy, threshold, decayTime, maintenanceCost, maxPatterns } = parameters;
  const { pixelCount, imageCount, pixels, labels } = images;
  const caches = policy !== "none";
  const decayFactor = Math.exp(-1 / decayTime);
  const layers = [
    { inputCount: pixelCount, from: 0, to: hiddenCount * pixelCount },
    { inputCount: hiddenCount, from: hiddenCount * pixelCount, to: initialWeights.length },
  ].map(({ inputCount, from, to }) => ({
    inputCount,
    weights: initialWeights.slice(from, to),
    persistent: initialWeights.slice(from, to),
    transient: new Float64Array(to - from),
  }));
  const [first, second] = layers;
  const input = new Float64Array(pixelCount);
  const hidden = new Float64Array(hiddenCount);
  const output = new Float64Array(OUTPUTS);
  const outputDelta = new Float64Array(OUTPUTS);
  const hiddenDelta = new Float64Array(hiddenCount);
  let consolidationEnergy = 0;
  let held = 0;

  for (let pattern = 0; pattern < maxPatterns; pattern++) {
    const image = pattern % imageCount;
    for (let i = 0; i < pixelCount; i++) input[i] = pixels[image * pixelCount + i] / 255;

    if (caches) {
      for (const { transient, persistent, weights } of layers) {
        held += decay(transient, decayFactor);
        for (let i = 0; i < weights.length; i++) weights[i] = transient[i] + persistent[i];
      }
    }

    for (let j = 0; j < hiddenCount; j++) {
      let sum = 0;
      for (let i = 0; i < pixelCount; i++) sum += first.weights[j * pixelCount + i] * input[i];
      hidden[j] = logistic(sum);
    }
    for (let k = 0; k < OUTPUTS; k++) {
      let sum = 0;
      for (let j = 0; j < hiddenCount; j++) sum += second.weights[k * hiddenCount + j] * hidden[j];
      output[k] = logistic(sum);
    }

    for (let k = 0; k < OUTPUTS; k++) {
      const target = k === labels[image] ? 0.99 : 0.01;
      outputDelta[k] = (target - output[k]) * output[k] * (1 - output[k]);
    }
    for (let j = 0; j < hiddenCount; j++) {
      let back = 0;
      for (let k = 0; k < OUTPUTS; k++) back += second.weights[k * hiddenCount + j] * outputDelta[k];
      hiddenDelta[j] = back * hidden[j] * (1 - hidden[j]);
    }

    for (const [layer, deltas, activities] of [
      [first, hiddenDelta, input],
      [second, outputDelta, hidden],
    ]) {
      const { inputCount, weights, transient } = layer;
      const changed = caches ? transient : weights;
      for (let j = 0; j < deltas.length; j++) {
        for (let i = 0; i < inputCount; i++) {
          const change = learningRate * deltas[j] * activities[i];
          changed[j * inputCount + i] += change;
          if (!caches) consolidationEnergy += Math.abs(change);
        }
      }
      if (caches) consolidationEnergy += consolidate(layer, policy, threshold);
    }
  }

  let minimalEnergy = 0;
  for (const [at, { weights, persistent, transient }] of layers.entries()) {
    const offset = at * first.weights.length;
    for (let i = 0; i < weights.length; i++) {
      const end = caches ? transient[i] + persistent[i] : weights[i];
      minimalEnergy += Math.abs(end - initialWeights[offset + i]);
      consolidationEnergy += Math.abs(transient[i]);
    }
  }
  const maintenanceEnergy = maintenanceCost * held;
  return {
    timestepCount: maxPatterns,
    updateCount: maxPatterns,
    epochCount: Math.ceil(maxPatterns / imageCount),
    energy: consolidationEnergy + maintenanceEnergy,
    consolidationEnergy,
    maintenanceEnergy,
    minimalEnergy,
  };
}
